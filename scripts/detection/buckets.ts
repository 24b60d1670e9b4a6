import { isDeepStrictEqual } from 'node:util';
import { isJsonObject } from '../base/json';
import type { JsonObject } from '../base/json';
import type { SearchHit, SearchRequest } from '../query-dsl/types';
import type { Search } from './types';

/** Buckets a page, as Kibana asks for them. */
const PAGE_SIZE = 10_000;

export interface CompositeBucket extends JsonObject {
  key: JsonObject;
  doc_count: number;
}

/** All buckets of a composite aggregation over the request's documents, page after page. */
export async function allBuckets(
  search: Search,
  request: SearchRequest,
  sources: readonly JsonObject[],
  aggs: JsonObject,
): Promise<CompositeBucket[]> {
  const buckets: CompositeBucket[] = [];
  let after: JsonObject | undefined;
  for (;;) {
    const composite = { size: PAGE_SIZE, sources: [...sources], ...(after && { after }) };
    const { aggregations } = await search({ ...request, aggs: { groups: { composite, aggs } } });
    // Elasticsearch answers without aggregations where no index fits the patterns.
    if (aggregations === undefined) return buckets;
    const groups = aggregations['groups'];
    if (!isJsonObject(groups) || !Array.isArray(groups['buckets'])) {
      throw new TypeError('the engine answered a composite aggregation without buckets');
    }
    const next = groups['after_key'];
    // A long beyond 2^53 is rounded on its way here: to go on from it may be to go on from before it, for ever.
    if (after !== undefined && isDeepStrictEqual(next, after)) return buckets;
    buckets.push(...(groups['buckets'] as CompositeBucket[]));
    if (!isJsonObject(next)) return buckets;
    after = next;
  }
}

/** The value of a single-value metric of a bucket, or undefined where it has none. */
export function metric(bucket: JsonObject, name: string): number | undefined {
  const aggregation = bucket[name];
  const value = isJsonObject(aggregation) ? aggregation['value'] : undefined;
  return typeof value === 'number' ? value : undefined;
}

/** The hit of a bucket’s `oldest` (top_hits of size 1). */
export function oldestHit(bucket: JsonObject): SearchHit | undefined {
  const oldest = bucket['oldest'];
  const outer = isJsonObject(oldest) ? oldest['hits'] : undefined;
  const hits = isJsonObject(outer) ? outer['hits'] : undefined;
  return Array.isArray(hits) ? (hits[0] as unknown as SearchHit | undefined) : undefined;
}
