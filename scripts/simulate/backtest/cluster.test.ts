import type { FastifyReply } from 'fastify';
import { startElasticsearchServer } from '../../testing/elasticsearch-server';
import type { ClusterCall } from '../../testing/elasticsearch-server';
import { Cluster } from './cluster';

const KEY = 'VnVhQ2ZHY0JDZGJrUW0tZTVhT3g6dWkybHAyYXhUTm1zeWFrdzl0dk5udw==';
const SEARCH = { method: 'POST', path: '/_search', body: {} } as const;

interface Asked {
  readonly calls: readonly ClusterCall[];
  readonly waits: readonly number[];
  readonly outcome: unknown;
}

/** Asks a played cluster; waiting takes no time and is noted. */
async function ask(
  answer: (place: number, reply: FastifyReply) => unknown,
  work: (cluster: Cluster) => Promise<unknown> = (cluster) => cluster.send(SEARCH),
): Promise<Asked> {
  let place = 0;
  await using server = await startElasticsearchServer((_call, reply) => answer(++place, reply));
  const waits: number[] = [];
  let now = 0;
  const cluster = new Cluster({
    url: server.url,
    apiKey: KEY,
    rate: 5,
    clock: () => now,
    sleep: (milliseconds) => {
      waits.push(milliseconds);
      now += milliseconds;
      return Promise.resolve();
    },
  });
  const outcome = await work(cluster).catch((error: unknown) => error);
  return { calls: [...server.calls], waits, outcome };
}

test('no more requests are sent than the rate allows', async () => {
  const { waits, calls } = await ask(
    () => ({}),
    async (cluster) => {
      for (let count = 0; count < 4; count += 1) await cluster.send(SEARCH);
    },
  );
  expect(calls).toHaveLength(4);
  expect(waits).toEqual([200, 200, 200]);
});

test.each([429, 500, 502, 503, 504])('%d passes: it asks again, with growing pauses', async (status) => {
  const { outcome, calls, waits } = await ask((place, reply) =>
    place < 4 ? reply.code(status).send({ error: { reason: 'busy' } }) : { took: 1 },
  );
  expect(outcome).toEqual({ took: 1 });
  expect(calls).toHaveLength(4);
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  expect(waits[0]).toBeGreaterThanOrEqual(500);
});

test('it waits as long as the cluster asks for', async () => {
  const { waits } = await ask((place, reply) =>
    place === 1 ? reply.code(429).header('retry-after', '7').send({}) : {},
  );
  expect(waits).toEqual([7000]);
});

test.each<[string, (reply: FastifyReply) => unknown, string]>([
  ['answers 503 for good', (reply) => reply.code(503).send({ error: { reason: 'no master' } }), 'no master'],
  ['breaks every connection', (reply) => reply.raw.destroy(), ''],
])('a cluster that %s is given up', async (_what, answer, reason) => {
  const { outcome, calls } = await ask((_place, reply) => answer(reply));
  expect(outcome).toMatchObject({
    code: 'NOISE_CLUSTER_LOST',
    message: expect.stringContaining(reason) as unknown,
  });
  expect(calls).toHaveLength(6);
});

test('an answer that is cut off is asked for again', async () => {
  const { outcome, calls } = await ask((place, reply) => {
    if (place > 1) return { took: 1 };
    reply.raw.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
    reply.raw.write('{"took":', () => reply.raw.destroy());
    return reply.hijack();
  });
  expect(outcome).toEqual({ took: 1 });
  expect(calls).toHaveLength(2);
});

test.each([401, 403])('%d is said at once; the key is never shown', async (status) => {
  const { outcome, calls } = await ask((_place, reply) =>
    reply.code(status).send({ error: { reason: `no rights for ApiKey ${KEY}` } }),
  );
  expect(outcome).toMatchObject({ code: 'NOISE_UNAUTHORISED' });
  expect(String(outcome)).not.toContain(KEY);
  expect(calls.map(({ authorization }) => authorization)).toEqual([`ApiKey ${KEY}`]);
});

test('an answer that points elsewhere is not followed', async () => {
  const { outcome, calls } = await ask((_place, reply) => reply.redirect('/elsewhere'));
  expect(outcome).toMatchObject({ code: 'NOISE_REFUSED' });
  expect(calls).toHaveLength(1);
});

test('a request that could write is not sent', async () => {
  const { outcome, calls } = await ask(
    () => ({}),
    (cluster) => cluster.send({ method: 'POST', path: '/_bulk' }),
  );
  expect(outcome).toMatchObject({ name: 'WriteRefusedError' });
  expect(calls).toEqual([]);
});
