import type { IngestDocument } from './document';
import { ingestError } from './errors';
import { runSteps, runStepsOrRecover, type Step } from './step';

export interface CompiledPipeline {
  readonly name: string;
  readonly steps: readonly Step[];
  readonly onFailure: readonly Step[];
}

/** Pipelines by name; processors look others up when they run, as pipelines may refer to each other in any order. */
export type PipelineTable = ReadonlyMap<string, CompiledPipeline>;

/** Elasticsearch's default of `es.ingest.max_pipelines`. */
const MAX_NESTED_PIPELINES = 100;

/** Runs a pipeline over a document, with `_ingest.pipeline` set while it runs. */
export function runPipeline(pipeline: CompiledPipeline, document: IngestDocument): void {
  if (pipeline.steps.length === 0) return;
  enter(pipeline, document);
  const outer = document.ingest['pipeline'];
  document.ingest['pipeline'] = pipeline.name;
  try {
    if (pipeline.onFailure.length === 0) runSteps(pipeline.steps, document);
    else runStepsOrRecover(pipeline.steps, pipeline.onFailure, document);
  } finally {
    document.running.pop();
    if (outer === undefined) delete document.ingest['pipeline'];
    else document.ingest['pipeline'] = outer;
  }
}

function enter(pipeline: CompiledPipeline, document: IngestDocument): void {
  const { running } = document;
  if (running.length >= MAX_NESTED_PIPELINES) {
    const limit = `Cannot have more than ${MAX_NESTED_PIPELINES} nested pipelines`;
    throw ingestError('graph_structure_exception', `Too many nested pipelines. ${limit}`);
  }
  if (running.includes(pipeline.name)) {
    throw ingestError('graph_structure_exception', `Cycle detected for pipeline: ${pipeline.name}`);
  }
  running.push(pipeline.name);
}
