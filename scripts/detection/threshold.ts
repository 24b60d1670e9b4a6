import type { ThresholdRule } from '../content';
import type { JsonObject, JsonValue } from '../base/json';
import type { QueryDsl, SearchRequest } from '../query-dsl/types';
import { bucketAlertId } from './alert';
import type { Alert } from './alert';
import { allBuckets, metric } from './buckets';
import { timestampFields, windowedQuery } from './requests';
import { suppress } from './suppression';
import type { SuppressionState } from './suppression';
import type { WindowRun } from './types';

/** Buckets that alerted, and up to which event: those events do not count again. */
export type ThresholdHistory = readonly {
  readonly terms: Readonly<Record<string, JsonValue>>;
  /** Epoch milliseconds. */
  readonly lastEvent: number;
}[];

interface Bucket {
  readonly terms: JsonObject;
  readonly count: number;
  readonly firstEvent: number;
  readonly lastEvent: number;
}

interface Outcome {
  readonly alerts: readonly Alert[];
  readonly truncated: boolean;
  readonly history: ThresholdHistory;
  readonly suppression: SuppressionState;
}

/** One alert a bucket of the group fields that reaches the value (and the cardinality). */
export async function runThreshold(
  run: WindowRun & { rule: ThresholdRule },
  history: ThresholdHistory,
  suppression: SuppressionState,
): Promise<Outcome> {
  const { rule, window } = run;
  const kept = history.filter(({ lastEvent }) => lastEvent >= window.from);
  const filters = [...run.filters, ...alreadyAlerted(rule, kept)];
  const request: SearchRequest = {
    index: rule.index,
    query: windowedQuery(rule, window, filters, run.form),
    size: 0,
    track_total_hits: true,
  };
  const buckets =
    rule.threshold.field.length > 0 ? await grouped(run, request) : await ungrouped(run, request);
  const alerting = buckets.slice(0, run.limit);
  const all = alerting.map((bucket) => {
    const { terms, count } = bucket;
    return {
      ...bucket,
      alert: { id: bucketAlertId(rule.id, window.from, terms), ruleId: rule.id, terms, count },
    };
  });
  const made =
    rule.suppression === undefined
      ? { alerts: all.map(({ alert }) => alert), state: suppression }
      : suppress(
          all.map((bucket) => ({ ...bucket, group: JSON.stringify(bucket.terms) })),
          { ...run, from: window.from, duration: rule.suppression.duration, state: suppression },
        );
  return {
    alerts: made.alerts,
    suppression: made.state,
    truncated: buckets.length > alerting.length,
    history: [
      ...kept.filter(({ terms }) => !alerting.some((bucket) => sameTerms(bucket.terms, terms))),
      ...alerting.map(({ terms, lastEvent }) => ({ terms, lastEvent })),
    ],
  };
}

async function grouped(run: WindowRun & { rule: ThresholdRule }, request: SearchRequest): Promise<Bucket[]> {
  const { field, value } = run.rule.threshold;
  const sources = field.map((name) => ({ [name]: { terms: { field: name } } }));
  const aggs = {
    ...metrics(run.rule),
    count_check: {
      bucket_selector: { buckets_path: { docCount: '_count' }, script: `params.docCount >= ${value}` },
    },
    ...cardinalityCheck(run.rule),
  };
  const buckets = await allBuckets(run.search, request, sources, aggs);
  return buckets.map((bucket) => ({
    terms: bucket.key,
    count: bucket.doc_count,
    firstEvent: metric(bucket, 'min_timestamp') ?? run.window.from,
    lastEvent: metric(bucket, 'max_timestamp') ?? run.window.to,
  }));
}

/** Without group fields all hits of the window are one bucket. */
async function ungrouped(
  run: WindowRun & { rule: ThresholdRule },
  request: SearchRequest,
): Promise<Bucket[]> {
  const { value, cardinality } = run.rule.threshold;
  const { total, aggregations } = await run.search({ ...request, aggs: metrics(run.rule) });
  const distinct = metric(aggregations ?? {}, 'cardinality_count') ?? 0;
  if (total < value || (cardinality?.[0] && distinct < cardinality[0].value)) return [];
  const times = aggregations ?? {};
  return [
    {
      terms: {},
      count: total,
      firstEvent: metric(times, 'min_timestamp') ?? run.window.from,
      lastEvent: metric(times, 'max_timestamp') ?? run.window.to,
    },
  ];
}

function metrics(rule: ThresholdRule): JsonObject {
  const [primary] = timestampFields(rule);
  const cardinality = rule.threshold.cardinality?.[0];
  return {
    max_timestamp: { max: { field: primary } },
    min_timestamp: { min: { field: primary } },
    ...(cardinality && { cardinality_count: { cardinality: { field: cardinality.field } } }),
  };
}

function cardinalityCheck(rule: ThresholdRule): JsonObject {
  const cardinality = rule.threshold.cardinality?.[0];
  if (!cardinality) return {};
  return {
    cardinality_check: {
      bucket_selector: {
        buckets_path: { cardinalityCount: 'cardinality_count' },
        script: `params.cardinalityCount >= ${cardinality.value}`,
      },
    },
  };
}

/** Leaves out the events that were part of an alert of an earlier run (Kibana’s signal history). */
function alreadyAlerted(rule: ThresholdRule, history: ThresholdHistory): QueryDsl[] {
  if (history.length === 0) return [];
  const [primary] = timestampFields(rule);
  const buckets = history.map(({ terms, lastEvent }) => ({
    bool: {
      filter: [
        {
          range: {
            [primary]: { lte: new Date(lastEvent).toISOString(), format: 'strict_date_optional_time' },
          },
        },
        ...Object.entries(terms).map(([field, value]) => ({ term: { [field]: value } })),
      ],
    },
  }));
  return [{ bool: { must_not: buckets } }];
}

function sameTerms(a: JsonObject, b: Readonly<Record<string, JsonValue>>): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
