import { isJsonObject } from '../../scripts/base/json';
import { CASE_LABEL } from '../../scripts/cases';
import type { StartedEngine } from '../../scripts/engine/engine';
import type { JsonValue } from '../../scripts/base/json';
import type { QueryDsl, SearchHit } from '../../scripts/query-dsl/types';

/** More documents than all cases together have; Elasticsearch gives no more in one answer. */
const ALL = 10_000;

/** A Lucene query as Kibana’s detection engine sends it: es-query’s buildEsQuery with the options of getQueryFilter. */
export function luceneQuery(query: string): QueryDsl {
  return { query_string: { query, analyze_wildcard: true, time_zone: 'Zulu' } };
}

/** All documents that a query finds. */
export async function found(
  engine: StartedEngine,
  index: readonly string[],
  query: QueryDsl,
): Promise<readonly SearchHit[]> {
  const { total, hits } = await engine.search({ index, query, size: ALL, track_total_hits: true });
  if (total !== hits.length) throw new Error(`${total} documents were found, ${hits.length} answered`);
  return hits;
}

/** Documents by index and id, sorted. */
export function idsOf(hits: readonly SearchHit[]): string[] {
  return hits.map(({ _index, _id }) => `${_index}/${_id}`).sort();
}

/** The cases to which documents belong. */
export function casesOf(hits: readonly SearchHit[]): ReadonlySet<unknown> {
  return new Set(
    hits.map(({ _source: { labels } }) => (isJsonObject(labels) ? labels[CASE_LABEL] : undefined)),
  );
}

/** A query as Sigma says that its values compare: without regard to case. */
export function ignoringCase(query: QueryDsl): QueryDsl {
  return Object.fromEntries(
    Object.entries(query).map(([kind, body]) => {
      const isString = (kind === 'term' || kind === 'wildcard') && isJsonObject(body);
      return [kind, isString ? withFlag(body) : inner(body)];
    }),
  );
}

function inner(body: JsonValue): JsonValue {
  if (Array.isArray(body)) return body.map(inner);
  return isJsonObject(body) ? ignoringCase(body) : body;
}

function withFlag(fields: QueryDsl): QueryDsl {
  return Object.fromEntries(
    Object.entries(fields).map(([name, options]) => {
      return [name, isJsonObject(options) ? { ...options, case_insensitive: true } : options];
    }),
  );
}
