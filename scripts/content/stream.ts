import type { JsonObject } from '../base/json';
import type { PipelineDefinition, PipelineSet } from '../ingest/types';
import type { FieldCatalogue } from '../query-dsl';
import type { IndexMapping } from '../query-dsl/types';
import type { StreamsFile } from './stream-schema';

/** An ingest pipeline as its template gives it, before it is read. */
export interface PipelineText {
  /** Name of its file without ending, e.g. `default`. */
  readonly key: string;
  /** Path of the template, relative to the pack's root. */
  readonly file: string;
  /** YAML. */
  readonly text: string;
}

/** A data stream of the pack, rendered and checked. */
export interface Stream {
  /** event.dataset, e.g. `o365.audit`. */
  readonly dataset: string;
  readonly config: StreamsFile[string];
  /** Data stream name, e.g. `logs-o365_rulepack.audit-default`. */
  readonly name: string;
  readonly mapping: IndexMapping;
  readonly settings: JsonObject;
  /** Every field as the index knows it, also those that dynamic mapping would make. */
  readonly fields: FieldCatalogue;
  /** The fields that the data stream declares, by name or by pattern; queries may name these only. */
  readonly declaredFields: FieldCatalogue;
  readonly pipelines: Readonly<Record<string, PipelineDefinition>>;
  readonly pipelineTexts: readonly PipelineText[];
  readonly defaultPipeline: string;
  /** The pipelines compiled for the embedded engine. */
  readonly compiled: PipelineSet;
}
