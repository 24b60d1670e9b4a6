import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from '../../scripts/base/zod';
import { cacheFolder } from '../../scripts/base/cache-folder';

const REQUIREMENTS = join(__dirname, 'requirements.txt');
const PROGRAM = join(__dirname, 'convert.py');

const conversionSchema = z.strictObject({
  /** By file name. */
  files: z.record(z.string(), z.strictObject({ queries: z.array(z.string()), issues: z.array(z.string()) })),
  /** What shows in all files together only, such as an id that two rules have. */
  issues: z.array(z.string()),
});

export type Conversion = z.infer<typeof conversionSchema>;

/** What pySigma says about rules, and their Lucene queries; `files` are texts by file name. */
export function convertSigma(files: ReadonlyMap<string, string>): Conversion {
  const input = JSON.stringify(Object.fromEntries(files));
  return conversionSchema.parse(JSON.parse(run(python(), [PROGRAM], input)));
}

/** The interpreter of a virtual environment with the required packages; it is made once and kept in the cache. */
function python(): string {
  const version = run('python3', ['--version']);
  const required = createHash('sha256').update(version).update(readFileSync(REQUIREMENTS)).digest('hex');
  const folder = join(cacheFolder(process.env), `pysigma-${required.slice(0, 12)}`);
  const interpreter = join(folder, 'bin', 'python');
  const complete = join(folder, 'complete');
  if (existsSync(complete)) return interpreter;
  // A virtual environment holds its own path, so it cannot be made elsewhere and renamed.
  rmSync(folder, { recursive: true, force: true });
  run('python3', ['-m', 'venv', folder]);
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input', '--no-deps'];
  run(interpreter, [...pip, '--requirement', REQUIREMENTS]);
  run(interpreter, ['-m', 'pip', 'check', '--disable-pip-version-check']);
  writeFileSync(complete, '');
  return interpreter;
}

/** Standard output of a program. Throws, with what it wrote, where it is not there or fails. */
function run(program: string, args: readonly string[], input = ''): string {
  const result = spawnSync(program, args, { input, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (result.error === undefined && result.status === 0) return result.stdout;
  const why = result.error?.message ?? `${result.stderr}${result.stdout}`;
  throw new Error(
    `“${[program, ...args].join(' ')}” failed: ${why.trim()}\n` +
      'The Sigma rules are not checked without Python ≥ 3.10 with venv and pip (Debian: python3, python3-venv) and a package index.',
  );
}
