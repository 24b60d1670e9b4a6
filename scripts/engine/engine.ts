import type { JsonObject } from '../base/json';
import type { EsqlRequest } from '../detection';
import type { EqlSearchRequest, EqlSearchResponse } from '../eql';
import type { PipelineDefinition, PipelineSet } from '../ingest/types';
import type { IndexMapping, SearchRequest, SearchResponse, StoredDocument } from '../query-dsl/types';

export type EngineName = 'embedded' | 'local' | 'container' | 'url';

/** What a running engine can do, read from the node's own module list (never assumed from its version). */
export interface Capabilities {
  readonly ingest: boolean;
  readonly painless: boolean;
  readonly mustache: boolean;
  /** The native `kql` query. */
  readonly kql: boolean;
  readonly eql: boolean;
  readonly esql: boolean;
  readonly dataStreams: boolean;
  readonly constantKeyword: boolean;
  readonly wildcard: boolean;
  readonly matchOnlyText: boolean;
}

/** One data stream of the pack, as an engine installs it. */
export interface StreamDefinition {
  /** Data stream name without engine prefix, e.g. `logs-o365_rulepack.audit-default`. */
  readonly name: string;
  /** The mapping as it ships; an engine that lacks a field type maps its nearest kin. */
  readonly mapping: IndexMapping;
  readonly settings: JsonObject;
  /** Pipelines by name (without engine prefix); `pipeline` processors among them refer to these names. */
  readonly pipelines: Readonly<Record<string, PipelineDefinition>>;
  readonly defaultPipeline: string;
  /** Some of these pipelines as they were compiled already: spares the embedded engine to compile them again. */
  readonly compiled?: PipelineSet | undefined;
  /** Runs after the default pipeline, on every document, also on those that bypass the default pipeline. */
  readonly finalPipeline?: string | undefined;
  /**
   * Further indices of the same mapping, named as the stream is; of the pipelines they run the final one only.
   * Documents go there by {@link IngestRequest.index}.
   */
  readonly bareIndices?: readonly string[] | undefined;
}

/** A document to write with `op_type: create`. */
export interface IngestRequest {
  readonly stream: string;
  /** One of the stream’s bare indices; undefined: the stream itself. */
  readonly index?: string | undefined;
  readonly source: JsonObject;
  /** Epoch milliseconds: the embedded engine's `_ingest.timestamp`; a real server uses its own clock. */
  readonly arrival: number;
  /** True: the document is in its final shape already (`already: ecs`); only the final pipeline runs. */
  readonly bypassPipeline?: boolean | undefined;
}

export type IngestResult =
  | { readonly kind: 'created'; readonly id: string }
  /** A document of this `_id` is there already (HTTP 409): the delivery was a repetition. */
  | { readonly kind: 'duplicate'; readonly id: string }
  | { readonly kind: 'dropped' }
  | { readonly kind: 'failed'; readonly type: string; readonly reason: string };

/** An engine that is not running yet: it can only be started. */
export interface Engine {
  readonly name: EngineName;
  /** Boots or connects. Throws {@link EngineError} with the cure when it cannot. */
  start(progress?: (message: string) => void): Promise<StartedEngine>;
}

/** A running engine; `await using` stops its process or container and removes what it made. */
export interface StartedEngine extends AsyncDisposable {
  readonly name: EngineName;
  /** e.g. `Elasticsearch 9.4.3`, or `embedded`. */
  readonly description: string;
  readonly capabilities: Capabilities;
  /** Adaptations made because of a missing capability, one sentence each, for the report. */
  readonly adaptations: readonly string[];
  install(streams: readonly StreamDefinition[]): Promise<void>;
  /** Writes in order and refreshes; one result for each request, in the same order. */
  ingest(requests: readonly IngestRequest[]): Promise<readonly IngestResult[]>;
  /** As `ingest`, but searches see the documents after `refresh` only: quicker where there are many. */
  ingestUnseen(requests: readonly IngestRequest[]): Promise<readonly IngestResult[]>;
  /** Makes all documents of the installed streams visible to searches. */
  refresh(): Promise<void>;
  /** Calls made together are sent together (`_msearch`). */
  search(request: SearchRequest): Promise<SearchResponse>;
  /** Only with the capability `eql`. */
  eqlSearch(request: EqlSearchRequest): Promise<EqlSearchResponse>;
  /** Only with the capability `esql`. */
  esqlSearch(request: EsqlRequest): Promise<readonly JsonObject[]>;
  /** Every document of a stream and its bare indices, with version, for comparison. */
  documents(stream: string): Promise<readonly StoredDocument[]>;
}
