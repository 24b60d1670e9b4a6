import type { JsonObject } from '../../base/json';
import type { CompileOptions } from '../query-set';
import type { SearchRequest } from '../types';
import type { FoundDocument } from './found-document';
import type { Sort } from './sort';

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
