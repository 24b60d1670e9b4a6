import { durationMilliseconds } from '../../base/duration';
import type { Rule } from '../../content';
import { resolveDateMath } from '../../query-dsl';
import type { BusySpan, Span } from './busy-times';

/** The runs of a rule from `from` on, before `to`; the first of all is at `origin`. */
export function ticks(rule: Pick<Rule, 'interval'>, origin: number, { from, to }: Span): number[] {
  const interval = durationMilliseconds(rule.interval);
  const first = Math.ceil((from - origin) / interval);
  const end = Math.ceil((to - origin) / interval);
  return Array.from({ length: Math.max(0, end - first) }, (_, index) => origin + (first + index) * interval);
}

/** What a run at `now` sees, by the rule's clock; `to` exclusive. */
export function windowOf(rule: Pick<Rule, 'from' | 'to'>, now: number): Span {
  return { from: resolveDateMath(rule.from, now), to: resolveDateMath(rule.to, now) + 1 };
}

/**
 * The runs that can find anything new: those with as many documents in their window as an alert needs; and where every
 * event alerts by itself at once, those with documents that the run before did not see. `spans` oldest first.
 */
export function busyTicks(rule: Rule, all: readonly number[], spans: readonly BusySpan[]): number[] {
  // A row of ES|QL may come of nothing, as by `stats count(*)`.
  if (rule.type === 'esql') return [...all];
  const interval = durationMilliseconds(rule.interval);
  const alertsAtOnce =
    rule.type === 'query' && rule.suppression === undefined && rule.timestampOverride === 'event.ingested';
  const needed = rule.type === 'threshold' ? rule.threshold.value : 1;
  let oldest = 0;
  return all.filter((now) => {
    const { from, to } = windowOf(rule, now);
    const start = alertsAtOnce ? Math.max(from, to - interval - 1) : from;
    while ((spans[oldest]?.to ?? Infinity) <= start) oldest += 1;
    let documents = 0;
    for (let place = oldest; (spans[place]?.from ?? Infinity) < to; place += 1) {
      documents += spans[place]?.documents ?? 0;
      if (documents >= needed) return true;
    }
    return false;
  });
}
