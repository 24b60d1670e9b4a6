import type { JsonObject } from '../../base/json';

/** A document that some rule looks for. */
export interface SimulatedDocument {
  /** The data stream. */
  readonly index: string;
  /** `_id`, which is the record's own id where it has one. */
  readonly id: string;
  /** Of the document's fields those that runs of its rules read. */
  readonly source: JsonObject;
  /** Epoch milliseconds. */
  readonly occurred: number;
  readonly arrival: number;
}

/** A document with the slugs of the rules whose queries match it. */
export interface Taken {
  readonly document: SimulatedDocument;
  readonly rules: readonly string[];
}

/** A stretch of the log, in order of arrival. */
export interface Batch {
  /** How many records it had. */
  readonly records: number;
  /** The first arrival and the last, epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly taken: readonly Taken[];
}
