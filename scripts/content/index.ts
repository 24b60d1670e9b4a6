export type { Attack } from './attack';
export type { EcsField } from './ecs-fields';
export { DataView } from './data-view';
export type { Deprecation } from './deprecation';
export { loadPack } from './load-pack';
export { esqlAt, esqlDottedNames, esqlSources, mapEsqlPatterns } from './esql-text';
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
export type { QueryField } from './query-fields';
export { queryFields, ruleFields } from './query-fields';
export { ContentReader } from './reader';
export { ruleDefaultsSchema, ruleFileSchema } from './rule-schema';
export type { RecordPlaces } from './stream-schema';
export type { FieldDefinition } from './stream-schema';
export { dataStreamManifestSchema, fieldsFileSchema, streamsFileSchema } from './stream-schema';
export { createTemplates } from './templates';
export { tenantSchema } from './tenant-schema';
export { validateYaml } from './validate';
