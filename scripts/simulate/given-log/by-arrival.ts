import { ContentError } from '../../base/errors';
import { MinHeap } from '../../generate';
import type { Emission } from '../../generate';

/** A record and the line that it stands in. */
export interface ReadRecord extends Emission {
  readonly line: number;
}

/**
 * Records in order of arrival, of those that arrive at once in order of their lines; so many are
 * held back as `held` says then.
 *
 * @throws ContentError `LOG_OUT_OF_ORDER` for one that stands further behind
 */
export async function* byArrival(
  records: AsyncIterable<ReadRecord>,
  file: string,
  held: () => number,
): AsyncGenerator<Emission> {
  const waiting = new MinHeap<ReadRecord>(
    (a, b) => a.arrival < b.arrival || (a.arrival === b.arrival && a.line < b.line),
  );
  let last = -Infinity;
  for await (const record of records) {
    if (record.arrival < last) throw outOfOrder(file, record, last, held());
    waiting.push(record);
    if (waiting.size <= held()) continue;
    const next = waiting.pop() as ReadRecord;
    last = next.arrival;
    yield next;
  }
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) yield next;
}

function outOfOrder(file: string, { line, arrival }: ReadRecord, last: number, held: number): ContentError {
  return new ContentError({
    code: 'LOG_OUT_OF_ORDER',
    message: `the record stands more than ${held} lines behind those that arrive after it`,
    location: { file, line, column: 1 },
    found: `arrival ${new Date(arrival).toISOString()}`,
    expected: `not before ${new Date(last).toISOString()}, which was simulated already`,
    hint: 'Sort the log by its time, oldest first, or give envelopes with the arrival of each record.',
  });
}
