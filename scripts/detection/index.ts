export type { Alert } from './alert';
export { nativeDifference } from './native-kql';
export { RecordMatcher } from './record-matcher';
export { ruleQuery } from './requests';
export type { QueryForm } from './requests';
export { initialState, runRule } from './run';
export type { RuleState, RunOptions, RunResult } from './run';
export type { EsqlRequest, EsqlSearch, Search } from './types';
