import type { Client, estypes } from '@elastic/elasticsearch';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Logger } from 'pino';
import { CUT } from './dead-letter';

/** A dead letter as it is kept. */
export interface KeptLetter {
  readonly documentId: string;
  /** The record; undefined where the document does not say it. */
  readonly text: string | undefined;
  readonly collectorId: string | undefined;
  /** event.dataset that it was meant for. */
  readonly dataset: string | undefined;
  /** The text is only the beginning of the record. */
  readonly cut: boolean;
}

interface Source {
  readonly event?: { readonly original?: unknown; readonly dataset?: unknown };
  readonly message?: unknown;
  readonly labels?: { readonly collector_id?: unknown; readonly dead_letter_of?: unknown };
  readonly error?: { readonly message?: unknown };
}

const FIELDS = [
  ...['event.original', 'event.dataset', 'message', 'error.message'],
  ...['labels.collector_id', 'labels.dead_letter_of'],
];
const PAGE = 500;
const KEEP_ALIVE = '5m';

/**
 * All dead letters of a data stream at one point in time, oldest first. The key must be allowed to read it.
 * @throws errors of the client
 */
export async function* lettersOfStream(client: Client, stream: string): AsyncGenerator<KeptLetter[]> {
  const { id } = await client.openPointInTime({ index: stream, keep_alive: KEEP_ALIVE });
  let pit = id;
  try {
    for (let after: estypes.SortResults | undefined; ;) {
      const answer = await client.search<Source>({
        pit: { id: pit, keep_alive: KEEP_ALIVE },
        size: PAGE,
        sort: [{ '@timestamp': 'asc' }, { _shard_doc: 'asc' }],
        track_total_hits: false,
        _source: FIELDS,
        ...(after === undefined ? {} : { search_after: after }),
      });
      pit = answer.pit_id ?? pit;
      const { hits } = answer.hits;
      if (hits.length === 0) return;
      yield hits.map(({ _id = '', _source = {} }) => letterOf(_id, _source));
      after = hits.at(-1)?.sort;
    }
  } finally {
    await client.closePointInTime({ id: pit });
  }
}

/**
 * All of a file that the collector wrote. A line that broke off is left out: its record was not acknowledged, and came
 * again. @throws errors of the file system
 */
export async function* lettersOfFile(file: string, logger: Logger): AsyncGenerator<KeptLetter[]> {
  const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity });
  let page: KeptLetter[] = [];
  let number = 0;
  for await (const line of lines) {
    const kept = parsed(line);
    number += 1;
    if (kept === undefined) {
      if (line !== '') logger.warn({ file, line: number }, 'a line that is no whole dead letter is left out');
      continue;
    }
    page.push(letterOf(kept._id, kept._source));
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

function parsed(line: string): { _id: string; _source: Source } | undefined {
  try {
    const { _id, _source } = JSON.parse(line) as { _id?: unknown; _source?: unknown };
    return typeof _id === 'string' && typeof _source === 'object'
      ? { _id, _source: _source ?? {} }
      : undefined;
  } catch {
    return undefined;
  }
}

function letterOf(documentId: string, { event, message, labels, error }: Source): KeptLetter {
  const text = event?.original ?? message;
  return {
    documentId,
    text: textIn(text),
    collectorId: textIn(labels?.collector_id),
    dataset: textIn(labels?.dead_letter_of) ?? textIn(event?.dataset),
    cut: CUT.test(textIn(error?.message) ?? ''),
  };
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
