import { hash } from 'node:crypto';
import { dailyFigures } from '../daily-figures';
import type { DayFigures, RuleFigures, SimulationReport } from '../report';
import { alertsByDay } from './alerts-by-day';
import { latenessAgainstLoss } from './lateness-loss';
import { Markup, markup, NOTHING } from './markup';
import { countText, shareText } from '../number-text';
import { precisionAgainstRecall } from './precision-recall';
import { ruleTable } from './rule-table';
import { SORT_SCRIPT } from './sort-script';
import { STYLE } from './style';

const TITLES = {
  simulation: 'Simulation of the rule pack',
  noise: 'The rule pack on the past of a cluster',
} as const;

/**
 * The report as one HTML file: plots as inline SVG, style and script in it, and nothing is loaded from anywhere, which
 * its own Content-Security-Policy holds the browser to.
 */
export function reportPage(report: SimulationReport): string {
  const { kind, source, from, to } = report;
  const policy = `default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-${hash('sha256', SORT_SCRIPT, 'base64')}'`;
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${TITLES[kind]}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<header><h1>${TITLES[kind]}</h1>
<p>${source}. From ${minuteText(from)} to ${minuteText(to)} UTC.</p></header>
<main>
${keyFigures(report)}
<div class="plots">
${alertsByDay(report.days)}
${precisionAgainstRecall(report.rules) ?? NO_LABELS}
${latenessAgainstLoss(report) ?? NOTHING}
</div>
${ruleTable(report)}
</main>
<script>${new Markup(SORT_SCRIPT)}</script>
</body>
</html>
`;
  return page.text;
}

const NO_LABELS = markup`<section><h2>Precision against recall</h2><p>Not known: no rule that alerted has events with a label.</p></section>`;

/** `2026-03-01 08:00` of an ISO 8601 text. */
function minuteText(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ');
}

/** What matters most, in a row at the top. */
function keyFigures({ rules, days, records }: SimulationReport): Markup {
  const { median, worst } = dailyFigures(days.map(totalOf));
  const judged = rules.filter(({ trueAlerts }) => trueAlerts !== undefined);
  const trueAlerts = sum(judged, ({ trueAlerts: count = 0 }) => count);
  const falseAlerts = sum(judged, ({ falseAlerts: count = 0 }) => count);
  const lost = sum(rules, (rule) => rule.lost.lateness + rule.lost.maxSignals);
  const figures: readonly (readonly [string, string])[] = [
    ...(records === undefined ? [] : [['records', countText(records)] as const]),
    ['days', countText(days.length)],
    ['alerts', countText(sum(rules, (rule) => rule.alerts))],
    ['alerts a day, median', countText(median)],
    ['alerts on the worst day', countText(worst)],
    ...(trueAlerts + falseAlerts === 0
      ? []
      : [['alerts that are true', shareText(trueAlerts / (trueAlerts + falseAlerts))] as const]),
    ['alerts lost', countText(lost)],
    ['rules that alerted', `${rules.filter((rule) => rule.alerts > 0).length} of ${rules.length}`],
  ];
  return markup`<dl class="figures">${figures.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function totalOf({ alerts }: DayFigures): number {
  return alerts.low + alerts.medium + alerts.high + alerts.critical;
}

function sum(rules: readonly RuleFigures[], figure: (rule: RuleFigures) => number): number {
  return rules.reduce((total, rule) => total + figure(rule), 0);
}
