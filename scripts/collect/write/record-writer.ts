import type { LaneStatus } from '../status/lane-status';

/** A record as it came. */
export interface CollectedRecord {
  /** Its `Id`; undefined where it has none or is no JSON: a dead letter. */
  readonly id: string | undefined;
  /** The JSON text, byte for byte. */
  readonly text: string;
}

/** The records of one blob on their way to Elasticsearch. */
export interface BlobWrite {
  /** Comes back when there is room for more: what reads the blob waits that long. @throws AbortError when the collector stops */
  add(record: CollectedRecord): Promise<void>;
  /**
   * Comes back when Elasticsearch has every record that was added, be it as a dead letter, and the ledger knows
   * them. @throws AbortError when the collector stops
   */
  acknowledged(): Promise<void>;
}

/** Writes records to the data stream of o365.audit: each once, none lost; counts in the status of the lane. */
export interface RecordWriter {
  open(lane: LaneStatus): BlobWrite;
}
