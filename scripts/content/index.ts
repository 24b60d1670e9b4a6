export { loadPack } from './load-pack';
export { nearest } from '../base/nearest';
export type { NewTermsRule, Pack, QueryRule, Rule, Stream, Threat, ThresholdRule } from './pack';
export { queryFields } from './query-fields';
export { ContentReader } from './reader';
export { ruleDefaultsSchema, ruleFileSchema } from './rule-schema';
export { dataStreamManifestSchema, fieldsFileSchema, streamsFileSchema } from './stream-schema';
export { tenantSchema } from './tenant-schema';
export { validateYaml } from './validate';
