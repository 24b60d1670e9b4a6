import { isJsonObject, type JsonObject } from '../../../base/json';
import { refuse, refuseUnknown } from '../../refuse';
import { compileComposite } from './composite';
import { metricCompilers } from './metrics';
import { pipelineCompilers } from './pipelines';
import { compileTermsAggregation } from './terms';
import { compileTopHits } from './top-hits';
import type {
  Aggregate,
  AggregateAll,
  AggregationCompiler,
  AggregationContext,
  BucketPipeline,
  SubAggregations,
} from './types';

/** One bucket: the documents that match a query. */
const compileFilter: AggregationCompiler = (body, { queries, options }, sub) => {
  const matches = queries.compile(body, options);
  return (found) => {
    const kept = found.filter(({ document }) => matches(document));
    return { doc_count: kept.length, ...sub.aggregate(kept) };
  };
};

const compilers: ReadonlyMap<string, AggregationCompiler> = new Map([
  ...metricCompilers,
  ['composite', compileComposite],
  ['terms', compileTermsAggregation],
  ['top_hits', compileTopHits],
  ['filter', compileFilter],
]);

interface Level {
  readonly aggregates: (readonly [string, Aggregate])[];
  readonly pipelines: BucketPipeline[];
}

function compileOne(name: string, definition: JsonObject, context: AggregationContext, level: Level): void {
  const { aggs, aggregations = aggs, ...rest } = definition;
  const [kind, ...others] = Object.keys(rest).filter((key) => key !== 'meta');
  const body = kind === undefined ? undefined : rest[kind];
  if (kind === undefined || others.length > 0 || !isJsonObject(body)) {
    return refuse('AGGREGATION_INVALID', `aggregation "${name}" must name exactly one kind`);
  }
  const pipeline = pipelineCompilers.get(kind);
  if (pipeline !== undefined) {
    level.pipelines.push(pipeline(body));
    return;
  }
  const compile = compilers.get(kind);
  if (compile === undefined) {
    const known = [...compilers.keys(), ...pipelineCompilers.keys()];
    return refuseUnknown('AGGREGATION_UNKNOWN', `aggregation "${name}": the kind`, kind, known);
  }
  const sub = compileLevel(isJsonObject(aggregations) ? aggregations : {}, context);
  level.aggregates.push([name, compile(body, context, sub)]);
}

function compileLevel(definitions: JsonObject, context: AggregationContext): SubAggregations {
  const level: Level = { aggregates: [], pipelines: [] };
  for (const [name, definition] of Object.entries(definitions)) {
    if (!isJsonObject(definition))
      return refuse('AGGREGATION_INVALID', `aggregation "${name}" is not an object`);
    compileOne(name, definition, context, level);
  }
  return {
    aggregate: (found) => Object.fromEntries(level.aggregates.map(([name, run]) => [name, run(found)])),
    pipeline: (buckets) => level.pipelines.reduce((kept, run) => run(kept), [...buckets]),
  };
}

/** Compiles `aggs`. Throws a ContentError for a kind or option that this program does not know. */
export function compileAggregations(aggs: JsonObject, context: AggregationContext): AggregateAll {
  return compileLevel(aggs, context).aggregate;
}
