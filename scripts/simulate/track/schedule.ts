import { ageOfDateMath, durationMilliseconds } from '../../base/duration';
import type { Rule } from '../../content';
import { ruleWindows } from '../../detection';
import type { RuleWindow } from '../../detection';

/** When a rule runs and what its runs look at; all times in milliseconds. */
export class Schedule {
  readonly interval: number;
  /** From the start of a window to its run. */
  readonly lookback: number;
  readonly #first: readonly RuleWindow[];
  readonly #later: readonly RuleWindow[];

  constructor(rule: Pick<Rule, 'interval' | 'from' | 'to'>) {
    this.interval = durationMilliseconds(rule.interval);
    this.lookback = ageOfDateMath(rule.from);
    // Date math of rules is a fixed span before the run, so that the windows of one run are those of all.
    this.#first = ruleWindows(rule, 0);
    this.#later = ruleWindows(rule, 0, -this.interval);
  }

  /** The windows of a run, oldest first; the first run of all makes up for nothing. */
  windows(now: number, isFirst: boolean): readonly RuleWindow[] {
    const windows = isFirst ? this.#first : this.#later;
    return windows.map(({ from, to }) => ({ from: from + now, to: to + now }));
  }
}
