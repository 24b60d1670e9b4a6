import type { ReadError } from './read-error';

/** Counts since the collector started; they only grow. */
export interface PimCounts {
  /** Alerts that were new or had changed, and are in Elasticsearch. */
  written: number;
  /** Alerts that a poll found as they had been written before. */
  unchanged: number;
  /** Alerts that are among the dead letters instead. */
  deadLetter: number;
  errors: number;
}

/**
 * How the poller of a tenant's PIM alerts stands; written by the poller, read by heartbeats, metrics, health and the status
 * line. It has no cursor and no backlog: each poll reads all alerts there are. Epoch milliseconds.
 */
export class PimStatus {
  readonly counts: PimCounts = { written: 0, unchanged: 0, deadLetter: 0, errors: 0 };
  /** When all alerts were last read and written. */
  lastPoll: number | undefined;
  /** Of the last attempt; undefined when it went well. */
  error: ReadError | undefined;
  /** The last one there was, also when it is over. */
  lastError: ReadError | undefined;

  constructor(readonly tenant: { readonly tenantId: string; readonly tenantName: string }) {}

  failed(error: ReadError): void {
    this.counts.errors += 1;
    this.error = error;
    this.lastError = error;
  }

  polled(time: number): void {
    this.lastPoll = time;
    this.error = undefined;
  }
}

/** e.g. `contoso.com PIM alerts`, for messages. */
export function pimName({ tenant }: PimStatus): string {
  return `${tenant.tenantName} PIM alerts`;
}
