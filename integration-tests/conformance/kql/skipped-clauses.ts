import { isJsonObject } from '../../../scripts/base/json';
import type { JsonObject, JsonValue } from '../../../scripts/base/json';
import type { KqlIndex } from '../../../scripts/conformance/kql';
import type { QueryDsl } from '../../../scripts/query-dsl';
import { starPattern } from '../../../scripts/query-dsl/mapping/name-pattern';

const NOTHING: QueryDsl = { match_none: {} };

/**
 * The query with `match_none` in the place of each clause that the embedded engine refuses; of a `query_string` over
 * several fields, only the fields that it refuses find nothing. Elasticsearch must find the
 * same when it does not refuse the query: it passes over a clause that can find nothing, whatever else is in it.
 */
export function withoutRefused(index: KqlIndex, query: QueryDsl, path?: string): QueryDsl {
  const { bool, nested } = query;
  if (isJsonObject(bool)) {
    const rest = Object.entries(bool).map(([key, value]) => [key, inClauses(value, index, path)] as const);
    return { bool: Object.fromEntries(rest) };
  }
  const inner = isJsonObject(nested) ? nested['query'] : undefined;
  if (isJsonObject(nested) && isJsonObject(inner) && typeof nested['path'] === 'string') {
    const emptied = { nested: { ...nested, query: withoutRefused(index, inner, nested['path']) } };
    return isRefused(index, emptied, path) ? NOTHING : emptied;
  }
  if (!isRefused(index, query, path)) return query;
  const { query_string: words } = query;
  return isJsonObject(words) ? overTakenFields(words, index, path) : NOTHING;
}

/** A `query_string` over those of its fields that the embedded engine does not refuse. */
function overTakenFields(words: JsonObject, index: KqlIndex, path: string | undefined): QueryDsl {
  const { fields } = words;
  const patterns = Array.isArray(fields) ? fields.filter((field) => typeof field === 'string') : [];
  const wanted = patterns.map((pattern) => starPattern(pattern.split('*')));
  const taken = index.fields
    .names()
    .filter((name) => wanted.some((isWanted) => isWanted(name)))
    .filter((name) => !isRefused(index, { query_string: { ...words, fields: [name] } }, path));
  return taken.length === 0 ? NOTHING : { query_string: { ...words, fields: taken } };
}

function inClauses(value: JsonValue, index: KqlIndex, path: string | undefined): JsonValue {
  if (Array.isArray(value)) return value.map((each) => inClauses(each, index, path));
  return isJsonObject(value) ? withoutRefused(index, value, path) : value;
}

function isRefused(index: KqlIndex, query: JsonObject, path: string | undefined): boolean {
  const placed = path === undefined ? query : { nested: { path, query, score_mode: 'none' } };
  return 'error' in index.search(placed);
}
