import type { Rule } from '../content';
import type { QueryDsl } from '../query-dsl/types';
import type { Alert } from './alert';
import { runNewTerms } from './new-terms';
import { runQuery } from './query';
import type { QueryForm } from './requests';
import { runThreshold } from './threshold';
import type { ThresholdHistory } from './threshold';
import type { Search, WindowRun } from './types';
import { ruleWindows } from './window';
import type { RuleWindow } from './window';

/** What Kibana keeps between two runs of a rule. */
export interface RuleState {
  readonly alertIds: ReadonlySet<string>;
  readonly thresholdHistory: ThresholdHistory;
  /** Epoch milliseconds of the run before; undefined before the first. */
  readonly previousRun: number | undefined;
}

export const initialState: RuleState = { alertIds: new Set(), thresholdHistory: [], previousRun: undefined };

export interface RunOptions {
  /** The moment of the run, epoch milliseconds. */
  readonly now: number;
  readonly state?: RuleState;
  /** Further filters, as a rule's `filters`. */
  readonly filters?: readonly QueryDsl[];
  readonly form?: QueryForm;
}

export interface RunResult {
  /** New alerts only, oldest event first. */
  readonly alerts: readonly Alert[];
  readonly windows: readonly RuleWindow[];
  readonly state: RuleState;
  /** True when there was more to alert on than max_signals allowed. */
  readonly truncated: boolean;
}

/** Runs a rule once, as Kibana's detection engine does at `now`. */
export async function runRule(rule: Rule, search: Search, options: RunOptions): Promise<RunResult> {
  const state = options.state ?? initialState;
  const windows = ruleWindows(rule, options.now, state.previousRun);
  const known = new Set(state.alertIds);
  const alerts: Alert[] = [];
  let { thresholdHistory } = state;
  let truncated = false;
  for (const window of windows) {
    const run = {
      window,
      search,
      filters: options.filters ?? [],
      form: options.form ?? 'dsl',
      known,
      limit: rule.max_signals - alerts.length,
    };
    const outcome = await runWindow(rule, run, thresholdHistory);
    thresholdHistory = outcome.history ?? thresholdHistory;
    truncated ||= outcome.truncated;
    for (const alert of outcome.alerts) known.add(alert.id);
    alerts.push(...outcome.alerts);
  }
  return {
    alerts,
    windows,
    truncated,
    state: { alertIds: known, thresholdHistory, previousRun: options.now },
  };
}

interface WindowOutcome {
  readonly alerts: readonly Alert[];
  readonly truncated: boolean;
  readonly history?: ThresholdHistory;
}

function runWindow(
  rule: Rule,
  run: Omit<WindowRun, 'rule'>,
  history: ThresholdHistory,
): Promise<WindowOutcome> {
  switch (rule.type) {
    case 'query':
      return runQuery({ ...run, rule });
    case 'threshold':
      return runThreshold({ ...run, rule }, history);
    case 'new_terms':
      return runNewTerms({ ...run, rule });
  }
}
