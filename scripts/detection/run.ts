import type { Rule } from '../content';
import type { QueryDsl } from '../query-dsl/types';
import type { Alert } from './alert';
import { runEqlRule } from './eql';
import { runEsqlRule } from './esql';
import { runGroupedQuery } from './grouped-query';
import type { GroupHistory } from './grouped-query';
import { runNewTerms } from './new-terms';
import { runQuery } from './query';
import type { QueryForm } from './requests';
import type { SuppressionState } from './suppression';
import { runThreshold } from './threshold';
import type { ThresholdHistory } from './threshold';
import type { Search, WindowRun } from './types';
import { ruleWindows } from './window';
import type { RuleWindow } from './window';

/** What Kibana keeps between two runs of a rule. */
export interface RuleState {
  readonly alertIds: ReadonlySet<string>;
  readonly thresholdHistory: ThresholdHistory;
  readonly groupHistory: GroupHistory;
  readonly suppression: SuppressionState;
  /** Epoch milliseconds of the run before; undefined before the first. */
  readonly previousRun: number | undefined;
}

export const initialState: RuleState = {
  alertIds: new Set(),
  thresholdHistory: [],
  groupHistory: [],
  suppression: [],
  previousRun: undefined,
};

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
  let history: History = state;
  let truncated = false;
  for (const window of windows) {
    const run = {
      now: options.now,
      window,
      search,
      filters: options.filters ?? [],
      form: options.form ?? 'dsl',
      known,
      limit: rule.max_signals - alerts.length,
    };
    const outcome = await runWindow(rule, run, history);
    history = { ...history, ...outcome.history };
    truncated ||= outcome.truncated;
    for (const alert of outcome.alerts) known.add(alert.id);
    alerts.push(...outcome.alerts);
  }
  return {
    alerts,
    windows,
    truncated,
    state: {
      alertIds: known,
      thresholdHistory: history.thresholdHistory,
      groupHistory: history.groupHistory,
      suppression: history.suppression,
      previousRun: options.now,
    },
  };
}

/** What one window leaves to the next, also to the first one of the next run. */
type History = Pick<RuleState, 'thresholdHistory' | 'groupHistory' | 'suppression'>;

interface WindowOutcome {
  readonly alerts: readonly Alert[];
  readonly truncated: boolean;
  readonly history?: Partial<History>;
}

async function runWindow(
  rule: Rule,
  run: Omit<WindowRun, 'rule'>,
  { thresholdHistory, groupHistory, suppression }: History,
): Promise<WindowOutcome> {
  switch (rule.type) {
    case 'query': {
      if (rule.suppression === undefined) return runQuery({ ...run, rule });
      const { alerts, truncated, ...history } = await runGroupedQuery({ ...run, rule }, rule.suppression, {
        groupHistory,
        suppression,
      });
      return { alerts, truncated, history };
    }
    case 'threshold': {
      const outcome = await runThreshold({ ...run, rule }, thresholdHistory, suppression);
      return {
        ...outcome,
        history: { thresholdHistory: outcome.history, suppression: outcome.suppression },
      };
    }
    case 'new_terms': {
      const { alerts, truncated, ...history } = await runNewTerms({ ...run, rule }, suppression);
      return { alerts, truncated, history };
    }
    case 'eql': {
      const { alerts, truncated, ...history } = await runEqlRule({ ...run, rule }, suppression);
      return { alerts, truncated, history };
    }
    case 'esql': {
      const { alerts, truncated, ...history } = await runEsqlRule({ ...run, rule }, suppression);
      return { alerts, truncated, history };
    }
  }
}
