import { isJsonContainer, type JsonValue } from '../../base/json';

/** Elasticsearch's JSON parser refuses deeper documents. */
export const MAX_JSON_DEPTH = 1000;

/** Are objects and arrays nested deeper than that? */
export function isDeeperThan(value: JsonValue, depth: number): boolean {
  if (!isJsonContainer(value)) return false;
  if (depth === 0) return true;
  // Every document is walked, so no list of its values is made.
  if (Array.isArray(value)) {
    for (const item of value) if (isDeeperThan(item, depth - 1)) return true;
    return false;
  }
  for (const key in value) if (isDeeperThan(value[key] as JsonValue, depth - 1)) return true;
  return false;
}
