import type { Figure } from './figure';
import { runProcess } from './process';

const SHORT = 20_000;
const LONG = 100_000;

/** Peak memory of a process that matches a stream of NDJSON, beside that of a stream a fifth as long. */
export function memoryFigures(root: string): Figure[] {
  const program = require.resolve('./match-stream');
  const peak = (records: number): number =>
    runProcess([program, root, String(records)], 1, root).peakMegabytes;
  return [
    {
      name: `matching ${LONG.toLocaleString('en-US')} streamed records, peak memory`,
      value: peak(LONG),
      unit: 'MB',
      baseline: { name: `${SHORT.toLocaleString('en-US')} records`, value: peak(SHORT) },
    },
  ];
}
