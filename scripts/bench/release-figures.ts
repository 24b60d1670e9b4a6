import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure } from './figure';
import { runProcess } from './process';

const RUNS = 5;

/** What a maintainer waits for before a release: whole processes, start included. */
export function releaseFigures(root: string): Figure[] {
  const cli = join(root, 'lib', 'scripts', 'cli.js');
  const folder = mkdtempSync(join(tmpdir(), 'rulepack-bench-release-'));
  try {
    const node = { name: 'node -e 0', value: runProcess(['-e', '0'], RUNS).wallMilliseconds / 1000 };
    const lint = runProcess([cli, 'lint'], RUNS, root);
    // As `npm run release` calls it: a small young generation, since nearly all that it allocates is short-lived.
    const call = ['--max-semi-space-size=4', cli, 'release', '--out', join(folder, 'dist')];
    const release = runProcess(call, RUNS, root);
    const figure = (name: string, milliseconds: number, limit: number): Figure => ({
      name: `${name}, wall time with start`,
      value: milliseconds / 1000,
      unit: 's',
      baseline: node,
      target: { limit, kind: 'at most' },
    });
    return [
      figure('lint of the pack', lint.wallMilliseconds, 1),
      figure('release of the pack', release.wallMilliseconds, 3),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
