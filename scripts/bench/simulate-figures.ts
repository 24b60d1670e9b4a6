import { availableParallelism, devNull } from 'node:os';
import { join } from 'node:path';
import type { Figure } from './figure';
import { runProcess } from './process';
import type { ProcessFigures } from './process';

const USERS = 1000;
const FEW_DAYS = 3;
const ALL_DAYS = 30;

/** The whole pack over a made-up log, beside making up the same log alone: whole processes, start included. */
export function simulateFigures(root: string): Figure[] {
  const run = (command: 'generate' | 'simulate', days: number): ProcessFigures => {
    const call = [command, '--users', String(USERS), '--days', String(days), '--out', devNull];
    return runProcess([join(root, 'lib', 'scripts', 'cli.js'), ...call], 1, root);
  };
  const measured = [FEW_DAYS, ALL_DAYS].map((days) => ({
    days,
    generated: run('generate', days),
    simulated: run('simulate', days),
  }));
  const [few, all] = measured;
  return [
    ...measured.map(({ days, generated, simulated }): Figure => {
      const figure = {
        name: `simulating ${days} days of ${USERS} users, ${availableParallelism()} cores`,
        value: simulated.wallMilliseconds / 1000,
        unit: 's',
        baseline: { name: 'making up the log alone', value: generated.wallMilliseconds / 1000 },
      };
      return days === ALL_DAYS ? { ...figure, target: { limit: 60, kind: 'at most' } } : figure;
    }),
    {
      name: `simulating ${ALL_DAYS} days of ${USERS} users, peak memory`,
      value: all?.simulated.peakMegabytes ?? Number.NaN,
      unit: 'MB',
      baseline: { name: `${FEW_DAYS} days`, value: few?.simulated.peakMegabytes ?? Number.NaN },
    },
  ];
}
