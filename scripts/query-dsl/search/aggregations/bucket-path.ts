import { isJsonObject, type JsonValue } from '../../../base/json';
import type { Bucket } from './types';

/** What a `buckets_path` such as `_count`, `metric`, `metric.value` or `filter>metric` says; NaN for nothing. */
export function bucketPathValue(bucket: Bucket, path: string): number {
  let value: JsonValue | undefined = bucket;
  for (const step of path.split('>')) {
    if (!isJsonObject(value)) return NaN;
    if (step === '_count') return Number(value['doc_count']);
    const [name = '', property = 'value'] = step.split('.');
    value = value[name];
    if (isJsonObject(value) && property in value) value = value[property];
  }
  return typeof value === 'number' ? value : NaN;
}
