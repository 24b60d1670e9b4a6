import { EngineError } from '../../base/errors';
import type { Rule } from '../../content';
import type { SimulationReport } from '../report';
import type { Cluster } from './cluster';
import { ClusterSearch } from './cluster-search';
import { noiseReport } from './noise-report';
import { NOT_BEGUN } from './progress';
import { runDay } from './rule-day';
import { DAY } from './stretch';
import type { StateFile, Subject } from './state-file';

export interface BacktestOptions {
  readonly subject: Subject;
  readonly cluster: Cluster;
  readonly state: StateFile;
  /** Whole days of rules that are done, of all there are, and the rule that is run now. */
  readonly progress?: (done: number, all: number, slug: string) => void;
  /** A rule that the cluster does not run, and why. */
  readonly notRun?: (slug: string, reason: string) => void;
}

/**
 * Runs rules over the past days of a cluster as Kibana would have, reading only. After every day of a rule the state
 * is written; a run that dies goes on from there.
 *
 * @throws EngineError when the cluster goes away for good
 */
export async function backtest({
  subject,
  cluster,
  state,
  progress,
  notRun,
}: BacktestOptions): Promise<SimulationReport> {
  const { from, to, rules } = subject;
  const days = Math.round((to - from) / DAY);
  const refused = new Set<Rule>();
  await using view = new ClusterSearch(cluster);
  for (const [place, rule] of rules.entries()) {
    let done = state.get(rule.slug) ?? NOT_BEGUN;
    try {
      while (done.days.length < days) {
        progress?.(place * days + done.days.length, rules.length * days, rule.slug);
        const start = from + done.days.length * DAY;
        done = await runDay(rule, view.search, { from: start, to: start + DAY }, done);
        state.set(rule.slug, done);
      }
    } catch (error) {
      if (!lacksLanguage(rule, error)) throw error;
      refused.add(rule);
      notRun?.(rule.slug, error.message);
    }
  }
  progress?.(rules.length * days, rules.length * days, '');
  return noiseReport(subject, (slug) => state.get(slug), refused);
}

/** A cluster without EQL or ES|QL refuses their requests. */
function lacksLanguage({ type }: Rule, error: unknown): error is EngineError {
  return (
    (type === 'eql' || type === 'esql') && error instanceof EngineError && error.code === 'NOISE_REFUSED'
  );
}
