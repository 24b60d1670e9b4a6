import { EngineError } from '../../base/errors';
import { EqlSearcher } from '../../eql';
import type { EqlIndex, EqlSearchRequest, EqlSearchResponse } from '../../eql';
import { loadPipelines } from '../../ingest';
import type { PipelineSet } from '../../ingest/types';
import { ManyMappingsError, namePattern, searchIndices, SearchIndex } from '../../query-dsl';
import type { QueryDsl, SearchRequest, SearchResponse, StoredDocument } from '../../query-dsl/types';
import type {
  Capabilities,
  Engine,
  IngestRequest,
  IngestResult,
  StartedEngine,
  StreamDefinition,
} from '../engine';

/** What this process does itself; all but ES|QL and the native `kql` query. */
const capabilities: Capabilities = {
  ingest: true,
  painless: true,
  mustache: true,
  kql: false,
  eql: true,
  esql: false,
  dataStreams: true,
  constantKeyword: true,
  wildcard: true,
  matchOnlyText: true,
};

/** The engine that needs nothing but Node: ingest, index and search in this process. */
export function createEmbeddedEngine(): Engine {
  return { name: 'embedded', start: () => Promise.resolve(new StartedEmbeddedEngine()) };
}

interface EmbeddedStream {
  readonly definition: StreamDefinition;
  readonly pipelines: PipelineSet;
  readonly index: SearchIndex;
}

class StartedEmbeddedEngine implements StartedEngine {
  readonly name = 'embedded';
  readonly description = 'embedded';
  readonly capabilities = capabilities;
  readonly adaptations: readonly string[] = [];
  readonly #streams = new Map<string, EmbeddedStream>();
  readonly #eql = new EqlSearcher();
  #made = 0;

  install(streams: readonly StreamDefinition[]): Promise<void> {
    for (const definition of streams) {
      const pipelines = loadPipelines(definition.pipelines, { base: definition.compiled });
      this.#streams.set(definition.name, {
        definition,
        pipelines,
        index: new SearchIndex(definition.mapping, definition.settings),
      });
    }
    return Promise.resolve();
  }

  ingest(requests: readonly IngestRequest[]): Promise<readonly IngestResult[]> {
    return Promise.resolve(requests.map((request) => this.#ingestOne(request)));
  }

  ingestUnseen(requests: readonly IngestRequest[]): Promise<readonly IngestResult[]> {
    return this.ingest(requests);
  }

  refresh(): Promise<void> {
    return Promise.resolve();
  }

  search(request: SearchRequest): Promise<SearchResponse> {
    const searched = this.#searched(request.index, request.query);
    try {
      return Promise.resolve(
        searchIndices(
          searched.map(({ index }) => index),
          request,
        ),
      );
    } catch (error) {
      if (!(error instanceof ManyMappingsError)) throw error;
      throw new EngineError(
        'ENGINE_MANY_MAPPINGS',
        `the embedded engine does not aggregate documents of several mappings: ${error.indices.join(', ')}`,
        'Give the rule one stream, or run it on a real Elasticsearch.',
      );
    }
  }

  eqlSearch(request: EqlSearchRequest): Promise<EqlSearchResponse> {
    const { index: patterns, filter } = request;
    const indices = this.#searched(patterns, filter).map(({ index }): EqlIndex => {
      const { found } = index.find({ index: patterns, query: filter, size: 0 });
      const documents = found.map(({ document, stored: { index: _index, id: _id, version, source } }) => ({
        document,
        hit: { _index, _id, _version: version, _source: source },
      }));
      return { queries: index.querySet(), documents };
    });
    return Promise.resolve(this.#eql.search(request, indices));
  }

  esqlSearch(): Promise<never> {
    return Promise.reject(new EngineError('ENGINE_NO_ESQL', 'the embedded engine has no ES|QL'));
  }

  documents(stream: string): Promise<readonly StoredDocument[]> {
    return Promise.resolve(this.#stream(stream).index.documents());
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#streams.clear();
    return Promise.resolve();
  }

  /**
   * The streams with an index of such a name. Those that cannot match are left out where others can: compiling a query
   * for a mapping costs more than the search.
   */
  #searched(index: readonly string[], query: QueryDsl): EmbeddedStream[] {
    const patterns = index.map(namePattern);
    const named = [...this.#streams.values()].filter(({ definition: { name, bareIndices = [] } }) =>
      patterns.some((matches) => matches(name) || bareIndices.some(matches)),
    );
    const promising = named.filter((stream) => stream.index.mayMatch(query));
    return promising.length > 0 ? promising : named;
  }

  #ingestOne({ stream, index: bare, source, arrival, bypassPipeline }: IngestRequest): IngestResult {
    const { definition, pipelines, index } = this.#stream(stream);
    if (bare !== undefined && definition.bareIndices?.includes(bare) !== true) {
      throw new EngineError('ENGINE_UNKNOWN_STREAM', `the index ${bare} of ${stream} was not installed`);
    }
    const chain = [
      ...(bypassPipeline === true || bare !== undefined ? [] : [definition.defaultPipeline]),
      ...(definition.finalPipeline === undefined ? [] : [definition.finalPipeline]),
    ];
    const outcome = pipelines.run(chain, { index: bare ?? stream, id: null, source }, arrival);
    if (outcome.kind === 'dropped') return outcome;
    if (outcome.kind === 'failed')
      return { kind: 'failed', type: outcome.error.type, reason: outcome.error.reason };
    // Lucene writes half a surrogate pair as U+FFFD.
    const id = outcome.id?.toWellFormed() ?? this.#makeId();
    const written = index.create(outcome.index, id, outcome.source);
    if (written.kind === 'failed') return written;
    return { kind: written.kind, id };
  }

  #stream(name: string): EmbeddedStream {
    const stream = this.#streams.get(name);
    if (!stream) throw new EngineError('ENGINE_UNKNOWN_STREAM', `the data stream ${name} was not installed`);
    return stream;
  }

  /** Elasticsearch makes ids for documents without one; here they count up, so that runs are repeatable. */
  #makeId(): string {
    this.#made += 1;
    return `made-${String(this.#made).padStart(8, '0')}`;
  }
}
