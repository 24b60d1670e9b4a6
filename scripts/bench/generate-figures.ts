import { devNull } from 'node:os';
import { join } from 'node:path';
import { generateLog, readProfile, writeFile } from '../generate';
import type { Emission } from '../generate';
import type { Figure } from './figure';
import { median } from './figure';
import { runProcess } from './process';

const USERS = 1000;
const RECORDS = 200_000;
const ROUNDS = 3;
const PREPARED = 20_000;

const SHORT_DAYS = 2;
const LONG_DAYS = 5 * SHORT_DAYS;

/** A made-up log written as NDJSON, beside the same number of records that need only be written. */
export async function generateFigures(root: string): Promise<Figure[]> {
  const log = generateLog(readProfile(undefined, { users: USERS }));
  const prepared = [...first(PREPARED, log)];
  // Both once before they are timed: V8 compiles what it has seen often enough.
  await perSecond(log);
  await perSecond(repeated(prepared));
  const generated: number[] = [];
  const written: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    generated.push(await perSecond(log));
    written.push(await perSecond(repeated(prepared)));
  }
  return [
    {
      name: `making up the log of ${USERS} users, NDJSON on one core`,
      value: median(generated),
      unit: 'records/s',
      baseline: { name: 'writing prepared records', value: median(written) },
      target: { limit: 100_000, kind: 'at least' },
    },
    peakFigure(root),
  ];
}

/** Peak memory of the command for a log, beside that for a fifth of the days. */
function peakFigure(root: string): Figure {
  // As `npm run generate` calls it: V8 would otherwise let the garbage of what has arrived pile up.
  const flags = ['--max-semi-space-size=8', '--heap-growing-percent=50'];
  const cli = [...flags, join(root, 'lib', 'scripts', 'cli.js')];
  const peak = (days: number): number => {
    const call = ['generate', '--users', String(USERS), '--days', String(days), '--out', devNull];
    return runProcess([...cli, ...call], 1, root).peakMegabytes;
  };
  return {
    name: `making up ${LONG_DAYS} days of ${USERS} users, peak memory`,
    value: peak(LONG_DAYS),
    unit: 'MB',
    baseline: { name: `${SHORT_DAYS} days`, value: peak(SHORT_DAYS) },
    target: { limit: 200, kind: 'at most' },
  };
}

async function perSecond(emissions: Iterable<Emission>): Promise<number> {
  const started = performance.now();
  const { records } = await writeFile(devNull, first(RECORDS, emissions));
  return (1000 * records) / (performance.now() - started);
}

function* first(count: number, emissions: Iterable<Emission>): Generator<Emission> {
  let left = count;
  for (const emission of emissions) {
    if (left-- === 0) return;
    yield emission;
  }
}

function* repeated(emissions: readonly Emission[]): Generator<Emission> {
  for (;;) yield* emissions;
}
