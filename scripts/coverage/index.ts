export { attackMatrix, navigatorLayer } from './attack';
export { coverage } from './coverage';
export type { Coverage } from './coverage';
export { documentsSchema, loadDocuments } from './documents';
export { coveragePage } from './page';
export type { CoveredDocument } from './documents';
export type { RecordedProofs } from './proofs';
export { readProofs, recordedProofs, writeProofs } from './proofs';
export { rulePagePath } from './rule-page-path';
