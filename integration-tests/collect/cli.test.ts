import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import type { CliProcess } from '../../scripts/testing/cli-process';
import { until } from '../../scripts/testing/until';
import { CliScene, logOf } from './cli-scene';
import { TargetServer } from './target';

let target: TargetServer;
let scene: CliScene;

beforeAll(async () => {
  target = await TargetServer.open();
});
beforeEach(async () => {
  scene = await CliScene.set(target, 'cli');
});
afterEach(() => scene[Symbol.asyncDispose]());
afterAll(() => target[Symbol.asyncDispose]());

const storedIds = async (): Promise<string[]> => (await scene.namespace.stored()).map(({ id }) => id).sort();

test('--check finds nothing wrong, and changes nothing', async () => {
  const { exitCode, stdout } = await scene.collect(['--check', '--json']);
  const { findings } = JSON.parse(stdout) as { findings: { level: string; what: string }[] };
  expect(findings.filter(({ level }) => level !== 'ok')).toEqual([]);
  expect(findings.map(({ what }) => what).join('\n')).toContain('the key may write all that');
  expect(exitCode).toBe(0);
  expect(await storedIds()).toEqual([]);
});

test('--once reads what there is and ends with 0; called again, it reads what came since', async () => {
  const first = scene.publish({}, {}, {});
  const once = await scene.collect(['--once', '--json']);
  expect({ ...once, stdout: '' }).toMatchObject({ exitCode: 0, stderr: '' });
  expect(logOf(once).at(-1)).toMatchObject({ level: 'info', msg: 'ended', stuck: 0 });
  expect(await storedIds()).toEqual(first);
  const since = scene.publish({}, {});
  expect(await scene.collect(['--once'])).toMatchObject({ exitCode: 0 });
  expect(await storedIds()).toEqual([...first, ...since].sort());
  const [request] = scene.api.asked('blob');
  expect(scene.api.asked('blob').filter(({ id }) => id === request?.id)).toHaveLength(1);
});

/** It began to collect and wrote so many records. */
async function written(running: CliProcess, count: number): Promise<void> {
  await running.says(/"msg":"collecting"/);
  await until(async () => (await storedIds()).length >= count, `${count} records are written`, 60_000);
}

test('SIGTERM ends it in order; a second collector on the state ends at once; nothing is there twice', async () => {
  const first = scene.publish({}, {});
  const running = scene.start([]);
  await written(running, 2);
  const second = await scene.collect([]);
  expect(second).toMatchObject({ exitCode: 2, stdout: '' });
  expect(second.stderr).toMatch(/STATE_IN_USE/);
  expect(second.stderr).toMatch(
    /Two collectors cannot share a state: end the other one, or give each its own/,
  );
  expect((await scene.collect(['--check'])).stdout).toMatch(/WARNING state: .* in use by another process/);
  running.kill('SIGTERM');
  const ended = await running.ended;
  expect(ended).toMatchObject({ exitCode: 0, signal: null, stderr: '' });
  expect(logOf(ended).at(-1)).toMatchObject({ msg: 'ended', stuck: 0 });
  const check = await scene.collect(['--check']);
  expect(check.stdout).toContain('state: the state can be used');
  const since = scene.publish({});
  expect(await scene.collect(['--once'])).toMatchObject({ exitCode: 0 });
  expect(await storedIds()).toEqual([...first, ...since].sort());
});

test('a second SIGINT ends it at once, while Elasticsearch does not answer', async () => {
  const sockets: Socket[] = [];
  const silent = createServer((socket) => sockets.push(socket));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = silent.address() as AddressInfo;
    scene.configure({ elasticsearch: { url: `http://127.0.0.1:${port}` } });
    const ids = scene.publish({}, {});
    const running = scene.start([]);
    await running.says(/"msg":"collecting"/);
    running.kill('SIGINT');
    // The last heartbeat has five seconds.
    await new Promise((resolve) => setTimeout(resolve, 500));
    const asked = performance.now();
    running.kill('SIGINT');
    const ended = await running.ended;
    expect(ended).toMatchObject({ exitCode: 130, signal: null });
    expect(performance.now() - asked).toBeLessThan(2000);
    expect(ended.stdout).not.toContain('"msg":"ended"');
    scene.configure();
    expect(await scene.collect(['--once'])).toMatchObject({ exitCode: 0 });
    expect(await storedIds()).toEqual(ids);
  } finally {
    for (const socket of sockets) socket.destroy();
    silent.close();
  }
});
