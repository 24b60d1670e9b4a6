import type * as ChildProcess from 'node:child_process';
import { ContentError } from './errors';
import { lazyModule } from './lazy-module';

const childProcess = lazyModule('node:child_process') as () => typeof ChildProcess;

/**
 * What git prints for a command in a checkout. Throws ContentError `CALL_BAD_REF` where git refuses the ref, naming the
 * option that it came from, e.g. `--changed`.
 */
export function gitOutput(
  root: string,
  args: readonly string[],
  asked: { readonly ref: string; readonly option: string },
): string {
  try {
    return childProcess().execFileSync('git', ['-C', root, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const { stderr } = error as { stderr?: string | Buffer };
    const [reason = ''] = String(stderr ?? error)
      .trim()
      .split('\n');
    throw new ContentError({
      code: 'CALL_BAD_REF',
      message: `git cannot compare with “${asked.ref}”: ${reason}`,
      found: asked.ref,
      hint: `Name a commit, a branch or a tag of this checkout, e.g. ${asked.option} main.`,
    });
  }
}
