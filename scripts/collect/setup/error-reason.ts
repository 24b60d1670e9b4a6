import { getKey, isJsonObject } from '../../base/json';
import { reasonOf } from '../../engine/elasticsearch/refusal';

/** Why Elasticsearch refused, as `type: reason`, from the body of its answer. */
export function errorReason(body: unknown): string {
  return reasonOf(isJsonObject(body) ? (getKey(body, 'error') ?? body) : body);
}
