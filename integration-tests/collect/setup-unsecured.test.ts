import { startServer } from '../../scripts/engine';
import type { Server } from '../../scripts/engine';
import { CliProcess } from '../../scripts/testing/cli-process';
import { testedEngine } from '../engine/shared-server';
import { CliScene } from './cli-scene';

/** Credentials are those of the shared server, which has security. */
const NO_CREDENTIALS = { ELASTICSEARCH_USERNAME: undefined, ELASTICSEARCH_PASSWORD: undefined };

let server: Server;
let url: string;

// A server of somebody else is as it is.
(testedEngine() === 'url' ? describe.skip : describe)('an Elasticsearch whose security is off', () => {
  beforeAll(async () => {
    server = await startServer(testedEngine(), { env: process.env });
    ({ url } = server.address);
  });
  afterAll(() => server.stop());

  test('is set up without a key, and collected into without one', async () => {
    const setup = await new CliProcess(['setup', '--url', url, '--json'], NO_CREDENTIALS).ended;
    expect(setup).toMatchObject({ exitCode: 0, stderr: '' });
    const outcome = JSON.parse(setup.stdout) as { done: object[]; notes: string[]; key?: unknown };
    expect(outcome.key).toBeUndefined();
    expect(outcome.notes.at(-1)).toMatch(
      /^SECURITY IS OFF: no API key was made.*Leave “elasticsearch.api_key” out/,
    );
    expect(outcome.done).toContainEqual({
      kind: 'stream',
      name: 'logs-o365_rulepack.audit-default',
      outcome: 'made',
    });

    const place = { url, hasDataStreams: !outcome.notes.join('\n').includes('NO DATA STREAMS') };
    await using scene = await CliScene.at({ ...place, name: 'default', apiKey: undefined });
    const check = await scene.collect(['--check']);
    expect(check.stdout).toMatch(/WARNING Elasticsearch: .* has its security switched off\n +Anybody may/);
    expect(check.exitCode).toBe(0);
    const ids = scene.publish({}, {});
    expect(await scene.collect(['--once'])).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await idsIn('logs-o365_rulepack.audit-default')).toEqual(ids);
    expect(await idsIn('logs-o365_rulepack.collector-default')).not.toEqual([]);
  });
});

async function idsIn(stream: string): Promise<string[]> {
  await fetch(new URL(`/${stream}/_refresh`, url), { method: 'POST' });
  const answer = await fetch(new URL(`/${stream}/_search?size=100`, url));
  const { hits } = (await answer.json()) as { hits: { hits: { _id: string }[] } };
  return hits.hits.map(({ _id }) => _id).sort();
}
