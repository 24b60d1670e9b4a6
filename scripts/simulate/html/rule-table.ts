import type { RuleFigures, SimulationReport } from '../report';
import { markup, NOTHING } from './markup';
import type { Markup } from './markup';
import { countText, secondsText, shareText } from '../number-text';

interface Column {
  readonly head: string;
  /** Explains the head where it is hovered. */
  readonly hint: string;
  readonly cell: (rule: RuleFigures) => string;
  /** What the column is sorted by; numbers, undefined last. */
  readonly order: (rule: RuleFigures) => number | undefined;
}

const RANK = { low: 0, medium: 1, high: 2, critical: 3 } as const;

const DELAY = (seconds: number | undefined): string => (seconds === undefined ? '–' : secondsText(seconds));

const optional = (count: number | undefined): string => (count === undefined ? '–' : countText(count));

function column(
  head: string,
  hint: string,
  order: (rule: RuleFigures) => number | undefined,
  text: (value: number | undefined, rule: RuleFigures) => string = optional,
): Column {
  return { head, hint, order, cell: (rule) => text(order(rule), rule) };
}

const COLUMNS: readonly Column[] = [
  column(
    'Severity',
    'of the rule',
    (rule) => RANK[rule.severity],
    (_, rule) => rule.severity,
  ),
  column('Alerts', 'new alerts in all', (rule) => rule.alerts),
  column('Median', 'alerts a day, median of the days', (rule) => rule.alertsPerDay.median),
  column('95th', 'alerts a day, 95th percentile of the days', (rule) => rule.alertsPerDay.p95),
  column('Worst', 'alerts a day, worst day', (rule) => rule.alertsPerDay.worst),
  column('True', 'alerts on a labelled event', (rule) => rule.trueAlerts),
  column('False', 'alerts on any other event', (rule) => rule.falseAlerts),
  column('Precision', 'share of the alerts that are true', (rule) => rule.precision, shareText),
  column('Recall', 'share of the labelled events that have an alert', (rule) => rule.recall, shareText),
  column('Delay', 'from event to alert, median', (rule) => rule.delaySeconds?.median, DELAY),
  column('Delay 95th', 'from event to alert, 95th percentile', (rule) => rule.delaySeconds?.p95, DELAY),
  column('Lost: late', 'alerts lost because records came late', (rule) => rule.lost.lateness),
  column('Lost: limit', 'alerts lost to max_signals', (rule) => rule.lost.maxSignals),
  column('Twice', 'alerts on an event that has one already', (rule) => rule.duplicates),
];

/** The column by which the page comes sorted: alerts in all, most first. */
const SORTED = 'Alerts';

/** One row a rule, the noisiest first; heads are buttons that sort (script of the page), and plain text without it. */
export function ruleTable({ rules, notRun }: Pick<SimulationReport, 'rules' | 'notRun'>): Markup {
  const sorted = rules.toSorted(
    (a, b) => b.alerts - a.alerts || Number(a.slug > b.slug) - Number(a.slug < b.slug),
  );
  const heads = COLUMNS.map(({ head, hint }) => headCell(head, hint));
  return markup`<section id="rules" aria-labelledby="rules-heading"><h2 id="rules-heading">Rules</h2>
<p>${rules.length} rules, the noisiest first. The head of a column sorts by it.</p>
${notRun.length === 0 ? NOTHING : markup`<p>Not run here, so nothing is known of them: ${notRun.join(', ')}.</p>`}
<div class="scroll" role="region" tabindex="0" aria-labelledby="rules-heading"><table class="rules"><thead><tr><th scope="col" title="slug and name"><button type="button">Rule</button></th>${heads}</tr></thead><tbody>
${sorted.map(row)}</tbody></table></div></section>`;
}

function headCell(head: string, hint: string): Markup {
  const order = head === SORTED ? markup` aria-sort="descending"` : NOTHING;
  return markup`<th scope="col" title="${hint}"${order}><button type="button">${head}</button></th>`;
}

function row(rule: RuleFigures): Markup {
  const cells = COLUMNS.map(({ head, cell, order }) => {
    const text = cell(rule);
    const content =
      head === 'Severity'
        ? markup`<span class="swatch fill-${rule.severity}"></span>${text}`
        : markup`${text}`;
    const bad = head.startsWith('Lost') && order(rule) !== 0 ? markup` class="bad"` : NOTHING;
    return markup`<td data-order="${order(rule) ?? ''}"${bad}>${content}</td>`;
  });
  return markup`<tr><th scope="row" data-order="${rule.slug}"><code>${rule.slug}</code><small>${rule.name}</small></th>${cells}</tr>
`;
}
