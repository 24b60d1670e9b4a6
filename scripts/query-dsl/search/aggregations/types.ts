import type { JsonObject } from '../../../base/json';
import type { CompileOptions, QuerySet } from '../../query-set';
import type { QueryDsl } from '../../types';
import type { FoundDocument } from '../found-document';

/** Answers one aggregation over documents, in Elasticsearch's form. */
export type Aggregate = (found: readonly FoundDocument[]) => JsonObject;

/** Answers all aggregations of a level by name. */
export type AggregateAll = (found: readonly FoundDocument[]) => JsonObject;

/** A bucket before it is answered: pipeline aggregations still drop and order it. */
export type Bucket = JsonObject & { readonly doc_count: number };

/** Drops or reorders buckets by what their sub-aggregations answered. */
export type BucketPipeline = (buckets: readonly Bucket[]) => Bucket[];

export interface AggregationContext {
  readonly queries: QuerySet;
  readonly options: CompileOptions;
  /** What the whole search is over. */
  readonly query: QueryDsl;
}

/** The sub-aggregations of a bucket aggregation. */
export interface SubAggregations {
  readonly aggregate: AggregateAll;
  readonly pipeline: BucketPipeline;
}

export type AggregationCompiler = (
  body: JsonObject,
  context: AggregationContext,
  sub: SubAggregations,
) => Aggregate;
