import type { CompileOptions } from '../query-set';
import type { SearchRequest, SearchResponse } from '../types';
import { compareText } from '../values/scalar';
import { toHit } from './hit';
import type { Findable, Findings } from './findings';

/** The documents that an aggregation is asked of lie under several mappings, whose fields may differ in type. */
export class ManyMappingsError extends Error {
  override readonly name = 'ManyMappingsError';

  constructor(readonly indices: readonly string[]) {
    super(`an aggregation over documents of several mappings: ${indices.join(', ')}`);
  }
}

/**
 * Searches indices of different mappings at once, as one request to Elasticsearch does: hits are merged by what they
 * are sorted by, ties by the name of the index and then by the order of writing.
 *
 * @throws ContentError for a query, sort or aggregation that is not supported
 * @throws ManyMappingsError for an aggregation to which more than one mapping has documents
 */
export function searchIndices(
  indices: readonly Findable[],
  request: SearchRequest,
  options: CompileOptions = {},
): SearchResponse {
  const findings = indices.map((index) => index.find(request, options));
  return {
    total: findings.reduce((sum, { found }) => sum + found.length, 0),
    hits: request.size === 0 ? [] : page(findings, request),
    // Without any index Elasticsearch answers without aggregations.
    ...(request.aggs !== undefined && findings.length > 0 && { aggregations: aggregations(findings) }),
  };
}

function page(findings: readonly Findings[], request: SearchRequest): SearchResponse['hits'] {
  const pages = findings.map(({ found, sort }) => {
    const hits = sort.page(found, sort.start(request.search_after), request.size);
    return hits.map((hit) => ({ hit, sort, keys: sort.keysOf(hit) }));
  });
  const [only, ...others] = pages;
  const merged =
    only && others.length === 0
      ? only
      : pages
          .flat()
          .sort(
            (a, b) => a.sort.compare(a.keys, b.keys) || compareText(a.hit.stored.index, b.hit.stored.index),
          );
  return merged.slice(0, request.size).map(({ hit, sort }) => toHit(hit, sort));
}

function aggregations(findings: readonly Findings[]): NonNullable<SearchResponse['aggregations']> {
  const filled = findings.filter(({ found }) => found.length > 0);
  if (filled.length > 1) {
    const names = filled.flatMap(({ found }) => found.map(({ stored }) => stored.index));
    throw new ManyMappingsError([...new Set(names)].sort());
  }
  return (filled[0] ?? findings[0])?.aggregate() ?? {};
}
