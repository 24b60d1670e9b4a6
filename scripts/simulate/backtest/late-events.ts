import { durationMilliseconds } from '../../base/duration';
import type { JsonValue } from '../../base/json';
import type { KqlRule, Rule } from '../../content';
import { ruleQuery } from '../../detection';
import type { Search } from '../../detection';
import type { SearchRequest } from '../../query-dsl';
import type { Span } from './busy-times';
import { windowOf } from './ticks';

const PAGE = 1_000;

/**
 * How many of the day's events that the query of a rule by @timestamp matches were out of every window when they
 * arrived. `origin` is that of the rule's ticks.
 */
export async function lateEvents(rule: KqlRule, search: Search, day: Span, origin: number): Promise<number> {
  const range = { gte: new Date(day.from).toISOString(), lt: new Date(day.to).toISOString() };
  const request: SearchRequest = {
    index: rule.index,
    query: {
      bool: {
        filter: [
          ruleQuery(rule),
          { range: { '@timestamp': range } },
          { exists: { field: 'event.ingested' } },
        ],
      },
    },
    size: PAGE,
    sort: [{ '@timestamp': { order: 'asc' } }, { 'event.ingested': { order: 'asc', unmapped_type: 'date' } }],
  };
  let late = 0;
  let after: readonly JsonValue[] | undefined;
  for (;;) {
    const { hits } = await search(after === undefined ? request : { ...request, search_after: after });
    late += hits.filter(({ sort = [] }) => isLate(rule, origin, Number(sort[0]), Number(sort[1]))).length;
    after = hits.at(-1)?.sort;
    if (hits.length < PAGE || after === undefined) return late;
  }
}

/** True when the first run after the arrival does not look back to the event; later ones do so even less. */
export function isLate(
  rule: Pick<Rule, 'interval' | 'from' | 'to'>,
  origin: number,
  occurred: number,
  arrived: number,
): boolean {
  const interval = durationMilliseconds(rule.interval);
  const run = origin + Math.ceil((arrived - origin) / interval) * interval;
  return windowOf(rule, run).from > occurred;
}
