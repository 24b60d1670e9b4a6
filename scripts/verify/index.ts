export { conjuncts, explainQuery } from './explain-query';
export type { ClauseTrace } from './explain-query';
export { isProven } from './proof';
export type { CaseProof, ClauseProof, Evidence, PackProof, RuleProof } from './proof';
export { proofStreams, withFinalPipeline } from './proof-streams';
export { embeddedDocuments, prove, PROOF_NOW } from './prove';
