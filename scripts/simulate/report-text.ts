import pc from 'picocolors';
import { tableText } from '../report';
import type { TextColumn } from '../report';
import { dailyFigures } from './daily-figures';
import { countText, secondsText, shareText } from './number-text';
import type { RuleFigures, SimulationReport } from './report';
import { sweepText } from './sweep-text';

const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;
const SHORT = { critical: 'crit', high: 'high', medium: 'med', low: 'low' } as const;

/** A simulation, or a cluster's past, for the terminal: rules by noise, what is lost, alerts a day by severity. */
export function reportText(report: SimulationReport): string {
  const { rules, days, sweep, notRun } = report;
  const told = rules
    .filter(isWorthALine)
    .toSorted((a, b) => b.alerts - a.alerts || Number(a.slug > b.slug) - Number(a.slug < b.slug));
  const isJudged = rules.some(({ trueAlerts }) => trueAlerts !== undefined);
  return [
    [headline(report), ...(notRun.length > 0 ? [notRunText(notRun)] : [])].join('\n'),
    ...(told.length > 0
      ? [
          `${tableText(isJudged ? [...COMMON, ...JUDGED, ...REST] : [...COMMON, ...REST], told)}\n${pc.dim(LEGEND)}`,
        ]
      : []),
    summary(rules),
    tableText(severityColumns(days), ['all', ...SEVERITIES]),
    ...(sweep.length > 0 ? [sweepText(report)] : []),
  ].join('\n\n');
}

function headline({ source, from, to, records, days }: SimulationReport): string {
  const counted = records === undefined ? '' : `${countText(records)} records, `;
  return `${pc.bold(source)}\n${counted}${plural(days.length, 'day')}, ${minute(from)} to ${minute(to)}`;
}

function notRunText(slugs: readonly string[]): string {
  const rules = plural(slugs.length, 'rule');
  const head = `NOT RUN: ${rules} in a language that this engine does not have (ES|QL, EQL); nothing is known of`;
  return pc.red(`${head}\n  ${slugs.join('\n  ')}`);
}

/** Silence is not worth one, unless something was to be heard. */
function isWorthALine({ alerts, lost, recall = 1 }: RuleFigures): boolean {
  return alerts > 0 || lost.lateness > 0 || lost.maxSignals > 0 || recall < 1;
}

const column = (head: string, cell: (rule: RuleFigures) => string): TextColumn<RuleFigures> => ({
  head,
  cell,
});

const COMMON = [
  column('rule', ({ slug }) => slug),
  column('sev.', ({ severity }) => SHORT[severity]),
  column('alerts', ({ alerts }) => countText(alerts)),
  column('a day', ({ alertsPerDay }) => countText(alertsPerDay.median)),
  column('95th', ({ alertsPerDay }) => countText(alertsPerDay.p95)),
  column('worst', ({ alertsPerDay }) => countText(alertsPerDay.worst)),
];

const JUDGED = [
  column('true', ({ trueAlerts }) => countOf(trueAlerts)),
  column('false', ({ falseAlerts }) => countOf(falseAlerts)),
  column('prec.', ({ precision }) => shareText(precision)),
  column('recall', ({ recall }) => shareText(recall)),
];

const REST = [
  column('delay', ({ delaySeconds }) => delay(delaySeconds?.median)),
  column('95th', ({ delaySeconds }) => delay(delaySeconds?.p95)),
  column('late', ({ lost }) => countText(lost.lateness)),
  column('limit', ({ lost }) => countText(lost.maxSignals)),
  column('twice', ({ duplicates }) => countText(duplicates)),
];

const LEGEND =
  'a day: median of the days, then 95th percentile and worst. delay: from event to alert, median and 95th percentile.\n' +
  'late, limit: alerts lost to late arrival and to max_signals. twice: alerts on what has one already.';

function summary(rules: readonly RuleFigures[]): string {
  const silent = rules.filter(({ alerts }) => alerts === 0);
  const sum = (figure: (rule: RuleFigures) => number): number =>
    rules.reduce((total, rule) => total + figure(rule), 0);
  const [late, limit] = [sum(({ lost }) => lost.lateness), sum(({ lost }) => lost.maxSignals)];
  const missing = rules.filter(({ recall = 1 }) => recall < 1).map(({ slug }) => slug);
  return [
    `${silent.length} of ${plural(rules.length, 'rule')} made no alert.`,
    late + limit === 0
      ? pc.green('No alert was lost.')
      : pc.red(`Lost: ${plural(late, 'alert')} to late arrival, ${countText(limit)} to max_signals.`),
    ...(missing.length > 0 ? [pc.red(`Labelled records without an alert of: ${missing.join(', ')}.`)] : []),
  ].join('\n');
}

type SeverityName = 'all' | (typeof SEVERITIES)[number];

function severityColumns(days: SimulationReport['days']): TextColumn<SeverityName>[] {
  const counts = (name: SeverityName): number[] =>
    days.map(({ alerts }) =>
      name === 'all' ? SEVERITIES.reduce((sum, one) => sum + alerts[one], 0) : alerts[name],
    );
  const total = (name: SeverityName): number => counts(name).reduce((sum, count) => sum + count, 0);
  return [
    { head: 'severity', cell: (name) => name },
    { head: 'alerts', cell: (name) => countText(total(name)) },
    { head: 'a day', cell: (name) => countText(dailyFigures(counts(name)).median) },
    { head: '95th', cell: (name) => countText(dailyFigures(counts(name)).p95) },
    { head: 'worst', cell: (name) => countText(dailyFigures(counts(name)).worst) },
  ];
}

const countOf = (count: number | undefined): string => (count === undefined ? '–' : countText(count));

const delay = (seconds: number | undefined): string => (seconds === undefined ? '–' : secondsText(seconds));

const minute = (time: string): string => time.slice(0, 16).replace('T', ' ');

const plural = (count: number, word: string): string =>
  `${countText(count)} ${word}${count === 1 ? '' : 's'}`;
