import type { JsonValue } from '../base/json';
import type { QueryDsl, SearchHit } from '../query-dsl';
import type { EqlQuery } from './syntax-tree';

/** The fields by which EQL dates and sorts events, where they are not the usual ones. */
export interface EqlFieldNames {
  /** Default `@timestamp`. */
  readonly timestamp_field?: string | undefined;
  /** Default `event.category`. */
  readonly event_category_field?: string | undefined;
  /** Default none: where times are equal the place in the index decides. */
  readonly tiebreaker_field?: string | undefined;
}

/** The part of `_eql/search` that the detection engine uses. Index patterns are without engine prefix. */
export interface EqlSearchRequest extends EqlFieldNames {
  readonly index: readonly string[];
  readonly query: string;
  /** The query as it was read already; the embedded engine runs this and does not look at the text. */
  readonly tree?: EqlQuery | undefined;
  /** Query DSL that limits what the query sees: window, case. */
  readonly filter: QueryDsl;
  /** At most this many events or sequences, the latest ones. */
  readonly size: number;
}

export interface EqlSequenceHit {
  readonly join_keys: readonly JsonValue[];
  /** One for each stage, in order; `with runs=5` has five. */
  readonly events: readonly SearchHit[];
}

/** `events` of an event query, `sequences` of a sequence; oldest first. */
export type EqlSearchResponse =
  | { readonly events: readonly SearchHit[]; readonly sequences?: undefined }
  | { readonly sequences: readonly EqlSequenceHit[]; readonly events?: undefined };

/** Where an EQL rule searches. */
export type EqlSearch = (request: EqlSearchRequest) => Promise<EqlSearchResponse>;
