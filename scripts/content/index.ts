export type { Attack } from './attack';
export type { EcsField } from './ecs-fields';
export type { DataView } from './data-view';
export { loadPack } from './load-pack';
export { esqlAt, esqlSources, mapEsqlPatterns } from './esql-text';
export { nearest } from '../base/nearest';
export { isKqlRule, suppressionFields } from './pack';
export type {
  EqlRule,
  EsqlRule,
  KqlRule,
  NewTermsRule,
  Pack,
  QueryRule,
  Rule,
  Stream,
  Suppression,
  Threat,
  ThresholdRule,
} from './pack';
export { queryLocation } from './parse-query';
export { ruleFields } from './query-fields';
export { ContentReader } from './reader';
export { ruleDefaultsSchema, ruleFileSchema } from './rule-schema';
export type { RecordPlaces } from './stream-schema';
export { dataStreamManifestSchema, fieldsFileSchema, streamsFileSchema } from './stream-schema';
export { tenantSchema } from './tenant-schema';
export { validateYaml } from './validate';
