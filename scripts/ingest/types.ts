import type { JsonObject } from '../base/json';

/** An ingest pipeline as PUT to Elasticsearch: `description`, `processors`, `on_failure`. */
export interface PipelineDefinition extends JsonObject {
  processors: JsonObject[];
}

/** What is sent to `_bulk` with a pipeline. */
export interface IngestInput {
  readonly index: string;
  /** null: Elasticsearch makes one. */
  readonly id: string | null;
  readonly source: JsonObject;
}

/** What leaves the pipeline. */
export type IngestOutcome =
  | {
      readonly kind: 'document';
      readonly index: string;
      readonly id: string | null;
      readonly source: JsonObject;
    }
  | { readonly kind: 'dropped' }
  | { readonly kind: 'failed'; readonly error: IngestFailure };

/** An error that no on_failure handled: the document is refused. */
export interface IngestFailure {
  /** Elasticsearch's exception type, e.g. `illegal_argument_exception`. */
  readonly type: string;
  readonly reason: string;
  readonly processorType?: string | undefined;
  readonly processorTag?: string | undefined;
  readonly pipeline?: string | undefined;
}

/** Pipelines that were checked and compiled; what is unknown was refused before this exists. */
export interface PipelineSet {
  readonly names: readonly string[];
  /**
   * Runs pipelines one after the other over one document (default pipeline, then final pipeline).
   * The input is not changed. `now` (epoch milliseconds) is what `_ingest.timestamp` says.
   */
  run(pipelines: readonly string[], input: IngestInput, now: number): IngestOutcome;
  /** As {@link run}, but takes the input over: its source is changed and becomes that of the outcome. */
  runOwned(pipelines: readonly string[], input: IngestInput, now: number): IngestOutcome;
}
