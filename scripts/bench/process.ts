import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './figure';

export interface ProcessFigures {
  /** Median over the runs, start of the process included. */
  readonly wallMilliseconds: number;
  /** Largest resident set of any run, in MB. */
  readonly peakMegabytes: number;
}

/** Runs a Node program several times as a whole process; throws when a run does not exit with 0. */
export function runProcess(args: readonly string[], runs: number, cwd = process.cwd()): ProcessFigures {
  const folder = mkdtempSync(join(tmpdir(), 'rulepack-bench-'));
  try {
    const report = join(folder, 'peak');
    const samples = Array.from({ length: runs }, () => {
      const started = performance.now();
      const { status, stderr } = spawnSync(
        process.execPath,
        ['--require', require.resolve('./report-peak'), ...args],
        {
          cwd,
          encoding: 'utf8',
          env: { ...process.env, RULEPACK_BENCH_PEAK: report },
        },
      );
      const wall = performance.now() - started;
      if (status !== 0) throw new Error(`${args.join(' ')} ended with ${String(status)}: ${stderr}`);
      return { wall, peak: Number(readFileSync(report, 'utf8')) };
    });
    return {
      wallMilliseconds: median(samples.map(({ wall }) => wall)),
      peakMegabytes: Math.max(...samples.map(({ peak }) => peak)),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
