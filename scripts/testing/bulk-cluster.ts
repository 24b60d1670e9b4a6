import fastify from 'fastify';
import type { FastifyReply } from 'fastify';

interface Line {
  readonly create: { readonly _id: string };
}

/** What a document is answered instead of being taken. */
export interface BulkRefusal {
  readonly status: number;
  readonly type: string;
  readonly reason: string;
}

export interface SeenRequest {
  readonly stream: string;
  readonly query: Readonly<Record<string, string>>;
  readonly ids: readonly string[];
  readonly bytes: number;
}

/**
 * Plays `_bulk` of an Elasticsearch with data streams that setup made: `_id` is unique within a backing index only, and
 * what `unreadable` says goes on to the dead letters.
 */
export class BulkCluster implements AsyncDisposable {
  /** Backing index, `_id`, source. */
  readonly indices = new Map<string, Map<string, Record<string, unknown>>>();
  readonly seen: SeenRequest[] = [];
  url = '';
  underWay = 0;
  mostUnderWay = 0;
  /** Answers the n-th request (from 1) in its stead: by a status, or by breaking the connection off. */
  instead: (request: number, seen: SeenRequest) => { status: number; body?: object } | 'cut' | undefined =
    () => undefined;
  /** Takes the request, and answers it in that way all the same. */
  afterwards: (request: number) => { status: number } | 'cut' | undefined = () => undefined;
  refuse: (id: string, stream: string, request: number) => BulkRefusal | undefined = () => undefined;
  unreadable: (id: string) => boolean = () => false;
  delay: () => Promise<void> = () => Promise.resolve();
  #generation = 1;
  readonly #app = fastify({ bodyLimit: 256 * 1024 * 1024, forceCloseConnections: true });

  async start(): Promise<this> {
    this.#app.removeAllContentTypeParsers();
    this.#app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
      done(null, body);
    });
    this.#app.addHook('onSend', (_request, reply, payload, done) => {
      reply.header('x-elastic-product', 'Elasticsearch');
      done(null, payload);
    });
    this.#app.post('/:stream/_bulk', async (request, reply) => {
      const { stream } = request.params as { stream: string };
      return await this.#answer(stream, request.query as Record<string, string>, String(request.body), reply);
    });
    this.url = await this.#app.listen({ host: '127.0.0.1', port: 0 });
    return this;
  }

  /** All data streams from now on write to another backing index. */
  rollOver(): void {
    this.#generation += 1;
  }

  /** `_id`s of a stream over all its backing indices, sorted: one that is there twice is named twice. */
  ids(stream: string): string[] {
    return this.sources(stream)
      .map(([id]) => id)
      .sort();
  }

  sources(stream: string): [string, Record<string, unknown>][] {
    return [...this.indices].flatMap(([index, documents]) =>
      index.startsWith(`.ds-${stream}-`) ? [...documents] : [],
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#app.close();
  }

  async #answer(
    stream: string,
    query: Readonly<Record<string, string>>,
    body: string,
    reply: FastifyReply,
  ): Promise<unknown> {
    const lines = body.trimEnd().split('\n');
    const ids = lines.flatMap((line, at) => (at % 2 === 0 ? [(JSON.parse(line) as Line).create._id] : []));
    const seen = { stream, query, ids, bytes: Buffer.byteLength(body) };
    this.seen.push(seen);
    const number = this.seen.length;
    this.underWay += 1;
    this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay);
    await this.delay();
    this.underWay -= 1;
    const instead = this.instead(number, seen);
    if (instead === 'cut') return cut(reply);
    if (instead) return await reply.code(instead.status).send(instead.body ?? refusal(instead.status));
    const items = ids.map((id, at) => ({ create: this.#take(stream, id, lines[2 * at + 1] ?? '', number) }));
    const afterwards = this.afterwards(number);
    if (afterwards === 'cut') return cut(reply);
    if (afterwards) return await reply.code(afterwards.status).send(refusal(afterwards.status));
    return { errors: items.some(({ create }) => create.status >= 300), items };
  }

  #take(
    stream: string,
    id: string,
    line: string,
    request: number,
  ): { _index: string; status: number; error?: object } {
    const refused = this.refuse(id, stream, request);
    if (refused) {
      const { status, type, reason } = refused;
      return { _index: stream, status, error: { type, reason } };
    }
    const target = this.unreadable(id) ? stream.replace('.audit-', '.dead_letter-') : stream;
    const _index = `.ds-${target}-2026.03.10-${String(this.#generation).padStart(6, '0')}`;
    let documents = this.indices.get(_index);
    if (!documents) this.indices.set(_index, (documents = new Map<string, Record<string, unknown>>()));
    if (documents.has(id)) {
      const error = { type: 'version_conflict_engine_exception', reason: 'document already exists' };
      return { _index, status: 409, error };
    }
    documents.set(id, JSON.parse(line) as Record<string, unknown>);
    return { _index, status: 201 };
  }
}

function cut(reply: FastifyReply): FastifyReply {
  reply.raw.destroy();
  return reply.hijack();
}

function refusal(status: number): object {
  return { error: { type: `type_${status}`, reason: `says ${status}` }, status };
}
