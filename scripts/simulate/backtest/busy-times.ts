import { isJsonObject } from '../../base/json';
import type { JsonObject, JsonValue } from '../../base/json';
import { isKqlRule } from '../../content';
import type { Rule } from '../../content';
import type { Search } from '../../detection';
import { ruleQuery } from '../../detection';
import type { QueryDsl } from '../../query-dsl';

const MINUTE = 60_000;

/** Lengths of a bucket in minutes, each a part of a day. */
const LENGTHS = [1, 2, 5, 10, 15, 30, 60];

/** At most about this many buckets an answer. */
const BUCKETS = 3_000;

/** Epoch milliseconds, `to` exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A few minutes in which there are documents that a rule may match. */
export interface BusySpan extends Span {
  readonly documents: number;
}

/**
 * One cheap question instead of a run at every tick: at which times, by the rule's clock, there are documents that
 * its query matches (any documents, for rules whose language has no Query DSL). Oldest first.
 */
export async function busyTimes(rule: Rule, search: Search, span: Span): Promise<BusySpan[]> {
  const least = (span.to - span.from) / MINUTE / BUCKETS;
  const size = (LENGTHS.find((length) => length >= least) ?? 60) * MINUTE;
  const primary = rule.timestampOverride ?? '@timestamp';
  const { aggregations } = await search({
    index: rule.index,
    query: { bool: { filter: [...(isKqlRule(rule) ? [ruleQuery(rule)] : []), between(primary, span)] } },
    size: 0,
    aggs: {
      primary: histogram(primary, size),
      undated: {
        filter: { bool: { must_not: [{ exists: { field: primary } }] } },
        aggs: { secondary: histogram('@timestamp', size) },
      },
    },
  });
  const undated = aggregations?.['undated'];
  const counts = new Map<number, number>();
  for (const [start, count] of [
    ...buckets(aggregations?.['primary']),
    ...buckets(isJsonObject(undated) ? undated['secondary'] : undefined),
  ]) {
    counts.set(start, (counts.get(start) ?? 0) + count);
  }
  return [...counts]
    .toSorted(([a], [b]) => a - b)
    .map(([from, documents]) => ({ from, to: from + size, documents }));
}

function histogram(field: string, size: number): JsonObject {
  return { date_histogram: { field, fixed_interval: `${size / MINUTE}m`, min_doc_count: 1 } };
}

/** By the clock of the rule, and by @timestamp for documents without it, as the detection engine dates them. */
function between(primary: string, { from, to }: Span): QueryDsl {
  const range = (field: string): QueryDsl => ({
    range: {
      [field]: {
        gte: new Date(from).toISOString(),
        lt: new Date(to).toISOString(),
        format: 'strict_date_optional_time',
      },
    },
  });
  const undated = {
    bool: { filter: [range('@timestamp')], must_not: [{ exists: { field: primary } }] },
  };
  return primary === '@timestamp'
    ? range(primary)
    : { bool: { should: [range(primary), undated], minimum_should_match: 1 } };
}

/** Start and number of documents of each. */
function buckets(aggregation: JsonValue | undefined): (readonly [number, number])[] {
  const list = isJsonObject(aggregation) ? aggregation['buckets'] : undefined;
  return (Array.isArray(list) ? list : []).filter(isJsonObject).flatMap((bucket) => {
    const { key, doc_count } = bucket;
    return typeof key === 'number' && typeof doc_count === 'number' ? [[key, doc_count] as const] : [];
  });
}
