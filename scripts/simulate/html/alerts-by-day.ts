import type { DayFigures } from '../report';
import { markup } from './markup';
import type { Markup } from './markup';
import { axisText, countText } from '../number-text';
import { bottomAxis, dataTable, figure, horizontalGrid, legendOf, PLOT } from './plot';
import { labelledPlaces, linearScale, ticks } from './scale';

/** From the bottom of a bar to its top. */
const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;

/** Alerts over time: a bar a day, stacked by severity. */
export function alertsByDay(days: readonly DayFigures[]): Markup {
  const yTicks = ticks(Math.max(0, ...days.map(totalOf)), 5, true);
  const y = linearScale([0, yTicks.at(-1) ?? 1], [PLOT.height - PLOT.bottom, PLOT.top]);
  const x = linearScale([0, Math.max(1, days.length)], [PLOT.left, PLOT.width - PLOT.right]);
  const labels = labelledPlaces(days.length, 6).map((place) => ({
    value: place + 0.5,
    label: days[place]?.day.slice(5) ?? '',
  }));
  return figure({
    id: 'alerts-by-day',
    heading: 'Alerts by day',
    description: 'New alerts of every day (UTC), stacked by the severity of their rule.',
    legend: legendOf(SEVERITIES.map((severity) => ({ swatch: `fill-${severity}`, label: severity }))),
    content: markup`${horizontalGrid(
      y,
      yTicks.map((value) => ({ value, label: axisText(value) })),
      'alerts a day',
    )}${days.map((day, place) => bar(day, { left: x(place), right: x(place + 1), y }))}${bottomAxis(
      x,
      labels,
      'day',
    )}`,
    table: dataTable(
      ['Day', ...SEVERITIES, 'all'],
      days.map((day) => [
        day.day,
        ...SEVERITIES.map((severity) => countText(day.alerts[severity])),
        countText(totalOf(day)),
      ]),
    ),
  });
}

interface Place {
  readonly left: number;
  readonly right: number;
  readonly y: (value: number) => number;
}

function bar(day: DayFigures, { left, right, y }: Place): Markup {
  const gap = Math.min(3, (right - left) * 0.2);
  const width = Math.round((right - left - gap) * 10) / 10;
  let below = 0;
  const parts = SEVERITIES.flatMap((severity) => {
    const count = day.alerts[severity];
    if (count === 0) return [];
    const bottom = y(below);
    below += count;
    const top = y(below);
    const height = Math.round((bottom - top) * 10) / 10;
    const hint = `${day.day}: ${countText(count)} of severity ${severity}`;
    return [
      markup`<rect class="bar fill-${severity}" x="${left + gap / 2}" y="${top}" width="${width}" height="${height}"><title>${hint}</title></rect>
`,
    ];
  });
  return markup`${parts}`;
}

function totalOf({ alerts }: DayFigures): number {
  return SEVERITIES.reduce((sum, severity) => sum + alerts[severity], 0);
}
