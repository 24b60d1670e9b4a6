import type { JsonObject } from '../../base/json';
import type { CompileOptions, QuerySet } from '../query-set';
import type { SearchRequest } from '../types';
import { compileAggregations } from './aggregations/compile';
import type { FoundDocument } from './found-document';
import { compileSort, type Sort } from './sort';

/** What the documents of one mapping hold for a request, and how the request wants it shown. */
export interface Findings {
  readonly found: readonly FoundDocument[];
  readonly sort: Sort;
  /** Answers the request’s aggregations. Throws a ContentError for one that is not supported. */
  aggregate(): JsonObject;
}

/** Documents of one mapping. */
export interface Findable {
  find(request: SearchRequest, options?: CompileOptions): Findings;
}

/** The findings of a request whose query matched `found`. Throws a ContentError for a sort that is not supported. */
export function findingsOf(
  found: readonly FoundDocument[],
  { aggs = {}, sort = [], query }: SearchRequest,
  queries: QuerySet,
  options: CompileOptions = {},
): Findings {
  return {
    found,
    sort: compileSort(sort, queries),
    aggregate: () => compileAggregations(aggs, { queries, options, query })(found),
  };
}
