import type { RecordWriter } from './record-writer';

export interface WriterLimits {
  /** Of a request, by estimate. */
  readonly requestBytes: number;
  readonly requestRecords: number;
  /** Requests under way at once. */
  readonly requests: number;
  /** Of all records that wait or are under way, by estimate. */
  readonly heldBytes: number;
  /** Milliseconds without a further record after which those that wait are sent. */
  readonly linger: number;
  /** Milliseconds that requests under way have left when the collector stops. */
  readonly grace: number;
}

/** What is on its way to Elasticsearch now. */
export interface WriterLoad {
  /** Records that wait or are under way; those that wait for another with their Id not counted. */
  readonly records: number;
  /** Of them, by estimate. */
  readonly bytes: number;
  /** Requests that are under way, or wait to be repeated. */
  readonly requests: number;
}

/** A writer that is to be closed before its state is. */
export interface ClosableRecordWriter extends RecordWriter, AsyncDisposable {
  readonly load: WriterLoad;
  /**
   * Ends every wait with an AbortError, gives requests under way some seconds to be answered and noted, then breaks them
   * off. What was not acknowledged is not in the ledger and will be read again.
   */
  close(): Promise<void>;
}
