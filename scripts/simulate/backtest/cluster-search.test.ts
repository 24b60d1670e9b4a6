import type { FastifyReply } from 'fastify';
import { startElasticsearchServer } from '../../testing/elasticsearch-server';
import type { ClusterCall } from '../../testing/elasticsearch-server';
import { Cluster } from './cluster';
import { ClusterSearch } from './cluster-search';

const REQUEST = { index: ['logs-a-*', 'logs-b-*'], query: { match_all: {} }, size: 1 };

interface Asked {
  readonly calls: readonly string[];
  readonly outcome: unknown;
}

/** Searches a played cluster so often; it opens a point in time by itself. */
async function search(
  answer: (call: ClusterCall, searches: number, reply: FastifyReply) => unknown,
  times = 1,
): Promise<Asked> {
  let opened = 0;
  let searches = 0;
  await using server = await startElasticsearchServer((call, reply) => {
    if (call.method === 'DELETE') return {};
    if (call.path.endsWith('/_pit')) return { id: `view-${++opened}` };
    return answer(call, ++searches, reply);
  });
  const cluster = new Cluster({
    url: server.url,
    apiKey: undefined,
    rate: 1000,
    clock: () => 0,
    sleep: () => Promise.resolve(),
  });
  const view = new ClusterSearch(cluster);
  let outcome: unknown;
  for (let time = 0; time < times; time += 1) {
    outcome = await view.search(REQUEST).catch((error: unknown) => error);
  }
  await view[Symbol.asyncDispose]();
  const calls = server.calls.map(({ method, path, body }) => {
    const pit = body['pit'] ?? body;
    return `${method} ${path} ${JSON.stringify((pit as { id?: string }).id ?? null)}`;
  });
  return { calls, outcome };
}

const found = { _shards: { failed: 0 }, hits: { total: { value: 0 }, hits: [] } };

test('one point in time serves all searches of the same indices, and is closed', async () => {
  const { calls, outcome } = await search(() => found, 2);
  expect(outcome).toEqual({ total: 0, hits: [] });
  expect(calls).toEqual([
    'POST /logs-a-*%2Clogs-b-*/_pit null',
    'POST /_search "view-1"',
    'POST /_search "view-1"',
    'DELETE /_pit "view-1"',
  ]);
});

test('the view that an answer names is the one to go on with', async () => {
  const { calls } = await search(() => ({ ...found, pit_id: 'renamed' }), 2);
  expect(calls.slice(-2)).toEqual(['POST /_search "renamed"', 'DELETE /_pit "renamed"']);
});

test('a view that expired is opened anew, once', async () => {
  const gone = { error: { reason: 'no search context found' } };
  const { calls, outcome } = await search((_call, searches, reply) =>
    searches === 1 ? reply.code(404).send(gone) : found,
  );
  expect(outcome).toEqual({ total: 0, hits: [] });
  expect(calls.slice(-2)).toEqual(['POST /_search "view-2"', 'DELETE /_pit "view-2"']);
  const never = await search((_call, _searches, reply) => reply.code(404).send(gone));
  expect(never.outcome).toMatchObject({ code: 'NOISE_SEARCH_INCOMPLETE' });
});

test.each([
  ['timed out', { ...found, timed_out: true }],
  ['lacks a shard', { ...found, _shards: { failed: 1 } }],
])('an answer that %s is an error, not silence', async (_what, answer) => {
  const { outcome } = await search(() => answer);
  expect(outcome).toMatchObject({ code: 'NOISE_SEARCH_INCOMPLETE' });
});
