import { isJsonObject, type JsonValue } from '../../base/json';

/** Elasticsearch's JSON parser refuses deeper documents. */
export const MAX_JSON_DEPTH = 1000;

/** Are objects and arrays nested deeper than that? */
export function isDeeperThan(value: JsonValue, depth: number): boolean {
  if (Array.isArray(value)) return depth === 0 || value.some((item) => isDeeperThan(item, depth - 1));
  if (!isJsonObject(value)) return false;
  return depth === 0 || Object.values(value).some((item) => isDeeperThan(item, depth - 1));
}
