import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Runs a program that may use `onInterrupt`, sends it a signal when it says "ready", and tells how it ended. */
async function run(program: string, signal?: NodeJS.Signals): Promise<{ code: number | null; said: string }> {
  const child = spawn(
    process.execPath,
    [
      ...['-r', 'ts-node/register/transpile-only', '-e'],
      `const { onInterrupt } = require(${JSON.stringify(join(__dirname, 'on-interrupt'))});
       const later = (word) => async () => { await new Promise(setImmediate); console.log(word); };
       setInterval(() => {}, 1000);
       ${program}
       console.log('ready');`,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  const collect = (chunk: Buffer): void => {
    said += chunk.toString();
    if (signal !== undefined && said.endsWith('ready\n')) child.kill(signal);
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

describe('cleaning up after an interruption', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('waits for everything that is to be cleaned up on %s', async (signal, exitCode) => {
    const { code, said } = await run("onInterrupt(later('one')); onInterrupt(later('two'));", signal);
    expect({ code, said }).toEqual({ code: exitCode, said: 'ready\none\ntwo\n' });
  });

  it('does not let one failure keep the rest from being cleaned up', async () => {
    const failing = "onInterrupt(() => Promise.reject(new Error('no'))); onInterrupt(later('two'));";
    expect(await run(failing, 'SIGINT')).toEqual({ code: 130, said: 'ready\ntwo\n' });
  });

  it('cleans up after a crash, and still tells of it', async () => {
    const { code, said } = await run(
      "onInterrupt(later('one')); setImmediate(() => { throw new Error('crashed'); });",
    );
    expect(code).toBe(1);
    expect(said).toContain('Error: crashed');
    expect(said).toContain('one\n');
  });

  it('leaves the process to itself when there is nothing to clean up any more', async () => {
    expect(await run("onInterrupt(later('one'))();", 'SIGINT')).toEqual({ code: null, said: 'ready\n' });
  });
});
