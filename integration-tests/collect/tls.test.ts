import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliProcess } from '../../scripts/testing/cli-process';
import { makeAuthority } from './authority';
import { CliScene, logOf } from './cli-scene';
import { SetupNamespace } from './setup-namespace';
import { TargetServer } from './target';
import { startTlsFront } from './tls-front';
import type { TlsFront } from './tls-front';

let target: TargetServer;
let microsoft: TlsFront;
let elasticsearch: TlsFront;
let scene: CliScene;
let ca: string;

beforeAll(async () => {
  target = await TargetServer.open();
  const authority = await makeAuthority();
  microsoft = await startTlsFront(authority);
  elasticsearch = await startTlsFront(authority);
  scene = await CliScene.set(target, 'tls', { root: microsoft.url });
  microsoft.leadTo(scene.api.url);
  elasticsearch.leadTo(scene.elasticsearch);
  ca = join(scene.folder, 'ca.pem');
  writeFileSync(ca, authority.ca);
});
afterAll(async () => {
  for (const front of [microsoft, elasticsearch]) await front[Symbol.asyncDispose]();
  await scene[Symbol.asyncDispose]();
  await target[Symbol.asyncDispose]();
});

const url = (): object => ({ url: elasticsearch.url });

test('with the authority of a private certificate on either side everything works', async () => {
  const ids = scene.publish({}, {});
  scene.configure({ api: microsoft.url, ca: 'ca.pem', elasticsearch: { ...url(), ca: 'ca.pem' } });
  expect(await scene.collect(['--check'])).toMatchObject({ exitCode: 0 });
  const once = await scene.collect(['--once']);
  expect(once).toMatchObject({ exitCode: 0, stderr: '' });
  expect((await scene.namespace.stored()).map(({ id }) => id).sort()).toEqual(ids);
  expect(logOf(once).filter(({ level }) => level !== 'info')).toEqual([]);
});

test('without it, a check names the keys to set', async () => {
  scene.configure({ api: microsoft.url, elasticsearch: url() });
  const { exitCode, stdout } = await scene.collect(['--check', '--json']);
  const { findings } = JSON.parse(stdout) as { findings: { level: string; about: string }[] };
  expect(findings).toMatchObject([
    { level: 'error', about: 'contoso.com', cure: expect.stringContaining('“ca”') as string },
    { level: 'error', about: 'Elasticsearch', cure: expect.stringContaining('“elasticsearch.ca”') as string },
    { level: 'ok', about: 'state' },
  ]);
  expect(exitCode).toBe(1);
});

test('without that of Microsoft’s side a run ends and names the key to set', async () => {
  scene.configure({ api: microsoft.url, elasticsearch: { ...url(), ca: 'ca.pem' } });
  const once = await scene.collect(['--once']);
  expect(once.exitCode).toBe(1);
  expect(logOf(once).filter(({ level }) => level === 'error')).toMatchObject([
    {
      msg: expect.stringContaining('certificate') as string,
      cure: expect.stringContaining('“ca”') as string,
    },
  ]);
});

test('without that of Elasticsearch a run says so, and names the key to set', async () => {
  scene.publish({});
  scene.configure({ api: microsoft.url, ca: 'ca.pem', elasticsearch: url() });
  const running = scene.start([]);
  await running.says(/"level":"error".*“elasticsearch\.ca”/);
  running.kill('SIGTERM');
  expect(await running.ended).toMatchObject({ exitCode: 0 });
});

test('setup takes the file of the authority by --ca, and says so where it lacks', async () => {
  await using suite = new SetupNamespace();
  elasticsearch.leadTo(target.url);
  const call = ['setup', '--url', elasticsearch.url, '--namespace', suite.name, '--no-key'];
  const without = await new CliProcess(call).ended;
  expect(without).toMatchObject({ exitCode: 3, stdout: '' });
  expect(without.stderr).toContain('name the file of its certificate authority with --ca');
  expect(await new CliProcess([...call, '--ca', ca]).ended).toMatchObject({ exitCode: 0, stderr: '' });
});
