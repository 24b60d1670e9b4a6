import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { collectorFlags } from '../../scripts/testing/collector-flags';
import { COMPILE_CACHE } from '../../scripts/testing/compiled-cli';
import type { ChildTask, FromChild, ToChild } from './child-task';

/** How a run of the collector ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Undefined where it did not come to its end. */
  readonly result: FromChild | undefined;
  /** The most that was seen resident, MB; from /proc where the process was killed. */
  readonly peakMegabytes: number;
  readonly errors: string;
}

export interface Secrets {
  readonly clientSecret: string;
  readonly apiKey: string;
}

/** A line of the collector's log. */
export type LogLine = Readonly<Record<string, unknown>> & { readonly level: number; readonly msg?: string };

const COMPILED = resolve(__dirname, '../../lib/scripts/collect/index.js');
/** Of standard error. */
const KEPT = 1000;

/** The collector in a process of its own. */
export class CollectorProcess {
  readonly #child: ChildProcess;
  readonly ended: Promise<Ended>;
  #killed = false;

  constructor(
    task: Omit<ChildTask, 'collector'>,
    { clientSecret, apiKey }: Secrets,
    private readonly onLine: (line: LogLine) => void,
  ) {
    const folder = mkdtempSync(join(tmpdir(), 'o365-child-'));
    const file = join(folder, 'task.json');
    const collector = process.env['PROVE_COLLECTOR'] ?? COMPILED;
    writeFileSync(file, JSON.stringify({ ...task, collector } satisfies ChildTask));
    this.#child = fork(join(__dirname, 'child.ts'), [file], {
      // As `npm run collect` calls it.
      execArgv: collectorFlags(),
      env: { ...process.env, ...COMPILE_CACHE, PROVE_CLIENT_SECRET: clientSecret, PROVE_API_KEY: apiKey },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.ended = this.#watch().finally(() => rmSync(folder, { recursive: true, force: true }));
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Whether it was told to end. */
  get killed(): boolean {
    return this.#killed;
  }

  /** At once and without a chance to do anything, or so that it may finish what it does. */
  kill(signal: 'SIGKILL' | 'SIGTERM'): void {
    this.#killed = true;
    this.#child.kill(signal);
  }

  /** Its time of day jumps: from now on it is set ahead by so much altogether. */
  jump(jumped: number): void {
    if (this.#child.connected) this.#child.send({ jumped } satisfies ToChild, () => undefined);
  }

  async #watch(): Promise<Ended> {
    const child = this.#child;
    let result: FromChild | undefined;
    let errors = '';
    let peak = 0;
    child.on('message', (message) => {
      result = message as FromChild;
    });
    child.stderr?.on('data', (text: Buffer) => {
      errors = (errors + text.toString()).slice(0, KEPT);
    });
    if (child.stdout) createInterface(child.stdout).on('line', (text) => this.#take(text));
    const sampled = setInterval(() => {
      peak = Math.max(peak, residentMegabytes(child.pid ?? 0));
    }, 100);
    const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((done, failed) => {
      child.on('error', failed);
      child.on('close', (status, by) => done([status, by]));
    });
    clearInterval(sampled);
    return { code, signal, result, peakMegabytes: Math.max(peak, result?.peakMegabytes ?? 0), errors };
  }

  #take(text: string): void {
    let line: LogLine;
    try {
      line = JSON.parse(text) as LogLine;
    } catch {
      line = { level: 60, msg: `no line of a log: ${text}` };
    }
    this.onLine(line);
  }
}

/** 0 where the system does not say. */
function residentMegabytes(pid: number): number {
  try {
    const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) / 1024;
  } catch {
    return 0;
  }
}
