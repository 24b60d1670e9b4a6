export { conditionParts } from './condition-parts';
export { ConditionCompiler } from './compile-condition';
export { eqlClauses } from './clauses';
export { compileEql } from './compile-eql';
export { parseEql } from './parse';
export { eqlFields, eventsOf } from './query-fields';
export { EqlSearcher, type EqlIndex } from './search-eql';
export { EqlSyntaxError } from './syntax-error';
export type {
  EqlCondition,
  EqlEvent,
  EqlLiteral,
  EqlQuery,
  EqlSequence,
  EqlSpan,
  EqlTerm,
} from './syntax-tree';
export type { EqlFieldNames, EqlSearch, EqlSearchRequest, EqlSearchResponse, EqlSequenceHit } from './types';
