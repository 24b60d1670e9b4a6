import { durationMilliseconds } from '../base/duration';
import { resolveDateMath } from '../query-dsl';

/** Epoch milliseconds, both ends inclusive. */
export interface RuleWindow {
  readonly from: number;
  readonly to: number;
}

/** At most this many missed windows are made up for after a gap (Kibana: MAX_RULE_GAP_RATIO). */
const MAX_CATCH_UP_WINDOWS = 4;

/** The window that a run at `now` (epoch milliseconds) searches. */
export function ruleWindow(schedule: { from: string; to: string }, now: number): RuleWindow {
  return { from: resolveDateMath(schedule.from, now), to: resolveDateMath(schedule.to, now) };
}

/**
 * All windows of a run, oldest first: the run's own, and before it those missed when the run before it was so long
 * ago that the lookback does not reach back to it (Kibana's getRuleRangeTuples).
 */
export function ruleWindows(
  schedule: { from: string; to: string; interval: string },
  now: number,
  previousRun?: number,
): RuleWindow[] {
  const window = ruleWindow(schedule, now);
  const interval = durationMilliseconds(schedule.interval);
  const gap = previousRun === undefined ? 0 : now - previousRun - (window.to - window.from);
  const missed = gap > 0 ? Math.min(Math.ceil(gap / interval), MAX_CATCH_UP_WINDOWS) : 0;
  return Array.from({ length: missed + 1 }, (_, index) => {
    const shift = (missed - index) * interval;
    return { from: window.from - shift, to: window.to - shift };
  });
}
