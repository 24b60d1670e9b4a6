import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

describe('the watchdog', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'watchdog-test-'));
    file = join(folder, 'done by the watchdog');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Runs a program whose watchdog is to make a file, and ends it by a signal once it says "ready". */
  const run = async (program: string): Promise<void> => {
    const child = spawn(
      process.execPath,
      [
        ...['-r', 'ts-node/register/transpile-only', '-e'],
        `const { atEndOfProcess } = require(${JSON.stringify(join(__dirname, 'watchdog'))});
         const dismiss = atEndOfProcess('touch "$1"', [${JSON.stringify(file)}]);
         ${program}
         setTimeout(() => console.log('ready'), 50);
         setInterval(() => {}, 1000);`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await once(child.stdout, 'data');
    expect(existsSync(file)).toBe(false);
    child.kill('SIGKILL');
    await once(child, 'close');
  };
  const appears = async (): Promise<boolean> => {
    for (let look = 0; look < 20 && !existsSync(file); look += 1) await pause(50);
    return existsSync(file);
  };

  it('does its work after the process was killed, which the process itself cannot', async () => {
    await run('');
    expect(await appears()).toBe(true);
  });

  it('does nothing once it was dismissed', async () => {
    await run('dismiss();');
    expect(await appears()).toBe(false);
  });
});
