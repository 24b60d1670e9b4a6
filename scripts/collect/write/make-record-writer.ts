import type { Logger } from 'pino';
import type { Clock } from '../clock';
import type { DataStreams } from '../data-streams';
import type { StateStore } from '../state/state-store';
import type { LaneStatus } from '../status/lane-status';
import { BatchingWriter } from './batching-writer';
import type { Bulk } from './bulk-client';
import { DeadLetterFile, DeadLetterStream } from './dead-letters';
import { Delivery } from './delivery';
import type { LetterFile } from './letter-file';
import { Obstacles, RECORD_WORDS } from '../status/obstacles';
import { PersistentBulk } from './persistent-bulk';
import { RecordQueue } from './record-queue';
import type { ClosableRecordWriter, WriterLimits } from './closable-writer';

const LIMITS: WriterLimits = {
  requestBytes: 2_500_000,
  requestRecords: 5_000,
  requests: 2,
  heldBytes: 12_000_000,
  linger: 100,
  grace: 5_000,
};

export interface WriterOptions {
  readonly bulk: Bulk;
  readonly state: StateStore;
  readonly clock: Clock;
  /** Epoch milliseconds by the clock of the tenant's service: the ledger goes by it. */
  readonly timeOf: (tenantId: string) => number;
  readonly logger: Logger;
  /** Nothing more is taken or begun once it is given. */
  readonly signal: AbortSignal;
  readonly streams: DataStreams;
  readonly collectorId: string;
  /** Instead of the data stream of dead letters. */
  readonly deadLetterFile: LetterFile | undefined;
  /** From 0 to below 1. */
  readonly random?: () => number;
  readonly limits?: Partial<WriterLimits>;
  /** Nothing can be written until somebody acts; the writer goes on trying. */
  readonly stuck?: () => void;
}

export type { ClosableRecordWriter };

/** Writes records with `create`, through the ledger of the state. */
export function makeRecordWriter(options: WriterOptions): ClosableRecordWriter {
  const { bulk, clock, logger, streams, deadLetterFile: file, random = Math.random } = options;
  const limits = { ...LIMITS, ...options.limits };
  const obstacles = new Obstacles(RECORD_WORDS, clock, logger, options.stuck);
  const stopping = new AbortController();
  const abort = new AbortController();
  const stop = AbortSignal.any([options.signal, stopping.signal]);
  const persistent = new PersistentBulk({ bulk, clock, random, obstacles, stop, abort: abort.signal });
  const common = { ...options, obstacles, stop, persistent };
  const queue = new RecordQueue(limits.heldBytes);
  const delivery = new Delivery({
    ...common,
    deadLetters:
      file === undefined
        ? new DeadLetterStream({ ...common, stream: streams.deadLetter })
        : new DeadLetterFile({ ...common, file }),
    settle: (item, outcome) => {
      queue.settle(item, outcome);
    },
    tooLarge: (bytes) => {
      writer.smaller(bytes);
    },
  });
  const writer = new BatchingWriter({
    ...{ delivery, queue, clock, limits, stop, stopping, abort },
    concern: (lane: LaneStatus) => {
      obstacles.concern(lane);
    },
  });
  return writer;
}
