import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEngine } from '../../scripts/engine';
import { ask, sharedEngine } from './shared-server';
import { request, STREAM } from './stream';

interface Privileges {
  readonly cluster: readonly string[];
  readonly indices: readonly { readonly names: readonly string[]; readonly privileges: readonly string[] }[];
}

/** As docs/engines.md tells to make one. */
const ENOUGH: Privileges = {
  cluster: ['monitor', 'manage_ingest_pipelines', 'manage_index_templates'],
  indices: [{ names: ['rulepack-*'], privileges: ['all'] }],
};

async function apiKey(privileges: Privileges): Promise<string> {
  const { body } = await ask('POST', '/_security/api_key', {
    name: 'test',
    role_descriptors: { test: privileges },
  });
  return (body as { encoded: string }).encoded;
}

const withKey = (key: string): Record<string, string | undefined> => ({
  ELASTICSEARCH_URL: process.env['ELASTICSEARCH_URL'],
  ELASTICSEARCH_API_KEY: key,
});

describe('access to a cluster', () => {
  it('needs no more than the privileges that the documentation names', async () => {
    await using engine = await sharedEngine(withKey(await apiKey(ENOUGH))).start();
    await engine.install([STREAM]);
    expect(await engine.ingest([request({ action: 'X' })])).toMatchObject([{ kind: 'created' }]);
    expect(await engine.documents(STREAM.name)).toHaveLength(1);
    expect((await engine.search({ index: ['logs-*'], query: { match_all: {} }, size: 1 })).total).toBe(1);
  });

  it('is refused to a key that is wrong, with the variable to set', async () => {
    await expect(sharedEngine(withKey('bm8tc3VjaDprZXk=')).start()).rejects.toMatchObject({
      code: 'ENGINE_UNAUTHORISED',
      hint: expect.stringContaining('ELASTICSEARCH_API_KEY') as string,
    });
  });

  it('names the privilege that a key lacks', async () => {
    const key = await apiKey({ ...ENOUGH, cluster: ['monitor', 'manage_index_templates'] });
    await using engine = await sharedEngine(withKey(key)).start();
    await expect(engine.install([STREAM])).rejects.toMatchObject({
      code: 'ENGINE_UNAUTHORISED',
      message: expect.stringContaining('manage_ingest_pipelines') as string,
    });
  });

  it('fails with the address when nobody answers there', async () => {
    const started = createEngine('url', { env: { ELASTICSEARCH_URL: 'http://127.0.0.1:9' } }).start();
    await expect(started).rejects.toMatchObject({
      code: 'ENGINE_UNREACHABLE',
      message: expect.stringContaining('http://127.0.0.1:9') as string,
    });
  });

  it('fails when something else than Elasticsearch answers', async () => {
    const server = createServer((_request, response) => response.end('{"version":{"number":"9.4.3"}}'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      const started = createEngine('url', { env: { ELASTICSEARCH_URL: url } }).start();
      await expect(started).rejects.toMatchObject({ code: 'ENGINE_NOT_ELASTICSEARCH' });
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
