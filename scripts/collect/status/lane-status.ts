import type { Lane } from '../lane/lane';
import type { WorkloadTimes } from '../state/state-store';

/** Counts since the collector started; they only grow. */
export interface LaneCounts {
  /** Records in blobs, each time they were read. */
  received: number;
  created: number;
  /** Known by the ledger, or answered 409 by Elasticsearch. */
  duplicate: number;
  deadLetter: number;
  /** Created in another backing index than the one that took documents when an earlier attempt ended unknown. */
  possibleDouble: number;
  blobsFetched: number;
  /** Blobs that had expired or were unknown: their records are lost. */
  blobsExpired: number;
  /** Milliseconds of content that was older than seven days before it could be read. */
  lost: number;
  requestsSent: number;
  requestsThrottled: number;
  requestsFailed: number;
  errors: number;
}

export interface LaneError {
  /** e.g. AF20022, AADSTS7000222, ECONNRESET. */
  readonly code: string;
  readonly message: string;
  /** What to do about it, where that is known. */
  readonly cure?: string | undefined;
  /** Epoch milliseconds. */
  readonly time: number;
  /** It does not go away by itself: nothing of the lane is read until somebody acts. */
  readonly stuck: boolean;
}

/** How a lane stands; written by what reads the lane, read by heartbeats, metrics and the status line. Epoch milliseconds. */
export class LaneStatus {
  readonly counts: LaneCounts = {
    received: 0,
    created: 0,
    duplicate: 0,
    deadLetter: 0,
    possibleDouble: 0,
    blobsFetched: 0,
    blobsExpired: 0,
    lost: 0,
    requestsSent: 0,
    requestsThrottled: 0,
    requestsFailed: 0,
    errors: 0,
  };
  cursor: number | undefined;
  /** Where the current window ends: the newest time that is listed. */
  windowEnd: number | undefined;
  /** When the first window of this run began: with cursor and now it says how far a backlog is worked off. */
  firstFrom: number | undefined;
  lastPoll: number | undefined;
  /** Blobs of the current window that are listed and not written yet. */
  blobsWaiting = 0;
  /** There is a backlog behind the window. */
  catchingUp = true;
  /** Of the last attempt; undefined when it went well. */
  error: LaneError | undefined;
  /** The last one there was, also when it is over. */
  lastError: LaneError | undefined;
  readonly workloads = new Map<string, WorkloadTimes>();

  constructor(readonly lane: Lane) {}

  failed(error: LaneError): void {
    this.counts.errors += 1;
    this.error = error;
    this.lastError = error;
  }
}
