import { isJsonObject, type JsonObject } from '../../../base/json';
import { preview } from '../../values/scalar';
import { refuse } from '../../refuse';
import { checkAggregationOptions, orderPairs, sizeOption } from './aggregation-body';
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

function compileBucketSort(body: JsonObject): BucketPipeline {
  checkAggregationOptions('bucket_sort', body, ['sort', 'from', 'size', 'gap_policy']);
  const { sort, from = 0 } = body;
  const entries = (Array.isArray(sort) ? sort : []).flatMap((entry) =>
    isJsonObject(entry)
      ? Object.entries(entry).map(([path, options]) => ({
          [path]: (isJsonObject(options) ? options['order'] : options) ?? 'asc',
        }))
      : [{ [preview(entry)]: 'asc' }],
  );
  const order = orderPairs('bucket_sort', entries);
  const size = sizeOption('bucket_sort', body['size'], Infinity);
  return (buckets) =>
    [...buckets]
      .sort((a, b) => {
        for (const [path, direction] of order) {
          const difference = bucketPathValue(a, path) - bucketPathValue(b, path);
          if (difference !== 0) return difference * direction;
        }
        return 0;
      })
      .slice(Number(from), Number(from) + size);
}

/** Aggregations over the buckets of their parent. */
export const pipelineCompilers: ReadonlyMap<string, (body: JsonObject) => BucketPipeline> = new Map([
  ['bucket_selector', compileBucketSelector],
  ['bucket_sort', compileBucketSort],
]);
