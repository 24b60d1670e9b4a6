import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { getContainerRuntimeClient } from 'testcontainers';
import { testedEngine } from './shared-server';

/** Starts the engine as the command line does, says so, and works on. */
const PROGRAM = `
const { createEngine } = require(${JSON.stringify(resolve(__dirname, '../../lib/scripts/engine'))});
createEngine(process.argv[1]).start().then(
  () => { console.log('started'); setInterval(() => {}, 1000); },
  (error) => { console.error(error); process.exitCode = 3; },
);`;

/** Longest time until everything that was started is gone, milliseconds. */
const PATIENCE = 15_000;

async function containers(): Promise<readonly string[]> {
  const { container } = await getContainerRuntimeClient();
  return (await container.list()).map(({ Id }) => Id).sort();
}

/** Command lines of the processes that mention a folder. */
function processesOf(folder: string): readonly string[] {
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return command.includes(folder) ? [command] : [];
    } catch {
      return [];
    }
  });
}

(testedEngine() === 'url' ? describe.skip : describe)(
  'a process that is interrupted while its engine runs',
  () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'interrupt-test-'));
      // The server may run as another user.
      chmodSync(folder, 0o755);
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    it.each([
      ['Ctrl-C', 'SIGINT', 130],
      ['being killed', 'SIGKILL', null],
    ] as const)('leaves no process, container or file behind after %s', async (_what, signal, exitCode) => {
      const inContainer = testedEngine() === 'container';
      const before = inContainer ? await containers() : [];
      const child = spawn(process.execPath, ['-e', PROGRAM, testedEngine()], {
        env: { ...process.env, TMPDIR: folder },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [said] = (await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])) as [Buffer];
      expect(said.toString()).toBe('started\n');
      const isRunning = async (): Promise<boolean> =>
        inContainer
          ? (await containers()).join() !== before.join()
          : processesOf(folder).length > 0 || readdirSync(folder).length > 0;
      expect(await isRunning()).toBe(true);

      child.kill(signal);
      const [code] = (await once(child, 'exit')) as [number | null];

      expect(code).toBe(exitCode);
      const end = performance.now() + PATIENCE;
      while ((await isRunning()) && performance.now() < end) await pause(100);
      expect(await isRunning()).toBe(false);
    });
  },
);
