import { ContentError } from '../../base/errors';

/** No audit record comes near it; a file without line ends must not fill the memory. */
const LONGEST = 16 * 1024 * 1024;

export interface Line {
  /** From 1. */
  readonly number: number;
  /** Without its line end. */
  readonly text: string;
}

/** The lines of UTF-8 text that is read in pieces, blank ones left out. @throws ContentError `LOG_LONG_LINE` */
export async function* linesOf(pieces: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<Line> {
  const decoder = new TextDecoder();
  let rest = '';
  let number = 0;
  for await (const piece of pieces) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) {
      number += 1;
      if (text.trim() !== '') yield { number, text };
    }
    if (rest.length > LONGEST) throw tooLong(file, number + 1);
  }
  rest += decoder.decode();
  if (rest.trim() !== '') yield { number: number + 1, text: rest };
}

function tooLong(file: string, line: number): ContentError {
  return new ContentError({
    code: 'LOG_LONG_LINE',
    message: `the line is longer than ${LONGEST / 1024 / 1024} MiB`,
    location: { file, line, column: 1 },
    expected: 'NDJSON: one record a line',
    hint: 'Write a JSON array as lines first, e.g. with jq -c ".[]".',
  });
}
