import type { Lane } from '../lane/lane';
import type { WorkloadTimes } from '../state/state-store';
import type { ReadError } from './read-error';

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
  /** Of blobs that cannot be read while the others are; undefined when there are none. */
  left: ReadError | undefined;
  /** The last one there was, also when it is over. */
  lastError: ReadError | undefined;
  readonly workloads = new Map<string, WorkloadTimes>();
  #error: ReadError | undefined;
  #failsSince: number | undefined;

  constructor(readonly lane: Lane) {}

  /** Of the last attempt, undefined when it went well; of blobs that are left where that error passes, or there is none. */
  get error(): ReadError | undefined {
    return this.#error?.stuck === true ? this.#error : (this.left ?? this.#error);
  }

  /** Nothing is read or written until somebody acts. */
  get isHalted(): boolean {
    return this.#error?.stuck === true;
  }

  set error(error: ReadError | undefined) {
    this.#error = error;
    if (error === undefined) this.#failsSince = undefined;
  }

  /** Milliseconds from the first failure to the last one of those in a row. */
  get failsFor(): number {
    return this.#error === undefined ? 0 : this.#error.time - (this.#failsSince ?? this.#error.time);
  }

  failed(error: ReadError): void {
    this.counts.errors += 1;
    this.error = error;
    this.lastError = error;
    this.#failsSince ??= error.time;
  }
}
