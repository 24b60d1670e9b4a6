/** Executes Elasticsearch 9.4 ingest pipelines in this process. */
export type { KnownSteps } from './compile-processor';
export { loadPipelines, type LoadOptions } from './load';
export { scriptTokens } from './painless';
export { simulate } from './simulate';
export type { DefinitionPath, Locate } from './problems';
export type { IngestFailure, IngestInput, IngestOutcome, PipelineDefinition, PipelineSet } from './types';
