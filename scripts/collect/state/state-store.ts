import type { Lane } from '../lane/lane';

/** Identifies a lane in the state; a tenant may be renamed. */
export type LaneKey = Pick<Lane, 'tenantId' | 'contentType'>;

/** Records that are about to be sent in one bulk request: whether they arrived is not known until it is acknowledged. */
export interface Sending {
  readonly tenantId: string;
  /** `Id`s of the records. */
  readonly ids: readonly string[];
  /** The backing index that took the last document of the stream; undefined before the first. */
  readonly index: string | undefined;
}

/** What a collector must not forget between two runs, however a run ends. Times are epoch milliseconds. */
export interface StateStore extends AsyncDisposable {
  /** Up to which `contentCreated` everything of the lane is in Elasticsearch; undefined before the first window. */
  cursor(lane: LaneKey): Promise<number | undefined>;
  /** Everything up to there is in Elasticsearch. Blobs created before `forgetBlobs` will not be listed again. */
  moveCursor(lane: LaneKey, cursor: number, forgetBlobs: number): Promise<void>;

  /** When the lane's subscription was last started, or was tried to be. */
  subscriptionStart(lane: LaneKey): Promise<number | undefined>;
  saveSubscriptionStart(lane: LaneKey, at: number): Promise<void>;

  /** Which of these blobs were written as a whole. */
  doneBlobs(lane: LaneKey, contentIds: readonly string[]): Promise<ReadonlySet<string>>;
  blobDone(lane: LaneKey, contentId: string, created: number): Promise<void>;

  /** Which of these records Elasticsearch has, by the ledger. */
  knownIds(tenantId: string, ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Notes what is about to be sent, and when; the number names it in `acknowledge`. */
  sending(batch: Sending, at: number): Promise<number>;
  /** Elasticsearch (or the dead letters) has all records of the batch: into the ledger with them. */
  acknowledge(batch: number, at: number): Promise<void>;
  /** The backing index that took the last document of the audit log, as far as an earlier run noted it. */
  lastIndex(): Promise<string | undefined>;
  saveLastIndex(index: string): Promise<void>;
  /** What an earlier run was sending when it ended, by the record's Id: the index that took documents then. */
  unsettled(tenantId: string): Promise<ReadonlyMap<string, string | undefined>>;
  /** Forgets records that were acknowledged before a time; a part of the work in each call, which a signal may end early. */
  forgetIds(before: number, stop?: AbortSignal): Promise<void>;

  /** Newest `CreationTime` and last arrival by workload, for heartbeats. */
  workloads(lane: LaneKey): Promise<ReadonlyMap<string, WorkloadTimes>>;
  saveWorkloads(lane: LaneKey, workloads: ReadonlyMap<string, WorkloadTimes>): Promise<void>;

  /** What was last written of a PIM alert: an opaque text that changes with it. */
  pimAlerts(tenantId: string): Promise<ReadonlyMap<string, string>>;
  savePimAlert(tenantId: string, alertId: string, version: string): Promise<void>;
}

export interface WorkloadTimes {
  readonly lastEvent: number | undefined;
  readonly lastArrival: number;
}
