import type { RuleFigures } from '../report';
import { markup, NOTHING } from './markup';
import type { Markup } from './markup';
import { countText, shareText } from '../number-text';
import { bottomAxis, dataTable, figure, horizontalGrid, PLOT } from './plot';
import { linearScale } from './scale';

type Rated = RuleFigures & { readonly precision: number; readonly recall: number };

interface Spot {
  readonly x: number;
  readonly y: number;
  readonly rules: readonly Rated[];
}

const SHARES = [0, 0.25, 0.5, 0.75, 1].map((value) => ({ value, label: shareText(value) }));

/** Half of the height that the text beside a spot takes. */
const LABEL_HEIGHT = 7;

/** Precision against recall: a circle for the rules of one place, undefined where no rule has both. */
export function precisionAgainstRecall(rules: readonly RuleFigures[]): Markup | undefined {
  const rated = rules.filter(
    (rule): rule is Rated => rule.precision !== undefined && rule.recall !== undefined,
  );
  if (rated.length === 0) return undefined;
  // A margin inside the axes keeps whole circles of the corners visible.
  const x = linearScale([0, 1], [PLOT.left + 22, PLOT.width - PLOT.right - 22]);
  const y = linearScale([0, 1], [PLOT.height - PLOT.bottom - 18, PLOT.top + 18]);
  const spots = spotsOf(rated, x, y);
  return figure({
    id: 'precision-recall',
    heading: 'Precision against recall',
    description: `${rated.length} rules that alerted and have labelled events. Right: they find what they should. Top: what they find is right. A number is that of the rules at one place.${silentText(rules)}`,
    legend: NOTHING,
    content: markup`${horizontalGrid(y, SHARES, 'precision')}${bottomAxis(x, SHARES, 'recall')}${spots.toSorted((a, b) => a.rules.length - b.rules.length).map(circle)}${labels(spots)}`,
    table: dataTable(
      ['Rule', 'Precision', 'Recall', 'True alerts', 'False alerts'],
      rated
        .toSorted((a, b) => a.precision + a.recall - b.precision - b.recall)
        .map((rule) => [
          rule.slug,
          shareText(rule.precision),
          shareText(rule.recall),
          countText(rule.trueAlerts ?? 0),
          countText(rule.falseAlerts ?? 0),
        ]),
    ),
  });
}

/** Rules that should have alerted have no precision, and so no place in the plot. */
function silentText(rules: readonly RuleFigures[]): string {
  const silent = rules.filter((rule) => rule.recall !== undefined && rule.precision === undefined);
  return silent.length === 0
    ? ''
    : ` Not shown, as they should have alerted and did not: ${silent.map(({ slug }) => slug).join(', ')}.`;
}

function spotsOf(rules: readonly Rated[], x: (v: number) => number, y: (v: number) => number): Spot[] {
  const groups = Map.groupBy(
    rules,
    ({ precision, recall }) => `${Math.round(precision * 50)} ${Math.round(recall * 50)}`,
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ x: x(first.recall), y: y(first.precision), rules: group }];
  });
}

function radius({ rules }: Spot): number {
  return Math.min(18, 4.5 + 1.5 * Math.sqrt(rules.length - 1));
}

function circle(spot: Spot): Markup {
  const size = Math.round((spot.rules.length > 1 ? Math.max(8, radius(spot)) : radius(spot)) * 10) / 10;
  const names = spot.rules.map(
    ({ slug, precision, recall }) =>
      `${slug}: precision ${shareText(precision)}, recall ${shareText(recall)}`,
  );
  const count =
    spot.rules.length > 1
      ? markup`<text class="on-mark" x="${spot.x}" y="${spot.y + 4}" text-anchor="middle">${spot.rules.length}</text>`
      : NOTHING;
  return markup`<g><title>${names.join('\n')}</title><circle class="mark fill-series-0" cx="${spot.x}" cy="${spot.y}" r="${size}"/>${count}</g>
`;
}

/** Names beside single rules, the worst first, where no other text or circle is in the way. */
function labels(spots: readonly Spot[]): Markup {
  const taken: { left: number; right: number; y: number }[] = spots.map((spot) => ({
    left: spot.x - 10,
    right: spot.x + 10,
    y: spot.y,
  }));
  const worstFirst = spots
    .filter(({ rules }) => rules.length === 1)
    .toSorted((a, b) => b.y - b.x - (a.y - a.x));
  return markup`${worstFirst.flatMap((spot) => {
    const name = spot.rules[0]?.slug ?? '';
    const width = name.length * 6.2;
    const after = spot.x + 10 + width < PLOT.width - 2;
    const left = after ? spot.x + 10 : spot.x - 10 - width;
    const box = { left, right: left + width, y: spot.y };
    const hits = taken.some(
      (other) =>
        Math.abs(other.y - box.y) < 2 * LABEL_HEIGHT && other.left < box.right && other.right > box.left,
    );
    if (hits || left < PLOT.left) return [];
    taken.push(box);
    return [
      markup`<text class="name" x="${after ? spot.x + 10 : spot.x - 10}" y="${spot.y + 4}" text-anchor="${after ? 'start' : 'end'}">${name}</text>`,
    ];
  })}`;
}
