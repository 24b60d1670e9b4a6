import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createEngine } from '../engine';
import type { EngineName } from '../engine/engine';
import type { Figure } from './figure';
import { median } from './figure';
import { runProcess } from './process';
import { syntheticPack } from './synthetic-pack';

const SYNTHETIC_RULES = 1000;

/** As `npm run verify` calls it: a small young generation, since nearly all that a proof allocates is short-lived. */
const cli = (root: string): string[] => ['--max-semi-space-size=4', join(root, 'lib', 'scripts', 'cli.js')];

/** Proving as a user does it: whole processes, start included. */
export function proofFigures(root: string): Figure[] {
  const node = runProcess(['-e', '0'], 7);
  const proof = runProcess([...cli(root), 'verify'], 7, root);
  return [
    {
      name: 'proving the pack, embedded, wall time with start',
      value: proof.wallMilliseconds / 1000,
      unit: 's',
      baseline: { name: 'node -e 0', value: node.wallMilliseconds / 1000 },
      target: { limit: 1, kind: 'at most' },
    },
    {
      name: 'proving the pack, embedded, peak memory',
      value: proof.peakMegabytes,
      unit: 'MB',
      baseline: { name: 'node -e 0', value: node.peakMegabytes },
      target: { limit: 200, kind: 'at most' },
    },
  ];
}

/** The mutants of every rule, by as many threads as there are cores. */
export function mutationFigures(root: string): Figure[] {
  const proof = runProcess([...cli(root), 'verify'], 3, root);
  const mutation = runProcess([...cli(root), 'mutate', '--rule', '*'], 3, root);
  return [
    {
      name: `mutants of all rules, ${availableParallelism()} cores`,
      value: mutation.wallMilliseconds / 1000,
      unit: 's',
      baseline: { name: 'proving the pack', value: proof.wallMilliseconds / 1000 },
      target: { limit: 10, kind: 'at most' },
    },
  ];
}

/** What a rule costs among a thousand, beside what it costs among a hundred. */
export function syntheticFigures(root: string): Figure[] {
  const seconds = (rules: number): number => {
    const folder = syntheticPack(root, rules);
    try {
      return runProcess([...cli(root), 'verify'], 1, folder).wallMilliseconds / 1000;
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
  const few = seconds(SYNTHETIC_RULES / 10);
  return [
    {
      name: `proving ${SYNTHETIC_RULES} synthetic rules × 10 cases`,
      value: seconds(SYNTHETIC_RULES),
      unit: 's',
      baseline: { name: `10 × ${SYNTHETIC_RULES / 10} rules`, value: few * 10 },
      target: { limit: 5, kind: 'at most' },
    },
  ];
}

/** A proof on a real Elasticsearch beside booting and stopping the same one. */
export async function engineFigures(root: string, name: EngineName): Promise<Figure[]> {
  await bootOnce(name);
  const boots: number[] = [];
  const proofs: number[] = [];
  for (let round = 0; round < 3; round++) {
    boots.push(await bootOnce(name));
    proofs.push(runProcess([...cli(root), 'verify', '--engine', name], 1, root).wallMilliseconds / 1000);
  }
  const ratios = proofs.map((proof, round) => proof / (boots[round] ?? Number.NaN));
  const figure = {
    name: `proving the pack, ${name}, wall time`,
    value: median(proofs),
    unit: 's',
    baseline: { name: 'booting and stopping it', value: median(boots) },
  };
  const ratio = { name: 'the same as a ratio, pair by pair', value: median(ratios), unit: '×' };
  return [figure, { ...ratio, target: { limit: 1.25, kind: 'at most' } }];
}

/** Seconds from start to answering and stopped again. */
async function bootOnce(name: EngineName): Promise<number> {
  const started = performance.now();
  await using engine = await createEngine(name).start();
  await engine.install([]);
  return (performance.now() - started) / 1000;
}
