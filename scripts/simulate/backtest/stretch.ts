import { durationMilliseconds } from '../../base/duration';
import type { Rule } from '../../content';
import type { RunResult, Search } from '../../detection';
import type { QueryDsl } from '../../query-dsl';
import { busyTimes } from './busy-times';
import type { BusySpan, Span } from './busy-times';
import { busyTicks, ticks, windowOf } from './ticks';

export const DAY = 86_400_000;

/** The runs of a rule in a stretch of time. */
export interface Stretch {
  /** When the first window begins, epoch milliseconds. */
  readonly start: number;
  /** When there are documents that the rule may match, from then on. */
  readonly busy: readonly BusySpan[];
  /**
   * Makes those runs, one after the other, that can find anything; `run` is told when, and when the run before was
   * (undefined: it is the first).
   */
  make(run: (now: number, previousRun: number | undefined) => Promise<Made>): Promise<void>;
}

type Made = Pick<RunResult, 'truncated'>;

/**
 * The runs of a rule from `span.from` on and before `span.to`; the first of all is at `origin` (epoch milliseconds). One
 * question tells which of them can find anything.
 */
export async function stretchOf(rule: Rule, search: Search, span: Span, origin: number): Promise<Stretch> {
  const all = ticks(rule, origin, span);
  const start = windowOf(rule, all[0] ?? span.to).from;
  const busy = await busyTimes(rule, search, { from: start, to: span.to });
  const busyRuns = new Set(busyTicks(rule, all, busy));
  return {
    start,
    busy,
    make: async (run) => {
      // A run that stopped at max_signals leaves events to the next, as the last before this stretch may have.
      let isLeftOver = busy.length > 0;
      for (const now of all) {
        if (!busyRuns.has(now) && !isLeftOver) continue;
        // The runs that were left out are runs as well: there is no gap to catch up with.
        const previousRun = now === origin ? undefined : now - durationMilliseconds(rule.interval);
        ({ truncated: isLeftOver } = await run(now, previousRun));
      }
    },
  };
}

/** What was there at that moment; documents that do not tell their arrival are taken to have come at once. */
export function arrivedBy(now: number, field: string): QueryDsl {
  const range = { lte: new Date(now).toISOString(), format: 'strict_date_optional_time' };
  const should: QueryDsl[] = [{ range: { [field]: range } }, { bool: { must_not: [{ exists: { field } }] } }];
  return { bool: { should, minimum_should_match: 1 } };
}
