import { hash } from 'node:crypto';
import type { Pack } from '../../content';
import type { IngestRequest, IngestResult, StartedEngine } from '../../engine';
import type { Emission } from '../../generate';
import { timedRequest } from './timed-streams';

/** Records that are sent together, in two calls of about 1 MB: a server works off each of them in one thread. */
const BATCH = 2_000;

/** A log that an engine holds. */
export interface LoadedLog {
  readonly records: number;
  /** First and last arrival, epoch milliseconds; 0 of an empty log. */
  readonly first: number;
  readonly last: number;
  /** When the latest event happened. */
  readonly newest: number;
  /** What became of the records. */
  readonly results: Readonly<Record<IngestResult['kind'], number>>;
  /** Why the first of those that failed did. */
  readonly failure: string | undefined;
}

/**
 * Writes every record of a log, in order of arrival, to the streams of `timedStreams`; while one part is sent, the next is
 * made.
 */
export async function loadLog(
  engine: StartedEngine,
  pack: Pack,
  emissions: Iterable<Emission> | AsyncIterable<Emission>,
  progress?: (records: number) => void,
): Promise<LoadedLog> {
  const results = { created: 0, duplicate: 0, dropped: 0, failed: 0 };
  let failure: string | undefined;
  let records = 0;
  let [first, last, newest] = [0, 0, 0];
  let batch: Emission[] = [];
  let sent: Promise<void> = Promise.resolve();
  const send = async (part: readonly Emission[]): Promise<void> => {
    const lanes = inLanes(part).map((lane) =>
      engine.ingestUnseen(lane.flatMap((one) => requestOf(pack, one))),
    );
    for (const result of (await Promise.all(lanes)).flat()) {
      results[result.kind] += 1;
      if (result.kind === 'failed') failure ??= `${result.type}: ${result.reason}`;
    }
  };
  const sendOn = async (): Promise<void> => {
    await sent;
    sent = send(batch);
    // Whoever waits for it next says so; until then it is no unhandled rejection.
    sent.catch(() => undefined);
    batch = [];
  };
  for await (const emission of emissions) {
    if (records === 0) first = emission.arrival;
    last = emission.arrival;
    newest = Math.max(newest, emission.occurred);
    records += 1;
    progress?.(records);
    if (batch.push(emission) === BATCH) await sendOn();
  }
  await sendOn();
  await sent;
  await engine.refresh();
  return { records, first, last, newest, results, failure };
}

/** Two parts of about the same length. A record that was delivered again goes the way of its first delivery, behind it. */
function inLanes(part: readonly Emission[]): readonly (readonly Emission[])[] {
  const isOdd = ({ text }: Emission): boolean => (hash('sha1', text, 'buffer')[0] ?? 0) % 2 === 1;
  return Map.groupBy(part, isOdd).values().toArray();
}

function requestOf(pack: Pack, emission: Emission): IngestRequest[] {
  const stream = pack.streams.get(emission.stream);
  return stream ? [timedRequest(stream.name, emission)] : [];
}
