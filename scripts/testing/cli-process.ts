import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { CLI, COMPILE_CACHE, colourless } from './compiled-cli';
import type { CommandResult } from './compiled-cli';

/** How a process ended. */
export interface CliEnd extends CommandResult {
  readonly signal: NodeJS.Signals | null;
}

/** The compiled command line in a process of its own, beside the test. */
export class CliProcess {
  readonly ended: Promise<CliEnd>;
  readonly #child: ChildProcess;
  #stdout = '';
  #stderr = '';

  /** @param env besides that of the test, without colours; undefined takes a variable away */
  constructor(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    const child = spawn(process.execPath, [CLI, ...args], {
      env: colourless({ ...COMPILE_CACHE, ...env }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    child.stdout.setEncoding('utf8').on('data', (text: string) => (this.#stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.#stderr += text));
    this.ended = new Promise((ended, failed) => {
      child.on('error', failed).on('close', (exitCode, signal) => {
        ended({ exitCode, signal, stdout: this.#stdout, stderr: this.#stderr });
      });
    });
  }

  kill(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): void {
    this.#child.kill(signal);
  }

  /** Comes back when standard output has such a text. Throws when the process ends without one. */
  async says(text: RegExp): Promise<void> {
    while (!text.test(this.#stdout)) {
      const more = new Promise((heard) => this.#child.stdout?.once('data', heard));
      const ended = await Promise.race([more.then(() => undefined), this.ended]);
      if (ended === undefined || text.test(this.#stdout)) continue;
      throw new Error(
        `it ended (${String(ended.exitCode)}) without ${String(text)}:\n${this.#stdout}${ended.stderr}`,
      );
    }
  }
}
