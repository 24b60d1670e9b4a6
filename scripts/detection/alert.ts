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
  /** EQL sequence: this alert is the shell over one building-block alert for each event. */
  readonly sequence?: {
    readonly joinKeys: readonly JsonValue[];
    readonly events: readonly SearchHit[];
    /** Ids of the building-block alerts, in the order of the events. */
    readonly buildingBlocks: readonly string[];
  };
  /** Alert suppression: further alerts or events that this one stands for. */
  readonly suppressed?: number;
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

/**
 * The ids of the alerts on a sequence, as Kibana makes them: those of the building blocks from index and _id of all
 * events, that of the shell from the building blocks. The same events are the same alert in every run.
 */
export function sequenceAlertIds(
  events: readonly Pick<SearchHit, '_index' | '_id'>[],
  ruleId: string,
): { readonly shell: string; readonly buildingBlocks: readonly string[] } {
  const base = events.map(({ _index, _id }) => `${_id}${_index}${ruleId}`).join('');
  const buildingBlocks = events.map((_, index) => sha256(`${base}${index}`));
  const ancestors = events.map(({ _index, _id }, index) => `${_id}${_index}${buildingBlocks[index] ?? ''}`);
  return { shell: sha256(`${ancestors.join('')}${ruleId}`), buildingBlocks };
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
