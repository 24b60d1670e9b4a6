import type { Client } from '@elastic/elasticsearch';
import type { Logger } from 'pino';
import type { DataStreams } from '../data-streams';
import { auditLine, isOfStream } from './audit-line';
import type { Refusal } from './item';
import { Obstacles } from './obstacles';
import { PersistentBulk } from './persistent-bulk';
import type { PersistentBulkParts, Shipment } from './persistent-bulk';
import { lettersOfFile, lettersOfStream } from './read-dead-letters';
import type { KeptLetter } from './read-dead-letters';

/** What became of dead letters that were sent again. */
export interface Replayed {
  read: number;
  created: number;
  /** Another replay, or another delivery, had made the document. */
  present: number;
  refused: number;
  /** Only the beginning of the record, or nothing of it, was kept. */
  unusable: number;
  /** Why the first ones were refused again, at most ten; for people, may quote records. */
  readonly reasons: (Refusal & { readonly id: string })[];
}

export interface ReplayOptions extends Pick<PersistentBulkParts, 'bulk' | 'clock' | 'random'> {
  /** The data stream of dead letters, by a client whose key may read; or the file. */
  readonly from: { readonly client: Client } | { readonly file: string };
  readonly streams: DataStreams;
  /** Of letters that do not say theirs. */
  readonly collectorId: string;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  readonly onProgress?: (replayed: Readonly<Replayed>) => void;
}

/** Bytes of a request. */
const REQUEST_BYTES = 2_500_000;
const REASONS = 10;

/**
 * Sends the records of dead letters to the audit data stream again. The letters stay where they are: `create` with the
 * record's own id makes a further replay find those that went through (`present`) until the data stream has rolled over.
 *
 * @throws AbortError when the signal is given; errors of the client or of the file system while reading
 */
export async function replayDeadLetters(options: ReplayOptions): Promise<Replayed> {
  const { from, streams, clock, logger, signal, onProgress } = options;
  const obstacles = new Obstacles(clock, logger);
  const persistent = new PersistentBulk({ ...options, obstacles, stop: signal, abort: signal });
  const replayed: Replayed = { read: 0, created: 0, present: 0, refused: 0, unusable: 0, reasons: [] };
  const pages = 'file' in from ? lettersOfFile(from.file) : lettersOfStream(from.client, streams.deadLetter);
  for await (const page of pages) {
    replayed.read += page.length;
    for (const letters of portions(page, replayed))
      await persistent.send(letters, shipment(options, replayed));
    onProgress?.(replayed);
  }
  return replayed;
}

/** Letters that can be sent, as many as a request takes. */
function* portions(letters: readonly KeptLetter[], replayed: Replayed): Generator<UsableLetter[]> {
  let portion: UsableLetter[] = [];
  let bytes = 0;
  for (const { text, cut, ...letter } of letters) {
    if (text === undefined || cut) {
      replayed.unusable += 1;
      continue;
    }
    const more = Buffer.byteLength(text);
    if (portion.length > 0 && bytes + more > REQUEST_BYTES) {
      yield portion;
      portion = [];
      bytes = 0;
    }
    portion.push({ ...letter, text });
    bytes += more;
  }
  if (portion.length > 0) yield portion;
}

interface UsableLetter extends Pick<KeptLetter, 'documentId' | 'collectorId'> {
  readonly text: string;
}

function shipment({ streams, collectorId }: ReplayOptions, replayed: Replayed): Shipment<UsableLetter> {
  const refused = ({ documentId }: UsableLetter, refusal: Refusal): void => {
    replayed.refused += 1;
    if (replayed.reasons.length < REASONS) replayed.reasons.push({ id: documentId, ...refusal });
  };
  return {
    stream: streams.audit,
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
