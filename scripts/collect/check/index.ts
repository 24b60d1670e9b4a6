export { checkCollector } from './check-collector';
export type { CheckParts } from './check-collector';
export type { AskElasticsearch, FetchLike } from './fetch-like';
export type { Finding } from './finding';
export { findingsText } from './findings-text';
