import type { Rule } from '../../content';
import { dailyFigures } from '../daily-figures';
import type { DayFigures, RuleFigures, SimulationReport } from '../report';
import { NOT_BEGUN } from './progress';
import type { RuleProgress } from './progress';
import { DAY } from './stretch';
import type { Subject } from './state-file';

/** The report of a cluster's past; nobody labelled it, so nothing is said of true and false alerts. */
export function noiseReport(
  subject: Subject,
  progressOf: (slug: string) => RuleProgress | undefined,
  refused: ReadonlySet<Rule> = new Set(),
): SimulationReport {
  const { url, from, to } = subject;
  const all = subject.rules.toSorted((a, b) => Number(a.slug > b.slug) - Number(a.slug < b.slug));
  const rules = all.filter((rule) => !refused.has(rule));
  return {
    kind: 'noise',
    source: `Cluster ${url}`,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    records: undefined,
    rules: rules.map((rule) => ruleFigures(rule, progressOf(rule.slug) ?? NOT_BEGUN)),
    days: Array.from({ length: Math.round((to - from) / DAY) }, (_, place): DayFigures => {
      const alerts = { low: 0, medium: 0, high: 0, critical: 0 };
      for (const rule of rules) alerts[rule.severity] += progressOf(rule.slug)?.days[place] ?? 0;
      return { day: new Date(from + place * DAY).toISOString().slice(0, 10), alerts };
    }),
    notRun: all.filter((rule) => refused.has(rule)).map(({ slug }) => slug),
    sweep: [],
    sweepDelivered: [],
  };
}

function ruleFigures(rule: Rule, progress: RuleProgress): RuleFigures {
  const alerts = progress.days.reduce((sum, count) => sum + count, 0);
  return {
    slug: rule.slug,
    name: rule.name,
    severity: rule.severity,
    alerts,
    alertsPerDay: dailyFigures(progress.days),
    trueAlerts: undefined,
    falseAlerts: undefined,
    precision: undefined,
    recall: undefined,
    delaySeconds: delays(progress.delays),
    lost: { lateness: progress.late, maxSignals: lostToLimit(rule, progress, alerts) },
    duplicates: progress.duplicates,
  };
}

/** Events without an alert where each should have one; else one for each run that stopped at the limit, at least. */
function lostToLimit(rule: Rule, { matched, late, truncatedRuns }: RuleProgress, alerts: number): number {
  if (truncatedRuns === 0) return 0;
  const alertsEach = rule.type === 'query' && rule.suppression === undefined;
  return alertsEach ? Math.max(0, matched - alerts - late) : truncatedRuns;
}

function delays(counts: RuleProgress['delays']): RuleFigures['delaySeconds'] {
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return undefined;
  const at = (share: number): number => {
    let left = Math.ceil(share * total);
    return counts.find(([, count]) => (left -= count) <= 0)?.[0] ?? 0;
  };
  return { median: at(0.5), p95: at(0.95) };
}
