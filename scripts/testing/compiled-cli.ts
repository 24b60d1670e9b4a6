import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The compiled command line: `npm run compile` makes it. */
export const CLI = resolve(__dirname, '..', '..', 'lib', 'scripts', 'cli.js');

/** Node keeps what it compiled, so that the next process starts sooner. */
export const COMPILE_CACHE = { NODE_COMPILE_CACHE: join(tmpdir(), 'o365-compile-cache') };

/** What a command did. */
export interface CommandResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The environment of the test, without colours, and what is given; undefined takes a variable away. */
export function colourless(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, ...env };
}
