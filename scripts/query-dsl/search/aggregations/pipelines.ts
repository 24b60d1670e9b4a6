import { isJsonObject, type JsonObject } from '../../../base/json';
import { preview } from '../../values/scalar';
import { refuse } from '../../refuse';
import { checkAggregationOptions } from './aggregation-body';
import { bucketPathValue } from './bucket-path';
import { selectorScript } from './selector-script';
import type { BucketPipeline } from './types';

function compileBucketSelector(body: JsonObject): BucketPipeline {
  checkAggregationOptions('bucket_selector', body, ['buckets_path', 'script', 'gap_policy']);
  const { buckets_path: paths, script } = body;
  if (!isJsonObject(paths))
    return refuse('AGGREGATION_INVALID', 'bucket_selector takes buckets_path as an object');
  const source = isJsonObject(script) ? script['source'] : script;
  if (typeof source !== 'string') return refuse('AGGREGATION_INVALID', 'bucket_selector takes a script');
  const own = isJsonObject(script) && isJsonObject(script['params']) ? script['params'] : {};
  const constants = Object.entries(own).map(([name, value]) => [name, Number(value)] as const);
  const wanted = Object.entries(paths).map(([name, path]) => [name, preview(path)] as const);
  const holds = selectorScript(source);
  return (buckets) =>
    buckets.filter((bucket) => {
      const values = wanted.map(([name, path]) => [name, bucketPathValue(bucket, path)] as const);
      return holds(new Map([...constants, ...values]));
    });
}

/** Aggregations over the buckets of their parent. */
export const pipelineCompilers: ReadonlyMap<string, (body: JsonObject) => BucketPipeline> = new Map([
  ['bucket_selector', compileBucketSelector],
]);
