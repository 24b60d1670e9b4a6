import { EngineError } from '../../base/errors';
import { loadPipelines } from '../../ingest';
import type { PipelineSet } from '../../ingest/types';
import { namePattern, SearchIndex } from '../../query-dsl';
import type { SearchRequest, SearchResponse, StoredDocument } from '../../query-dsl/types';
import type {
  Capabilities,
  Engine,
  IngestRequest,
  IngestResult,
  StartedEngine,
  StreamDefinition,
} from '../engine';

/** What this process does itself; the rest (EQL, ES|QL) is not written yet. */
const capabilities: Capabilities = {
  ingest: true,
  painless: true,
  mustache: true,
  kql: false,
  eql: false,
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
  #made = 0;

  install(streams: readonly StreamDefinition[]): Promise<void> {
    for (const definition of streams) {
      const pipelines = loadPipelines(definition.pipelines);
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

  search(request: SearchRequest): Promise<SearchResponse> {
    const matching = [...this.#streams.values()].filter(({ definition }) =>
      request.index.some((pattern) => namePattern(pattern)(definition.name)),
    );
    const [first, ...others] = matching;
    if (!first) return Promise.resolve({ total: 0, hits: [] });
    if (others.length > 0) {
      const names = matching.map(({ definition }) => definition.name).join(', ');
      throw new EngineError(
        'ENGINE_MANY_STREAMS',
        `the embedded engine searches one data stream at a time, not ${names}`,
      );
    }
    return Promise.resolve(first.index.search(request));
  }

  documents(stream: string): Promise<readonly StoredDocument[]> {
    return Promise.resolve(this.#stream(stream).index.documents());
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#streams.clear();
    return Promise.resolve();
  }

  #ingestOne({ stream: name, source, arrival, bypassPipeline }: IngestRequest): IngestResult {
    const { definition, pipelines, index } = this.#stream(name);
    const chain = [
      ...(bypassPipeline === true ? [] : [definition.defaultPipeline]),
      ...(definition.finalPipeline === undefined ? [] : [definition.finalPipeline]),
    ];
    const outcome = pipelines.run(chain, { index: name, id: null, source }, arrival);
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
