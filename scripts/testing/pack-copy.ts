import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CLI, colourless } from './compiled-cli';
import type { CommandResult } from './compiled-cli';

const ROOT = resolve(__dirname, '..', '..');

/** A small copy of the pack in a temporary folder, with one rule unless more are named, that a test may spoil. */
export class PackCopy implements Disposable {
  readonly root = mkdtempSync(join(tmpdir(), 'o365-rulepack-'));

  constructor(slugs: readonly string[] = ['exo-management-role-assignment']) {
    for (const folder of ['package-content', 'fixtures/cases', 'fixtures/mutants', 'docs/coverage.json']) {
      cpSync(join(ROOT, folder), join(this.root, folder), {
        recursive: true,
        filter: (path) =>
          !/[\\/](rules|cases)[\\/][^\\/]+[\\/]/.test(path) ||
          slugs.some((slug) => path.endsWith(`${slug}.yml`)),
      });
    }
  }

  read(file: string): string {
    return readFileSync(join(this.root, file), 'utf8');
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.root, file), text);
  }

  /** Replaces text in a file; a text that is not there fails the test instead of testing nothing. */
  edit(file: string, search: string | RegExp, replacement: string): void {
    const before = this.read(file);
    const after = before.replace(search, replacement);
    if (after === before) throw new Error(`${file} does not hold ${String(search)}`);
    this.write(file, after);
  }

  /** Runs the compiled command line in the copy, without colours. */
  run(...args: string[]): CommandResult {
    return runCli(this.root, args);
  }

  [Symbol.dispose](): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** Runs the compiled command line in a folder. */
export function runCli(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): CommandResult {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    cwd,
    encoding: 'utf8',
    env: colourless(env),
  });
  return { exitCode: status, stdout, stderr };
}
