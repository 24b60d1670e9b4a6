export { caseFileSchema } from './case-schema';
export { ARRIVAL_LABEL, CASE_LABEL, ingestRequests } from './date-records';
export { loadCases } from './load-cases';
export type { CaseRecord, ProofCase } from './proof-case';
export { comparison, pipelineFixture, pipelineFixtures } from './pipeline-fixtures';
export type { PipelineFixture } from './pipeline-fixtures';
