import { z } from '../base/zod';
import { caseFileSchema } from '../cases';
import { collectorFileSchema } from '../collect/config/file-schema';
import {
  dataStreamManifestSchema,
  fieldsFileSchema,
  ruleDefaultsSchema,
  ruleFileSchema,
  streamsFileSchema,
  tenantSchema,
} from '../content';
import { documentsSchema } from '../coverage';
import { profileSchema, storySchema } from '../generate';
import { equivalentsSchema } from '../mutate';

/** JSON Schemas for editors by file name, made from the zod schemas that the loader uses. */
export function editorSchemas(): Map<string, string> {
  const schemas = {
    rule: ruleFileSchema,
    'rule-defaults': ruleDefaultsSchema,
    cases: caseFileSchema,
    tenant: tenantSchema,
    streams: streamsFileSchema,
    fields: fieldsFileSchema,
    'data-stream': dataStreamManifestSchema,
    documents: documentsSchema,
    'equivalent-mutants': equivalentsSchema,
    profile: profileSchema,
    story: storySchema,
    collector: collectorFileSchema,
  };
  return new Map(
    Object.entries(schemas).map(([name, schema]) => [
      `${name}.schema.json`,
      `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 2)}\n`,
    ]),
  );
}
