import { resolve } from 'node:path';
import { loadPack } from '../../scripts/content';
import type { Pack } from '../../scripts/content';
import { readTraits } from '../../scripts/engine/elasticsearch/capabilities';
import type { Connection } from '../../scripts/engine/elasticsearch/connection';
import { RunNames } from '../../scripts/engine/elasticsearch/names';
import { dataStreams } from '../../scripts/collect/data-streams';
import type { DataStreams } from '../../scripts/collect/data-streams';
import { keyRequest, openCluster, setupRequests } from '../../scripts/collect/setup';
import type { SetupPlanOptions, SetupServer } from '../../scripts/collect/setup';

/** Of the pipelines that tests install. */
const VERSION = '0.0.1';

/** Where a document lies. */
export interface Stored {
  readonly id: string;
  /** Backing index. */
  readonly index: string;
}

/**
 * The Elasticsearch that ELASTICSEARCH_URL names, as an administrator: makes namespaces for collectors. Where it lacks the
 * module of data streams, as that of the engine `local` does, an alias with a write index stands for each: it rolls over in the
 * same way, and an `_id` is unique in each index behind it only, too.
 */
export class TargetServer implements AsyncDisposable {
  private constructor(
    readonly connection: Connection,
    readonly url: string,
    private readonly pack: Pack,
    private readonly server: SetupServer,
  ) {}

  static async open(): Promise<TargetServer> {
    const url = process.env['ELASTICSEARCH_URL'] ?? '';
    const connection = await openCluster(url, process.env);
    const { capabilities } = await readTraits(connection, new RunNames());
    const pack = loadPack(resolve(__dirname, '../..'));
    const server = { capabilities, failureStore: capabilities.dataStreams };
    const target = new TargetServer(connection, url, pack, server);
    for (const request of target.#requests({ namespace: 'prove', version: VERSION })) {
      if (request.kind === 'pipeline') await connection.send(request);
    }
    return target;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.connection[Symbol.asyncDispose]();
  }

  get hasDataStreams(): boolean {
    return this.server.capabilities.dataStreams;
  }

  /** Everything that a collector needs; pipelines are shared by all namespaces. */
  async namespace(name: string, stateIndex?: string): Promise<Namespace> {
    const options = {
      namespace: name,
      version: VERSION,
      ...(stateIndex === undefined ? {} : { stateIndex }),
    };
    const requests = this.#requests(options).filter(
      ({ kind, onlyIfExisted }) => kind !== 'pipeline' && onlyIfExisted !== true,
    );
    for (const request of requests) {
      if (this.hasDataStreams || (request.kind !== 'template' && request.kind !== 'stream')) {
        await this.connection.send(request);
      } else if (request.kind === 'template') {
        await this.connection.send(asAlias(request));
      } else {
        const aliases = { [request.name]: { is_write_index: true } };
        const path = `/${encodeURIComponent(`.ds-${request.name}-000001`)}`;
        await this.connection.send({ method: 'PUT', path, body: { aliases } });
      }
    }
    const { encoded, id } = await this.connection.send<{ encoded: string; id: string }>(
      keyRequest(options, { name: `prove ${name}` }),
    );
    return new Namespace(this, name, stateIndex, { encoded, id });
  }

  #requests(options: SetupPlanOptions): ReturnType<typeof setupRequests> {
    return setupRequests(this.pack, options, this.server);
  }
}

/** The data streams of one namespace. */
export class Namespace implements AsyncDisposable {
  readonly streams: DataStreams;

  constructor(
    private readonly target: TargetServer,
    readonly name: string,
    readonly stateIndex: string | undefined,
    private readonly key: { readonly encoded: string; readonly id: string },
  ) {
    this.streams = dataStreams(name);
  }

  get apiKey(): string {
    return this.key.encoded;
  }

  /** From now on another backing index takes the documents of this stream. */
  async rollOver(stream: string = this.streams.audit): Promise<void> {
    await this.target.connection.send({ method: 'POST', path: `/${stream}/_rollover` });
  }

  /** Every document of the audit log and of the dead letters, in all backing indices. */
  async stored(): Promise<Stored[]> {
    const stored: Stored[] = [];
    for await (const each of this.documents()) stored.push(each);
    return stored;
  }

  /** The same one after the other, for many. */
  async *documents(): AsyncGenerator<Stored> {
    const path = `/${this.#patterns([this.streams.audit, this.streams.deadLetter])}`;
    const { connection } = this.target;
    await connection.send({ method: 'POST', path: `${path}/_refresh` });
    const { id } = await connection.send<{ id: string }>({
      method: 'POST',
      path: `${path}/_pit`,
      query: { keep_alive: '5m' },
    });
    for (let after: unknown; ;) {
      const { hits } = await connection.send<SearchAnswer>({
        method: 'POST',
        path: '/_search',
        query: { filter_path: 'hits.hits._id,hits.hits._index,hits.hits.sort' },
        body: {
          size: PAGE,
          _source: false,
          track_total_hits: false,
          pit: { id, keep_alive: '5m' },
          sort: [{ _shard_doc: 'asc' }],
          ...(after === undefined ? {} : { search_after: after }),
        },
      });
      const page = hits?.hits ?? [];
      for (const { _id, _index } of page) yield { id: _id, index: _index };
      if (page.length < PAGE) break;
      after = page.at(-1)?.sort;
    }
    await connection.send({ method: 'DELETE', path: '/_pit', body: { id } });
  }

  /** How many documents the audit log, or another stream, has in all backing indices. */
  async count(stream: string = this.streams.audit): Promise<number> {
    const path = `/${this.#patterns([stream])}`;
    await this.target.connection.send({ method: 'POST', path: `${path}/_refresh` });
    return (await this.target.connection.send<{ count: number }>({ method: 'GET', path: `${path}/_count` }))
      .count;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { connection, hasDataStreams } = this.target;
    const streams = Object.values(this.streams) as string[];
    const paths = [
      hasDataStreams ? `/_data_stream/${streams.join(',')}` : `/${(await this.#indices(streams)).join(',')}`,
      ...streams.map((stream) => `/_index_template/${stream}`),
      ...(this.stateIndex === undefined ? [] : [`/${this.stateIndex}`]),
    ];
    for (const path of paths) await connection.ask({ method: 'DELETE', path, accept: [404] });
    await connection.send({ method: 'DELETE', path: '/_security/api_key', body: { ids: [this.key.id] } });
  }

  #patterns(streams: readonly string[]): string {
    return streams.map((stream) => `.ds-${stream}-*`).join(',');
  }

  async #indices(streams: readonly string[]): Promise<string[]> {
    const found = await this.target.connection.send<Record<string, object>>({
      method: 'GET',
      path: `/${this.#patterns(streams)}/_alias`,
    });
    return Object.keys(found);
  }
}

const PAGE = 10_000;

interface SearchAnswer {
  readonly hits?: { readonly hits?: readonly { _id: string; _index: string; sort: unknown }[] };
}

/** The same mapping and settings for the indices behind an alias. */
function asAlias<T extends { readonly name: string; readonly body?: object }>(request: T): T {
  const body = { ...request.body, data_stream: undefined, index_patterns: [`.ds-${request.name}-*`] };
  return { ...request, body };
}
