import type { Client } from '@elastic/elasticsearch';
import type { Logger } from 'pino';
import type { DataStreams } from '../data-streams';
import type { AlreadyThere } from './already-there';
import { auditLine, isOfStream } from './audit-line';
import type { Refusal } from './item';
import { Obstacles, RECORD_WORDS } from '../status/obstacles';
import { PersistentBulk } from './persistent-bulk';
import type { PersistentBulkParts, Shipment } from './persistent-bulk';
import { lettersOfFile, lettersOfStream } from './read-dead-letters';
import type { KeptLetter } from './read-dead-letters';
import type { Obstacle } from '../elasticsearch-obstacle';

/** What became of dead letters that were sent again; one that is kept twice counts once. */
export interface Replayed {
  read: number;
  created: number;
  /** Another replay, or another delivery, had made the document. */
  present: number;
  refused: number;
  /** Only the beginning of the record, or nothing of it, was kept; or it is of no data stream of the pack. */
  unusable: number;
  /** Why the first ones were refused again, at most ten; for people, may quote records. */
  readonly reasons: (Refusal & { readonly id: string })[];
}

export interface ReplayOptions extends Pick<PersistentBulkParts, 'bulk' | 'clock' | 'random'> {
  /** The data stream of dead letters, by a client whose key may read; or the file. */
  readonly from: { readonly client: Client } | { readonly file: string };
  readonly alreadyThere: AlreadyThere;
  readonly streams: DataStreams;
  /** Of letters that do not say theirs. */
  readonly collectorId: string;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/** Nothing can be written until somebody acts. */
export class ReplayStuckError extends Error {
  override readonly name = 'ReplayStuckError';

  constructor(readonly obstacle: Obstacle) {
    super(obstacle.message);
  }
}

/** Bytes of a request. */
const REQUEST_BYTES = 2_500_000;
const REASONS = 10;

/**
 * Sends the records of dead letters again to the data streams that they were meant for. The letters stay where they are;
 * what went through before is not written again.
 *
 * @throws AbortError when the signal is given; ReplayStuckError; errors of the client or of the file system while reading
 */
export async function replayDeadLetters(options: ReplayOptions): Promise<Replayed> {
  const ending = new AbortController();
  let stuck: ReplayStuckError | undefined;
  const obstacles = new Obstacles(RECORD_WORDS, options.clock, options.logger, (obstacle) => {
    stuck ??= new ReplayStuckError(obstacle);
    ending.abort();
  });
  const stop = AbortSignal.any([options.signal, ending.signal]);
  try {
    return await replayAll(
      options,
      new PersistentBulk({ ...options, obstacles, stop, abort: options.signal }),
    );
  } catch (error) {
    throw options.signal.aborted ? error : (stuck ?? error);
  }
}

async function replayAll(options: ReplayOptions, persistent: PersistentBulk): Promise<Replayed> {
  const { from, streams, signal, alreadyThere } = options;
  const replayed: Replayed = { read: 0, created: 0, present: 0, refused: 0, unusable: 0, reasons: [] };
  const pages =
    'file' in from
      ? lettersOfFile(from.file, options.logger)
      : lettersOfStream(from.client, streams.deadLetter);
  const seen = new Set<string>();
  for await (const page of pages) {
    signal.throwIfAborted();
    const fresh = page.filter(({ documentId }) => !seen.has(documentId) && seen.add(documentId));
    replayed.read += fresh.length;
    for (const [stream, letters] of byStream(fresh, streams, replayed)) {
      const there = await alreadyThere(
        stream,
        letters.map(({ documentId }) => documentId),
      );
      replayed.present += letters.filter(({ documentId }) => there.has(documentId)).length;
      const open = letters.filter(({ documentId }) => !there.has(documentId));
      for (const portion of portions(open))
        await persistent.send(portion, shipment(stream, options, replayed));
    }
  }
  return replayed;
}

type UsableLetter = Pick<KeptLetter, 'documentId' | 'collectorId'> & { readonly text: string };

/** Letters that can be sent, by the data stream that they were meant for. */
function byStream(
  letters: readonly KeptLetter[],
  { audit, pimAlert, collector }: DataStreams,
  replayed: Replayed,
): Map<string, UsableLetter[]> {
  const streams = new Map([
    ['o365.audit', audit],
    ['entra.pim_alert', pimAlert],
    ['o365.collector', collector],
  ]);
  const sorted = new Map<string, UsableLetter[]>();
  for (const { text, cut, dataset = 'o365.audit', documentId, collectorId } of letters) {
    const stream = streams.get(dataset);
    if (text === undefined || cut || stream === undefined) {
      replayed.unusable += 1;
      continue;
    }
    sorted.set(stream, [...(sorted.get(stream) ?? []), { documentId, collectorId, text }]);
  }
  return sorted;
}

/** As many as a request takes. */
function* portions(letters: readonly UsableLetter[]): Generator<UsableLetter[]> {
  let portion: UsableLetter[] = [];
  let bytes = 0;
  for (const letter of letters) {
    const more = Buffer.byteLength(letter.text);
    if (portion.length > 0 && bytes + more > REQUEST_BYTES) {
      yield portion;
      portion = [];
      bytes = 0;
    }
    portion.push(letter);
    bytes += more;
  }
  if (portion.length > 0) yield portion;
}

function shipment(
  stream: string,
  { streams, collectorId }: ReplayOptions,
  replayed: Replayed,
): Shipment<UsableLetter> {
  const refused = ({ documentId }: UsableLetter, refusal: Refusal): void => {
    replayed.refused += 1;
    if (replayed.reasons.length < REASONS) replayed.reasons.push({ id: documentId, ...refusal });
  };
  return {
    stream,
    lines: (letter) => auditLine(letter.documentId, letter.text, letter.collectorId ?? collectorId),
    present: (letter, { created, index }) => {
      if (isOfStream(index, streams.deadLetter)) {
        refused(letter, { type: undefined, message: 'The pipeline still cannot read it.' });
      } else if (created) replayed.created += 1;
      else replayed.present += 1;
    },
    refused,
  };
}
