import fastify from 'fastify';
import type { FastifyReply } from 'fastify';
import type { Emission } from '../emission';
import { writeElasticsearch } from '.';

/** Plays `_bulk` of Elasticsearch with the pack's pipelines: the record's Id is the document's. */
class Cluster implements AsyncDisposable {
  readonly ids = new Map<string, number>();
  readonly indices = new Set<string>();
  requests = 0;
  url = '';
  readonly #app = fastify({ bodyLimit: 64 * 1024 * 1024, forceCloseConnections: true });

  constructor(
    /** What to say instead of taking the request; undefined: take it. */
    private readonly instead: (request: number, reply: FastifyReply) => unknown = () => undefined,
    private readonly statusOf: (id: string) => number = () => 201,
  ) {}

  async start(): Promise<this> {
    this.#app.removeAllContentTypeParsers();
    this.#app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
      done(null, body);
    });
    this.#app.addHook('onSend', (_request, reply, payload, done) => {
      reply.header('x-elastic-product', 'Elasticsearch');
      done(null, payload);
    });
    this.#app.post('/_bulk', (request, reply) => {
      this.requests += 1;
      return this.instead(this.requests, reply) ?? this.#take(String(request.body));
    });
    this.url = await this.#app.listen({ host: '127.0.0.1', port: 0 });
    return this;
  }

  #take(body: string): object {
    const lines = body.trimEnd().split('\n');
    const items = lines.flatMap((line, index) => {
      if (index % 2 === 1) return [];
      const { create } = JSON.parse(line) as { create: { _index: string } };
      const { message } = JSON.parse(lines[index + 1] ?? '') as { message: string };
      const { Id } = JSON.parse(message) as { Id: string };
      this.indices.add(create._index);
      const status = this.ids.has(Id) ? 409 : this.statusOf(Id);
      if (status < 300) this.ids.set(Id, 1);
      return [
        { create: { _id: Id, status, ...(status < 300 ? {} : { error: { type: 'e', reason: 'r' } }) } },
      ];
    });
    return { took: 1, errors: items.some(({ create }) => create.status >= 300), items };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#app.close();
  }
}

let made = 0;
beforeEach(() => {
  made = 0;
});

function* records(count: number): Generator<Emission> {
  for (let n = 0; n < count; n += 1) {
    made += 1;
    const text = `{"Id":"${n}","Fill":"${'x'.repeat(1000)}"}`;
    yield { occurred: n, arrival: n, stream: 'o365.audit', text };
  }
}

const options = { indexOf: (stream: string) => `logs-${stream}`, wait: 5, retries: 3, reconnects: 0 };

test('all records get there, once; a second run writes nothing', async () => {
  await using cluster = await new Cluster().start();
  expect(await writeElasticsearch(cluster, records(5_000), options)).toEqual({
    records: 5_000,
    closed: false,
    present: 0,
  });
  expect(cluster.ids.size).toBe(5_000);
  expect(cluster.indices).toEqual(new Set(['logs-o365.audit']));
  expect(await writeElasticsearch(cluster, records(5_000), options)).toMatchObject({ present: 5_000 });
  expect(cluster.ids.size).toBe(5_000);
});

test('429 for a whole request is waited out', async () => {
  await using cluster = await new Cluster((request, reply) =>
    request <= 2 ? reply.code(429).send({ error: { type: 'busy', reason: 'busy' }, status: 429 }) : undefined,
  ).start();
  expect(await writeElasticsearch(cluster, records(100), options)).toMatchObject({
    records: 100,
    present: 0,
  });
  expect(cluster.ids.size).toBe(100);
});

test('429 for single documents is waited out', async () => {
  const tries = new Map<string, number>();
  await using cluster = await new Cluster(undefined, (id) => {
    const before = tries.get(id) ?? 0;
    tries.set(id, before + 1);
    return before === 0 && Number(id) % 3 === 0 ? 429 : 201;
  }).start();
  await writeElasticsearch(cluster, records(100), options);
  expect(cluster.ids.size).toBe(100);
});

test('a cluster that dies midway: the error says so, and the next run completes without doubles', async () => {
  let dead = true;
  await using cluster = await new Cluster((request, reply) =>
    dead && request > 2 ? reply.raw.destroy() : undefined,
  ).start();
  await expect(writeElasticsearch(cluster, records(10_000), options)).rejects.toMatchObject({
    name: 'EngineError',
    code: 'ENGINE_LOST',
  });
  const before = cluster.ids.size;
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(10_000);
  expect(made).toBeLessThan(20_000);
  dead = false;
  const written = await writeElasticsearch(cluster, records(10_000), options);
  expect(written.present).toBe(before);
  expect(cluster.ids.size).toBe(10_000);
});

test('documents that are refused end the run', async () => {
  await using cluster = await new Cluster(undefined, () => 400).start();
  await expect(writeElasticsearch(cluster, records(50_000), options)).rejects.toMatchObject({
    name: 'OutputError',
    code: 'OUTPUT_REFUSED',
  });
  expect(made).toBeLessThan(50_000);
});

test('a slow cluster holds the records back', async () => {
  await using cluster = await new Cluster((_request, reply) => {
    reply.raw.setTimeout(0);
    return new Promise(() => undefined);
  }).start();
  const writing = writeElasticsearch(cluster, records(100_000), options).catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(made).toBeLessThan(10_000);
  await cluster[Symbol.asyncDispose]();
  await writing;
}, 20_000);
