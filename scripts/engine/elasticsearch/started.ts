import type { EngineError } from '../../base/errors';
import type { JsonObject } from '../../base/json';
import type { EsqlRequest } from '../../detection';
import type { EqlSearchRequest, EqlSearchResponse } from '../../eql';
import type { SearchRequest, SearchResponse, StoredDocument } from '../../query-dsl/types';
import type {
  Capabilities,
  EngineName,
  IngestRequest,
  IngestResult,
  StartedEngine,
  StreamDefinition,
} from '../engine';
import { readTraits } from './capabilities';
import type { ServerTraits } from './capabilities';
import { connect } from './connection';
import type { Connection } from './connection';
import { documents } from './documents';
import { eqlSearch } from './eql';
import { esqlSearch } from './esql';
import { ingest } from './ingest';
import { install, uninstall } from './install';
import type { Installed } from './install';
import { RunNames } from './names';
import { onInterrupt } from '../process/on-interrupt';
import { SearchBatcher } from './search';
import type { Server } from './server';

/** An engine on a server that answers already; the server is stopped when this fails. */
export async function startedOn(name: EngineName, server: Server): Promise<StartedElasticsearch> {
  const watched = new WatchedServer(server);
  try {
    const connection = await connect(server.address, (cause) => watched.lost(cause));
    const names = new RunNames();
    const traits = await readTraits(connection, names);
    watched.answered = true;
    return new StartedElasticsearch(name, watched, connection, names, traits);
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Remembers whether the server ever answered, and whether it went away. */
class WatchedServer {
  answered = false;
  gone = false;

  constructor(readonly server: Server) {}

  lost(cause: Error): Promise<EngineError> {
    this.gone = true;
    return this.server.lost(cause, this.answered);
  }
}

/** A real Elasticsearch, however it was started, that holds the streams of one run under a prefix of its own. */
export class StartedElasticsearch implements StartedEngine {
  readonly description: string;
  readonly capabilities: Capabilities;
  private readonly installed: Installed = {
    streams: new Set(),
    indices: new Set(),
    templates: new Set(),
    pipelines: new Set(),
  };
  /** The bare indices of each stream. */
  private readonly bareIndices = new Map<string, readonly string[]>();
  private readonly noted = new Set<string>();
  private readonly batcher: SearchBatcher;
  private readonly forget: () => void;
  private disposal: Promise<void> | undefined;

  constructor(
    readonly name: EngineName,
    private readonly watched: WatchedServer,
    private readonly connection: Connection,
    private readonly names: RunNames,
    traits: ServerTraits,
  ) {
    this.description = `Elasticsearch ${traits.version}`;
    this.capabilities = traits.capabilities;
    this.batcher = new SearchBatcher(connection, names);
    this.forget = onInterrupt(() => this[Symbol.asyncDispose]());
  }

  get adaptations(): readonly string[] {
    return [...this.noted];
  }

  async install(streams: readonly StreamDefinition[]): Promise<void> {
    const adaptations = await install(
      this.connection,
      this.names,
      this.capabilities,
      streams,
      this.installed,
    );
    for (const adaptation of adaptations) this.noted.add(adaptation);
    for (const { name, bareIndices = [] } of streams) this.bareIndices.set(name, bareIndices);
  }

  ingest(requests: readonly IngestRequest[]): Promise<readonly IngestResult[]> {
    return ingest(this.connection, this.names, requests);
  }

  ingestUnseen(requests: readonly IngestRequest[]): Promise<readonly IngestResult[]> {
    return ingest(this.connection, this.names, requests, { refresh: false });
  }

  async refresh(): Promise<void> {
    await this.connection.send({
      method: 'POST',
      path: `/${encodeURIComponent(`${this.names.prefix}*`)}/_refresh`,
    });
  }

  search(request: SearchRequest): Promise<SearchResponse> {
    return this.batcher.search(request);
  }

  eqlSearch(request: EqlSearchRequest): Promise<EqlSearchResponse> {
    return eqlSearch(this.connection, this.names, request);
  }

  esqlSearch(request: EsqlRequest): Promise<readonly JsonObject[]> {
    return esqlSearch(this.connection, this.names, request);
  }

  documents(stream: string): Promise<readonly StoredDocument[]> {
    return documents(this.connection, this.names, [stream, ...(this.bareIndices.get(stream) ?? [])]);
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.disposal ??= this.dispose();
    return this.disposal;
  }

  private async dispose(): Promise<void> {
    const { server, gone } = this.watched;
    try {
      // Of a server that went away the caller knows already; there is nobody left to ask for a removal.
      if (server.shared && !gone) await uninstall(this.connection, this.capabilities, this.installed);
      await this.connection[Symbol.asyncDispose]();
    } finally {
      await server.stop();
      this.forget();
    }
  }
}
