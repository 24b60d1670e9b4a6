/**
 * Runs the compiled collector in a process of its own, so that it can be killed: `node child.ts <file>`, the file a ChildTask as
 * JSON. Node itself strips the types, so that it starts at once; it can load what is compiled, but no other file of types.
 */
import type { Logger, pino as Pino } from 'pino';
import type * as Collect from '../../scripts/collect';
import type { ChildTask, FromChild, ToChild } from './child-task';

async function main(file: string): Promise<void> {
  const { readFileSync } = process.getBuiltinModule('node:fs');
  const load = process.getBuiltinModule('node:module').createRequire(__filename);
  const task = JSON.parse(readFileSync(file, 'utf8')) as ChildTask;
  const { runCollector, Secret } = load(task.collector) as typeof Collect;
  const { pino } = load('pino') as { pino: typeof Pino };
  const logger: Logger = pino({ level: task.level }, pino.destination({ fd: 1, sync: true }));
  const { base, origin, speed } = task.clock;
  let { jumped } = task.clock;
  process.on('message', (message: ToChild) => {
    ({ jumped } = message);
  });
  process.channel?.unref();
  // Whoever started it is gone.
  process.on('disconnect', () => process.exit(1));
  const passed = (): number => (performance.timeOrigin + performance.now() - origin) * speed;
  const stop = new AbortController();
  process.once('SIGTERM', () => stop.abort());
  const secret = (env: string) => new Secret({ env }, process.env);
  const { tenants, elasticsearch, ...rest } = task.config;
  const { stuck } = await runCollector(
    {
      ...rest,
      tenants: tenants.map((tenant) => ({ ...tenant, clientSecret: secret('PROVE_CLIENT_SECRET') })),
      elasticsearch: { ...elasticsearch, apiKey: secret('PROVE_API_KEY') },
    },
    {
      clock: { now: () => Math.floor(base + passed() + jumped), sleep: sleeper(speed) },
      steady: { now: passed, sleep: sleeper(speed) },
      logger,
      signal: stop.signal,
      once: task.once,
      random: Math.random,
      version: '0.0.1',
    },
  );
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const cpuSeconds = (userCPUTime + systemCPUTime) / 1e6;
  const result: FromChild = { stuck, peakMegabytes: maxRSS / 1024, cpuSeconds };
  process.send?.(result);
}

/** Sleeps so many times shorter than it is told. */
function sleeper(speed: number): (milliseconds: number, signal?: AbortSignal) => Promise<void> {
  return (milliseconds, signal) =>
    new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, Math.min(milliseconds / speed, 2 ** 31 - 1));
      if (signal?.aborted === true) done();
      else signal?.addEventListener('abort', done);
    });
}

void main(process.argv[2] ?? '');
