import type { JsonObject } from '../base/json';
import { loadPipelines } from './load';
import type { IngestOutcome, PipelineDefinition } from './types';

/**
 * Runs one pipeline over one source, as `_ingest/pipeline/_simulate` does: index `index`, id `id`, and the name
 * that Elasticsearch gives to the pipeline. Throws ContentError as {@link loadPipelines}.
 */
export function simulate(definition: PipelineDefinition, source: JsonObject, now = 0): IngestOutcome {
  const pipelines = loadPipelines({ _simulate_pipeline: definition });
  return pipelines.run(['_simulate_pipeline'], { index: 'index', id: 'id', source }, now);
}
