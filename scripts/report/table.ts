import pc from 'picocolors';

export interface TextColumn<Row> {
  readonly head: string;
  readonly cell: (row: Row) => string;
}

/** A line is no wider than this: it fits a terminal of the usual width, also beside others. */
const WIDTH = 120;

/** As narrow as the first column becomes. */
const LEAST = 16;

/**
 * Rows as text: the first column at the left, cut in its middle where the line would be too wide, the others at the
 * right.
 */
export function tableText<Row>(columns: readonly TextColumn<Row>[], rows: readonly Row[]): string {
  const lines = [columns.map(({ head }) => head), ...rows.map((row) => columns.map(({ cell }) => cell(row)))];
  const widths = columns.map((_, place) => Math.max(...lines.map((cells) => cells[place]?.length ?? 0)));
  const others = widths.slice(1).reduce((sum, width) => sum + width + 1, 0);
  const first = Math.min(widths[0] ?? 0, Math.max(LEAST, WIDTH - others));
  const texts = lines.map(([name = '', ...cells]) =>
    [
      cutInMiddle(name, first).padEnd(first),
      ...cells.map((cell, place) => cell.padStart(widths[place + 1] ?? 0)),
    ].join(' '),
  );
  return texts.map((text, place) => (place === 0 ? pc.dim(text) : text)).join('\n');
}

/** Both ends of a name tell more than its middle: slugs begin with the service and end with the special case. */
function cutInMiddle(text: string, width: number): string {
  if (text.length <= width) return text;
  const end = Math.floor((width - 1) / 2);
  return `${text.slice(0, width - 1 - end)}…${text.slice(text.length - end)}`;
}
