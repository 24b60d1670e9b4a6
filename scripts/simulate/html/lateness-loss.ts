import type { SimulationReport, SweepFigures } from '../report';
import { markup } from './markup';
import type { Markup } from './markup';
import { countText, shareText } from '../number-text';
import { bottomAxis, dataTable, figure, horizontalGrid, legendOf, PLOT } from './plot';
import { linearScale, ticks } from './scale';

type Row = Omit<SweepFigures, 'lagMinutes'>;

function rowOf({ clock, lookbackMinutes, lost }: Row, lag: string): string[] {
  return [clock, countText(lookbackMinutes), lag, shareText(lost)];
}

interface Line {
  readonly clock: string;
  readonly lookbackMinutes: number;
  readonly points: readonly SweepFigures[];
}

/** As many as there are colours; further lines would not be told apart anyway. */
const COLOURS = 6;

/** Lateness of records against lost alerts: a line for every clock and lookback of the sweep; undefined without one. */
export function latenessAgainstLoss({
  sweep,
  sweepDelivered,
}: Pick<SimulationReport, 'sweep' | 'sweepDelivered'>): Markup | undefined {
  if (sweep.length === 0) return undefined;
  const lines = linesOf(sweep);
  const xTicks = ticks(Math.max(...sweep.map(({ lagMinutes }) => lagMinutes)), 6, true);
  const yTicks = ticks(Math.min(1, Math.max(0.1, ...sweep.map(({ lost }) => lost))), 5);
  const x = linearScale([0, xTicks.at(-1) ?? 1], [PLOT.left, PLOT.width - PLOT.right]);
  const y = linearScale([0, yTicks.at(-1) ?? 1], [PLOT.height - PLOT.bottom, PLOT.top]);
  return figure({
    id: 'lateness-loss',
    heading: 'Lateness against loss',
    description:
      'Share of the alerts that are never made when records arrive that many minutes after their event, by the clock of the rules and how far they look back.',
    legend: legendOf(
      lines.map((line, index) => ({ swatch: `line-swatch ${strokeOf(line, index)}`, label: nameOf(line) })),
    ),
    content: markup`${horizontalGrid(
      y,
      yTicks.map((value) => ({ value, label: shareText(value) })),
      'lost alerts',
    )}${bottomAxis(
      x,
      xTicks.map((value) => ({ value, label: String(value) })),
      'minutes from event to arrival',
    )}${lines.map((line, index) => path(line, index, x, y))}`,
    table: dataTable(
      ['Clock', 'Lookback (min)', 'Lag (min)', 'Lost'],
      [
        ...lines.flatMap(({ points }) => points).map((point) => rowOf(point, countText(point.lagMinutes))),
        ...sweepDelivered.map((point) => rowOf(point, 'as in the log')),
      ],
    ),
  });
}

function linesOf(sweep: readonly SweepFigures[]): Line[] {
  const groups = Map.groupBy(sweep, ({ clock, lookbackMinutes }) => `${clock} ${lookbackMinutes}`);
  return [...groups.values()]
    .flatMap((points): Line[] => {
      const [first] = points;
      const sorted = points.toSorted((a, b) => a.lagMinutes - b.lagMinutes);
      return first === undefined ? [] : [{ ...first, points: sorted }];
    })
    .toSorted((a, b) => byName(a.clock, b.clock) || a.lookbackMinutes - b.lookbackMinutes);
}

function path(line: Line, index: number, x: (value: number) => number, y: (value: number) => number): Markup {
  const points = line.points.map(({ lagMinutes, lost }) => `${x(lagMinutes)},${y(lost)}`).join(' ');
  const dots = line.points.map(
    ({ lagMinutes, lost }) =>
      markup`<circle class="mark fill-series-${index % COLOURS}" cx="${x(lagMinutes)}" cy="${y(lost)}" r="3.5"><title>${`${nameOf(line)}, ${lagMinutes} min late: ${shareText(lost)} lost`}</title></circle>`,
  );
  return markup`<polyline class="line ${strokeOf(line, index)}" points="${points}"/>${dots}
`;
}

/** Dashed where rules count from another clock than that of the event. */
function strokeOf({ clock }: Line, index: number): string {
  return `stroke-series-${index % COLOURS}${clock === '@timestamp' ? '' : ' dashed'}`;
}

function nameOf({ clock, lookbackMinutes }: Line): string {
  return `${clock}, ${countText(lookbackMinutes)} min back`;
}

function byName(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}
