import type { JsonObject, JsonValue } from '../base/json';

/** An Elasticsearch index mapping, as PUT to the server: `dynamic`, `dynamic_templates`, `properties`. */
export interface IndexMapping extends JsonObject {
  properties: JsonObject;
}

/** One Query DSL clause, e.g. `{ term: { 'event.action': 'x' } }`, as sent to Elasticsearch. */
export type QueryDsl = JsonObject;

/** A document as an index holds it. */
export interface StoredDocument {
  readonly index: string;
  readonly id: string;
  /** Starts at 1 and rises with every overwrite. */
  readonly version: number;
  readonly source: JsonObject;
}

/** The part of the `_search` body that the detection engine uses. Index patterns are without engine prefix. */
export interface SearchRequest {
  readonly index: readonly string[];
  readonly query: QueryDsl;
  /** Hits wanted; 0 for aggregations only. */
  readonly size: number;
  /** e.g. `[{ '@timestamp': { order: 'asc', unmapped_type: 'date' } }]`. */
  readonly sort?: readonly JsonObject[];
  readonly search_after?: readonly JsonValue[];
  readonly aggs?: JsonObject;
  readonly track_total_hits?: boolean;
}

export interface SearchHit {
  readonly _index: string;
  readonly _id: string;
  readonly _version: number;
  readonly _source: JsonObject;
  readonly sort?: readonly JsonValue[];
}

export interface SearchResponse {
  readonly total: number;
  readonly hits: readonly SearchHit[];
  /** As Elasticsearch answers: by aggregation name, `{ buckets, after_key }`, `{ value }`, `{ hits }` … */
  readonly aggregations?: JsonObject;
}
