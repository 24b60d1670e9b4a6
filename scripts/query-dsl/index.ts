export { compileKql, type KnownFields } from './compile-kql';
export { compiledParts } from './compiled-parts';
export type { PreparedDocument } from './document/prepared-document';
export { fieldValues } from './field-values';
export { FieldCatalogue, fieldCatalogue } from './mapping/field-catalogue';
export type { FieldDefinition, FieldType } from './mapping/field-definition';
export { namePattern } from './mapping/name-pattern';
export type { Matcher } from './queries/context';
export { nativeDifference, type NativeDifference } from './native-kql/difference';
export { syntaxDifference } from './native-kql/syntax';
export { termDifference, type TermDifference } from './native-kql/term';
export { findingsOf, type Findable } from './search/findings';
export { QuerySet, type CompileOptions } from './query-set';
export { ManyMappingsError, searchIndices } from './search/search-indices';
export { SearchIndex, type CreateResult } from './search/search-index';
export { shownValue } from './search/shown-value';
export { compileQuery, prepareDocument, sharedQuerySet } from './shared-query-set';
export type {
  IndexMapping,
  QueryDsl,
  SearchHit,
  SearchRequest,
  SearchResponse,
  StoredDocument,
} from './types';
export { parseDate } from './values/date-format';
export { DateMathError, resolveDateMath, type DateMathOptions } from './values/date-math';
export { parseCidr, parseIp } from './values/ip-address';
export type { Scalar } from './values/scalar';
