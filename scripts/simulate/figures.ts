import type { Rule } from '../content';
import { dailyFigures, nearestRank } from './daily-figures';
import type { LogDays } from './log-days';
import type { MadeAlert } from './made-alert';
import type { DayFigures, RuleFigures } from './report';

/** A rule with its alerts in order of their runs. */
export interface RuleAlerts {
  readonly rule: Pick<Rule, 'slug' | 'name' | 'severity'>;
  readonly alerts: readonly MadeAlert[];
}

export interface Beside {
  /** The alerts of the same rule without a limit. */
  readonly unlimited: readonly MadeAlert[];
  /** Without a limit, and every document there the moment it happened. */
  readonly prompt: readonly MadeAlert[];
  /** Slugs by the id of the record that they are to find; undefined for a log without labels. */
  readonly labels: ReadonlyMap<string, readonly string[]> | undefined;
  readonly days: LogDays;
}

/** What a rule's alerts come to. */
export function ruleFigures(
  { rule, alerts }: RuleAlerts,
  { unlimited, prompt, labels, days }: Beside,
): RuleFigures {
  const { slug, name, severity } = rule;
  const delays = alerts.map(({ at, occurred }) => Math.round((at - occurred) / 1000)).sort((a, b) => a - b);
  return {
    slug,
    name,
    severity,
    alerts: alerts.length,
    alertsPerDay: dailyFigures(days.counts(alerts.map(({ at }) => at))),
    ...judgement(alerts, labels && wantedOf(slug, labels)),
    delaySeconds:
      delays.length === 0 ? undefined : { median: nearestRank(delays, 0.5), p95: nearestRank(delays, 0.95) },
    lost: { lateness: missing(prompt, unlimited), maxSignals: missing(unlimited, alerts) },
    duplicates: repetitions(alerts),
  };
}

/** Alerts by day and severity. */
export function dayFigures(tracks: readonly RuleAlerts[], days: LogDays): DayFigures[] {
  const counted = tracks.map(({ rule, alerts }) => ({
    severity: rule.severity,
    counts: days.counts(alerts.map(({ at }) => at)),
  }));
  return days.names.map((day, place) => {
    const alerts = { low: 0, medium: 0, high: 0, critical: 0 };
    for (const { severity, counts } of counted) alerts[severity] += counts[place] ?? 0;
    return { day, alerts };
  });
}

/** Alerts none of whose documents any of the others stands for. */
export function missing(wanted: readonly MadeAlert[], there: readonly MadeAlert[]): number {
  if (wanted === there) return 0;
  const covered = new Set(there.flatMap(({ documents }) => documents));
  return wanted.filter(({ documents }) => !documents.some((document) => covered.has(document))).length;
}

/** How many records a rule is to find. */
function wantedOf(slug: string, labels: ReadonlyMap<string, readonly string[]>): number {
  return [...labels.values()].filter((slugs) => slugs.includes(slug)).length;
}

type Judgement = Pick<RuleFigures, 'trueAlerts' | 'falseAlerts' | 'precision' | 'recall'>;

/** @param wanted how many records the rule is to find; undefined: nobody knows */
function judgement(alerts: readonly MadeAlert[], wanted: number | undefined): Judgement {
  if (wanted === undefined) {
    return { trueAlerts: undefined, falseAlerts: undefined, precision: undefined, recall: undefined };
  }
  const trueAlerts = alerts.filter(({ labelled }) => labelled.length > 0).length;
  const found = new Set(alerts.flatMap(({ labelled }) => labelled)).size;
  return {
    trueAlerts,
    falseAlerts: alerts.length - trueAlerts,
    precision: alerts.length === 0 ? undefined : trueAlerts / alerts.length,
    recall: wanted === 0 ? undefined : found / wanted,
  };
}

/** Alerts that stand only for what earlier alerts of the same group stand for. */
function repetitions(alerts: readonly MadeAlert[]): number {
  const covered = new Set<string>();
  let count = 0;
  for (const { documents, terms } of alerts) {
    const own = documents.map((document) => `${document} ${terms}`);
    if (own.length > 0 && own.every((key) => covered.has(key))) count += 1;
    for (const key of own) covered.add(key);
  }
  return count;
}
