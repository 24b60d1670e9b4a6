import type { NewTermsRule } from '../content';
import type { JsonObject } from '../base/json';
import { resolveDateMath } from '../query-dsl';
import type { QueryDsl, SearchHit } from '../query-dsl/types';
import { descendsFrom, documentAlertId } from './alert';
import type { Alert } from './alert';
import { allBuckets, oldestHit } from './buckets';
import { timestampFields, timestampSort, windowedQuery } from './requests';
import { suppressEvents } from './suppress-events';
import type { SuppressionState } from './suppression';
import type { WindowRun } from './types';
import type { RuleWindow } from './window';

type NewTermsAlert = Alert & { readonly event: SearchHit };

interface Outcome {
  readonly alerts: readonly Alert[];
  readonly truncated: boolean;
  readonly suppression: SuppressionState;
}

/**
 * One alert for every combination of terms that is in the window and was not seen between the start of the history
 * and the start of the window; the alert carries the oldest event of the window. Alert suppression comes after that.
 */
export async function runNewTerms(
  run: WindowRun & { rule: NewTermsRule },
  suppression: SuppressionState,
): Promise<Outcome> {
  const { rule, window } = run;
  const nothing = { alerts: [], truncated: false, suppression };
  const recent = await termsIn(run, window, run.filters, {});
  if (recent.length === 0) return nothing;
  const history = { from: resolveDateMath(rule.history_window_start, window.to), to: window.to };
  const fresh = await termsIn(
    run,
    history,
    [...run.filters, anyOf(recent)],
    firstSeenAfter(rule, window.from),
  );
  if (fresh.length === 0) return nothing;
  const all = await alertsFor(run, fresh);
  if (rule.suppression === undefined) {
    return { alerts: all.slice(0, run.limit), truncated: all.length > run.limit, suppression };
  }
  const found = all.map((alert) => ({ alert, events: [alert.event] }));
  return suppressEvents(run, rule.suppression, found, suppression);
}

async function termsIn(
  run: WindowRun & { rule: NewTermsRule },
  window: RuleWindow,
  filters: readonly QueryDsl[],
  aggs: JsonObject,
): Promise<JsonObject[]> {
  const { rule } = run;
  const sources = rule.new_terms_fields.map((field) => ({ [field]: { terms: { field } } }));
  const request = { index: rule.index, query: windowedQuery(rule, window, filters, run.form), size: 0 };
  return (await allBuckets(run.search, request, sources, aggs)).map(({ key }) => key);
}

function firstSeenAfter(rule: NewTermsRule, time: number): JsonObject {
  const [primary] = timestampFields(rule);
  return {
    first_seen: { min: { field: primary } },
    is_new: {
      bucket_selector: {
        buckets_path: { firstSeen: 'first_seen' },
        script: { source: 'params.firstSeen > params.start', params: { start: time } },
      },
    },
  };
}

async function alertsFor(
  run: WindowRun & { rule: NewTermsRule },
  fresh: readonly JsonObject[],
): Promise<NewTermsAlert[]> {
  const { rule, window } = run;
  const sources = rule.new_terms_fields.map((field) => ({ [field]: { terms: { field } } }));
  const aggs = { oldest: { top_hits: { size: 1, sort: timestampSort(rule), version: true } } };
  const query = windowedQuery(rule, window, [...run.filters, anyOf(fresh)], run.form);
  const buckets = await allBuckets(run.search, { index: rule.index, query, size: 0 }, sources, aggs);
  const keys = new Set(fresh.map((terms) => JSON.stringify(terms)));
  return buckets.flatMap((bucket) => {
    const hit = oldestHit(bucket);
    if (!hit || !keys.has(JSON.stringify(bucket.key)) || descendsFrom(hit, rule.id)) return [];
    const id = documentAlertId(hit, rule.id, Object.values(bucket.key));
    return run.known.has(id) ? [] : [{ id, ruleId: rule.id, event: hit, terms: bucket.key }];
  });
}

function anyOf(combinations: readonly JsonObject[]): QueryDsl {
  const should = combinations.map((terms) => ({
    bool: { filter: Object.entries(terms).map(([field, value]) => ({ term: { [field]: value } })) },
  }));
  return { bool: { should, minimum_should_match: 1 } };
}
