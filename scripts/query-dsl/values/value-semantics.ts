import type { JsonValue } from '../../base/json';
import type { Bounds, Parsed, QueryClock, ValueTest } from './scalar';

/** How the values of one field are indexed and asked for. */
export interface FieldValues {
  /** What becomes of one JSON value (no array, no null) when a document is indexed. */
  parse(raw: JsonValue): Parsed;
  /** The test of a `term`, `terms`, or (for all but text) `match` clause. Throws BadQueryValue. */
  term(value: JsonValue, caseInsensitive: boolean, clock: QueryClock): ValueTest;
  /** The test of a `range` clause. Throws BadQueryValue. */
  range(bounds: Bounds, clock: QueryClock): ValueTest;
}
