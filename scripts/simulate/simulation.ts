import type { Rule } from '../content';
import { dayFigures, ruleFigures } from './figures';
import type { Beside, RuleAlerts } from './figures';
import { LogDays } from './log-days';
import type { SimulationReport } from './report';
import type { LogRuns } from './track';

export interface Simulation {
  readonly report: SimulationReport;
  /** By slug. */
  readonly tracks: ReadonlyMap<string, RuleAlerts>;
  /** Slugs of the rules that the engine cannot run. */
  readonly notRun: readonly string[];
}

interface About extends Pick<Beside, 'labels'> {
  readonly source: string;
  /** When the latest event happened, epoch milliseconds. */
  readonly newest: number;
  readonly notRun: readonly string[];
  /** What a sweep came to, if there was one. */
  readonly swept?: Pick<SimulationReport, 'sweep' | 'sweepDelivered'> | undefined;
}

/** The rules that are simulated, by slug. */
export function simulatedRules(rules: readonly Rule[]): Rule[] {
  return rules
    .filter(({ deprecated }) => deprecated === undefined)
    .toSorted((a, b) => Number(a.slug > b.slug) - Number(a.slug < b.slug));
}

/** What the runs over a log come to. */
export function simulationOf(
  { rules, records, from, to }: LogRuns,
  { source, newest, labels, notRun, swept = { sweep: [], sweepDelivered: [] } }: About,
): Simulation {
  const days = new LogDays(from, newest);
  const report: SimulationReport = {
    kind: 'simulation',
    source,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    records,
    rules: rules.map((one) => ruleFigures(one, { ...one, labels, days })),
    days: dayFigures(rules, days),
    notRun,
    ...swept,
  };
  return { report, tracks: new Map(rules.map((one) => [one.rule.slug, one])), notRun };
}
