export { equivalentsSchema, loadEquivalents } from './equivalents';
export type { PipelineMutation, PipelineSurvivor, RuleMutation, Survivor } from './mutation';
export { mutateInThreads } from './pool';
export type { MutationOutcome } from './pool';
export { scoreOf } from './score';
export type { MutationScore, Score } from './score';
