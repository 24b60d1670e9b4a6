import { tableText } from '../report';
import type { TextColumn } from '../report';
import { shareText } from './number-text';
import type { SimulationReport, SweepFigures } from './report';
import { SWEPT_DOCUMENTS } from './sweep';

/** A row a clock and lookback, a column a lag: which share of the alerts is lost. */
export function sweepText({
  sweep,
  sweepDelivered,
}: Pick<SimulationReport, 'sweep' | 'sweepDelivered'>): string {
  const lags = [...new Set(sweep.map(({ lagMinutes }) => lagMinutes))].toSorted((a, b) => a - b);
  const rows = [...Map.groupBy(sweep, rowName).values()].flatMap(([first]) => first ?? []);
  const lostIn = (row: Row, all: readonly Cell[]): string =>
    shareText(all.find((cell) => rowName(cell) === rowName(row))?.lost);
  const columns: TextColumn<Row>[] = [
    { head: 'clock and lookback', cell: rowName },
    ...lags.map((lag) => ({
      head: `${lag} min`,
      cell: (row: Row): string =>
        lostIn(
          row,
          sweep.filter(({ lagMinutes }) => lagMinutes === lag),
        ),
    })),
    { head: 'as delivered', cell: (row) => lostIn(row, sweepDelivered) },
  ];
  return `Share of the alerts lost when records arrive so late, by the first ${SWEPT_DOCUMENTS} documents of each rule:\n${tableText(columns, rows)}`;
}

type Row = Pick<SweepFigures, 'clock' | 'lookbackMinutes'>;
type Cell = Omit<SweepFigures, 'lagMinutes'>;

function rowName({ clock, lookbackMinutes }: Row): string {
  const isHours = lookbackMinutes % 60 === 0;
  return `${clock}, now-${isHours ? `${lookbackMinutes / 60}h` : `${lookbackMinutes}m`}`;
}
