import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { CLIENT } from '../../fixtures/management-api';
import { until } from '../../scripts/testing/until';
import { logOf } from '../collect/cli-scene';
import { TargetServer } from '../collect/target';
import { CollectorContainer, STATE } from './collector-container';
import { inspectImage } from './collector-image';
import { ImageScene } from './image-scene';

let target: TargetServer;
let scene: ImageScene;

beforeAll(async () => {
  target = await TargetServer.open();
});
beforeEach(async () => {
  scene = await ImageScene.set(target);
});
afterEach(() => scene[Symbol.asyncDispose]());
afterAll(() => target[Symbol.asyncDispose]());

const storedIds = async (): Promise<string[]> =>
  (await scene.cli.namespace.stored()).map(({ id }) => id).sort();

test('the image runs as an ordinary user, and keeps what it writes in a volume', async () => {
  const { Config } = await inspectImage();
  expect(Config).toMatchObject({ User: '1000:1000', ExposedPorts: { '9464/tcp': {} } });
  expect(Object.keys(Config.Volumes)).toEqual([STATE]);
});

test('collects with secrets of mounted files; docker stop ends it in order; the next container goes on with its state', async () => {
  const first = scene.cli.publish({}, {}, {});
  await using running = await CollectorContainer.collect(scene);
  await until(async () => (await storedIds()).length === first.length, 'all records are written', 60_000);
  expect(await scene.health('/healthz')).toBe(200);
  expect(await scene.health('/readyz')).toBe(200);
  const ended = await running.stop();
  expect(ended).toMatchObject({ exitCode: 0, outOfMemory: false, stderr: '' });
  expect(logOf(ended).at(-1)).toMatchObject({ msg: 'ended', stuck: 0 });
  expect(ended.stdout).not.toContain(CLIENT.secret);

  const since = scene.cli.publish({}, {});
  await scene.cli.namespace.rollOver();
  await using next = await CollectorContainer.collect(scene, ['--once']);
  expect(await next.ended()).toMatchObject({ exitCode: 0 });
  expect(await storedIds()).toEqual([...first, ...since].sort());
});

test('docker stop ends also what does not listen to signals by itself, though it is the first process', async () => {
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const asked = once(silent, 'connection');
  const { port } = silent.address() as AddressInfo;
  await using setup = await CollectorContainer.start(scene, ['setup', '--url', `http://127.0.0.1:${port}`]);
  const [socket] = (await asked) as [Socket];
  // 137 would say that it had to be killed.
  expect((await setup.stop()).exitCode).toBe(143);
  socket.destroy();
  silent.close();
});
