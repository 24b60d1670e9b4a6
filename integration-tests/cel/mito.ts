import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../../scripts/base/cache-folder';
import { goProgram } from '../../scripts/package/go-program';

const run = promisify(execFile);

/** What a failed child process leaves. */
interface ProcessFailure {
  readonly killed?: boolean;
  readonly stdout?: string;
  readonly stderr?: string;
}

/**
 * The path of Elastic's CEL evaluator, built from its Go module by the first caller.
 *
 * @throws EngineError that says what is missing: a suite that needs it fails, and is never skipped.
 */
export function buildMito(env: Readonly<Record<string, string | undefined>>): Promise<string> {
  const mito = { name: 'mito', folder: join(__dirname, 'mito'), package: 'github.com/elastic/mito/cmd/mito' };
  return goProgram(mito, cacheFolder(env), env, (message) => process.stderr.write(`${message}\n`));
}

/** What mito printed: the state after each evaluation, and why it stopped if it did not come to an end. */
export interface MitoRun {
  readonly states: readonly string[];
  readonly failure: string | undefined;
}

/** Runs a CEL program as often as it wants more. */
export async function runMito(mito: string, state: string, program: string): Promise<MitoRun> {
  // mito compiles the program for every evaluation; less garbage collection halves that.
  const options = { timeout: 60_000, maxBuffer: 64 * 1024 * 1024, env: { ...process.env, GOGC: '800' } };
  try {
    const { stdout } = await run(mito, ['-data', state, program], options);
    return { states: printedObjects(stdout), failure: undefined };
  } catch (error) {
    const { stdout, stderr, killed } = error as ProcessFailure;
    if (killed === true || stdout === undefined) throw error;
    return { states: printedObjects(stdout), failure: stderr ?? '' };
  }
}

/** mito prints indented objects one after another; only their ends are a brace at the left margin. */
function printedObjects(text: string): string[] {
  return text.match(/^\{\n[^]*?^\}$/gm) ?? [];
}
