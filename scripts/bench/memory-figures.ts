import type { Figure } from './figure';
import { runProcess } from './process';

const SHORT = 20_000;
const LONG = 100_000;

/** Peak memory of a process that matches a stream of NDJSON, beside that of a stream a fifth as long. */
export function memoryFigures(root: string): Figure[] {
  const program = require.resolve('./match-stream');
  // With room for garbage V8 lets it lie; a heap of 64 MB shows what is really needed, and ends a run that leaks.
  const flags = ['--max-semi-space-size=4', '--max-old-space-size=64'];
  const peak = (records: number): number =>
    runProcess([...flags, program, root, String(records)], 1, root).peakMegabytes;
  return [
    {
      name: `matching ${LONG.toLocaleString('en-US')} streamed records, peak memory`,
      value: peak(LONG),
      unit: 'MB',
      baseline: { name: `${SHORT.toLocaleString('en-US')} records`, value: peak(SHORT) },
    },
  ];
}
