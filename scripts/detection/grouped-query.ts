import type { JsonObject } from '../base/json';
import type { QueryRule, Suppression } from '../content';
import type { QueryDsl } from '../query-dsl/types';
import { descendsFrom, documentAlertId } from './alert';
import type { Alert } from './alert';
import { allBuckets, metric, oldestHit } from './buckets';
import type { CompositeBucket } from './buckets';
import { runQuery } from './query';
import { timestampFields, timestampSort, windowedQuery } from './requests';
import { suppress } from './suppression';
import type { Candidate, SuppressionState } from './suppression';
import type { WindowRun } from './types';

/** Groups that alerted, and up to which event: those events do not count again. */
export type GroupHistory = readonly {
  readonly terms: JsonObject;
  /** Epoch milliseconds. */
  readonly lastEvent: number;
}[];

interface Outcome {
  readonly alerts: readonly Alert[];
  readonly truncated: boolean;
  readonly groupHistory: GroupHistory;
  readonly suppression: SuppressionState;
}

/**
 * A query rule with alert suppression (Kibana’s groupAndBulkCreate): one alert for all events of a window with the
 * same values in the group fields, carried by the oldest; events that lack a group field form a group or each alert.
 */
export async function runGroupedQuery(
  run: WindowRun & { rule: QueryRule },
  settings: Suppression,
  state: { readonly groupHistory: GroupHistory; readonly suppression: SuppressionState },
): Promise<Outcome> {
  const { rule, window } = run;
  const kept = state.groupHistory.filter(({ lastEvent }) => lastEvent > window.from);
  const query = windowedQuery(rule, window, [...run.filters, ...alreadyAlerted(rule, kept)], run.form);
  const withMissing = settings.missing_fields === 'suppress';
  const sources = settings.group_by.map((field) => ({
    [field]: { terms: { field, ...(withMissing && { missing_bucket: true, missing_order: 'last' }) } },
  }));
  const [primary] = timestampFields(rule);
  const buckets = await allBuckets(run.search, { index: rule.index, query, size: 0 }, sources, {
    oldest: { top_hits: { size: 1, sort: timestampSort(rule), version: true } },
    min_timestamp: { min: { field: primary } },
    max_timestamp: { max: { field: primary } },
  });
  const lacking = withMissing
    ? { alerts: [], truncated: false }
    : await runQuery({
        ...run,
        filters: [...run.filters, lacksOne(settings.group_by)],
        limit: Math.max(run.limit - buckets.length, 0),
      });
  const groups = buckets.slice(0, run.limit);
  const candidates = groups.flatMap((bucket) => candidateOf(run, bucket) ?? []);
  const grouped =
    settings.duration === undefined
      ? {
          alerts: candidates.flatMap(({ alert }) => (run.known.has(alert.id) ? [] : [alert])),
          truncated: false,
          state: state.suppression,
        }
      : suppress(candidates, {
          ...run,
          from: window.from,
          duration: settings.duration,
          state: state.suppression,
        });
  return {
    alerts: [...lacking.alerts, ...grouped.alerts],
    truncated: lacking.truncated || grouped.truncated || buckets.length > groups.length,
    groupHistory: [
      ...kept,
      ...groups.map((bucket) => ({
        terms: bucket.key,
        lastEvent: metric(bucket, 'max_timestamp') ?? window.to,
      })),
    ],
    suppression: grouped.state,
  };
}

function candidateOf(
  { rule, window }: WindowRun & { rule: QueryRule },
  bucket: CompositeBucket,
): Candidate | undefined {
  const event = oldestHit(bucket);
  if (!event || descendsFrom(event, rule.id)) return undefined;
  const firstEvent = metric(bucket, 'min_timestamp') ?? window.from;
  const lastEvent = metric(bucket, 'max_timestamp') ?? window.to;
  const terms = bucket.key;
  const group = JSON.stringify(terms);
  const id = documentAlertId(event, rule.id, [group, firstEvent, lastEvent]);
  const alert = { id, ruleId: rule.id, event, terms, suppressed: bucket.doc_count - 1 };
  return { alert, group, firstEvent, lastEvent };
}

/** Leaves out the events that an alert of an earlier run stands for. */
function alreadyAlerted(rule: QueryRule, history: GroupHistory): QueryDsl[] {
  if (history.length === 0) return [];
  const [primary] = timestampFields(rule);
  const groups = history.map(({ terms, lastEvent }) => {
    const format = 'strict_date_optional_time';
    const time = { range: { [primary]: { lte: new Date(lastEvent).toISOString(), format } } };
    const entries = Object.entries(terms);
    return {
      bool: {
        must_not: entries.flatMap(([field, value]) => (value === null ? [{ exists: { field } }] : [])),
        filter: [
          ...entries.flatMap(([field, value]) => (value === null ? [] : [{ term: { [field]: value } }])),
          time,
        ],
      },
    };
  });
  return [{ bool: { must_not: groups } }];
}

function lacksOne(fields: readonly string[]): QueryDsl {
  const should = fields.map((field) => ({ bool: { must_not: [{ exists: { field } }] } }));
  return { bool: { should, minimum_should_match: 1 } };
}
