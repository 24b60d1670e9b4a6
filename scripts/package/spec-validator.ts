import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../base/cache-folder';
import { goProgram } from './go-program';

const run = promisify(execFile);

const MOST_OUTPUT = 64 * 1024 * 1024;

/** What Elastic's validator said of one package, as scripts/package/spec-validator/main.go prints it. */
export interface SpecFinding {
  /** The path that was validated. */
  readonly package: string;
  readonly severity: 'error' | 'warning';
  /** The validator's code, e.g. `SVR00006`; most findings have none. */
  readonly code: string;
  readonly message: string;
}

/** Elastic's package-spec validator: asked about package folders and zip files (those end in `.zip`). */
export type SpecValidator = (paths: readonly string[]) => Promise<readonly SpecFinding[]>;

/**
 * The validator, built by Go when it is first needed.
 *
 * @param root the checkout, which holds its sources
 * @throws EngineError `GO_MISSING`, `GO_BUILD_FAILED`
 */
export async function specValidator(
  root: string,
  env: Readonly<Record<string, string | undefined>>,
  progress: (message: string) => void,
): Promise<SpecValidator> {
  const folder = join(root, 'scripts', 'package', 'spec-validator');
  const program = await goProgram({ name: 'spec-validator', folder }, cacheFolder(env), env, progress);
  return async (paths) => {
    const { stdout } = await run(program, [...paths], { maxBuffer: MOST_OUTPUT });
    return JSON.parse(stdout) as SpecFinding[];
  };
}
