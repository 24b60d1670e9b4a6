import { hash } from 'node:crypto';
import type { JsonObject, JsonValue } from '../base/json';
import type { SearchHit } from '../query-dsl/types';

/** One alert that a run would write. */
export interface Alert {
  /** Stable over runs: an event alerts once for a rule, however many windows see it. */
  readonly id: string;
  readonly ruleId: string;
  /** The event that alerted; for a threshold none, as the alert stands for all of its bucket. */
  readonly event?: Pick<SearchHit, '_index' | '_id' | '_version' | '_source'>;
  /** Threshold: the bucket's terms, count and cardinality. New terms: the new terms. */
  readonly terms?: Readonly<Record<string, JsonValue>>;
  readonly count?: number;
}

/** The space in which the rules are taken to run; part of the alert's identity. */
const SPACE = 'default';

/** The id of an alert on a document: SHA-256 over index, _id, _version and space:ruleId, as in Kibana. */
export function documentAlertId(
  hit: Pick<SearchHit, '_index' | '_id' | '_version'>,
  ruleId: string,
  extra: readonly JsonValue[] = [],
): string {
  return sha256(
    [hit._index, hit._id, String(hit._version), `${SPACE}:${ruleId}`, ...extra.map(String)].join(''),
  );
}

/** The id of a threshold alert: the rule, the bucket, and the start of the window in which it was found. */
export function bucketAlertId(ruleId: string, windowFrom: number, terms: JsonObject): string {
  return sha256([`${SPACE}:${ruleId}`, new Date(windowFrom).toISOString(), JSON.stringify(terms)].join(''));
}

/** Documents that are alerts of the same rule themselves never alert again. */
export function descendsFrom(hit: SearchHit, ruleId: string): boolean {
  const ancestors = hit._source['kibana.alert.ancestors'];
  return (
    Array.isArray(ancestors) &&
    ancestors.some((ancestor) => typeof ancestor === 'object' && JSON.stringify(ancestor).includes(ruleId))
  );
}

function sha256(text: string): string {
  return hash('sha256', text);
}
