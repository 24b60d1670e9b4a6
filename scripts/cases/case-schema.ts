import { z } from '../base/zod';
import { isJsonObject } from '../base/json';
import type { JsonObject, JsonValue } from '../base/json';

/** YAML’s core schema gives JSON values only, so they are not walked again: records are most of what is loaded. */
const json = z.unknown() as z.ZodType<JsonValue>;
const jsonObject = z
  .unknown()
  .refine(isJsonObject, 'not a mapping')
  .meta({ type: 'object' }) as z.ZodType<JsonObject>;

const age = z
  .string()
  .regex(/^-\d+[smhd]$|^0m$/, 'an age relative to the run such as -10m, -3h or -5d')
  .describe('Relative to the moment of the run, e.g. -10m.');

const jsonPatch = z
  .array(
    z.strictObject({
      op: z.enum(['add', 'remove', 'replace', 'move', 'copy', 'test']),
      path: z.string(),
      from: z.string().optional(),
      value: json.optional(),
    }),
  )
  .min(1)
  .describe('JSON Patch (RFC 6902).');

const timing = {
  at: age.optional().describe('When it happened (the record’s time field is set to it); default -10m.'),
  ingested: age.optional().describe('When it reached Elasticsearch; default: when it happened.'),
  repeat: z.int().min(1).max(20000).optional().describe('How many of it; each gets an Id of its own.'),
  every: z
    .string()
    .regex(/^\d+(\.\d+)?[smhd]$/)
    .optional()
    .describe('Distance between repetitions, going forward in time from `at`; default 0s.'),
  vary: z
    .record(z.string(), z.string())
    .optional()
    .describe(
      'JSON pointer → template; {n} is the index of the repetition from 0, {m4} that index modulo 4.',
    ),
};

/** One or more records of the same kind. */
const event = z.strictObject({
  stream: z
    .string()
    .optional()
    .describe(
      'event.dataset; default: that of data_stream in a finished document, else the first one of the rule.',
    ),
  record: jsonObject.optional().describe('The raw record, as Microsoft delivers it.'),
  of: z
    .string()
    .optional()
    .describe('Instead of record: the id of a hit case of this file whose (first) record is meant.'),
  raw: z.string().optional().describe('Instead of record: text that is no JSON object.'),
  already: z
    .literal('ecs')
    .optional()
    .describe(
      'The record is a finished ECS document (as Elastic’s own integration makes); the pipeline is bypassed. It lies in the index that its data_stream names, without one in Filebeat’s.',
    ),
  patch: jsonPatch.optional(),
  same_id: z
    .boolean()
    .optional()
    .describe('Repetitions are re-deliveries of one record: all have the same Id.'),
  ...timing,
});

const hit = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string().min(1).describe('What happens in it, as a short sentence.'),
  stream: event.shape.stream,
  record: event.shape.record,
  of: event.shape.of,
  already: event.shape.already,
  patch: event.shape.patch,
  events: z.array(event).min(1).optional().describe('Instead of record: several events.'),
  ...timing,
  runs: z
    .array(age)
    .min(1)
    .optional()
    .describe('When the rule runs; default one run at 0m. Ages, oldest first.'),
  alerts: z.int().min(1).optional().describe('Alerts expected over all runs; default 1.'),
});

const nearMiss = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  of: z.string().describe('The id of the hit case from which it differs in one change.'),
  changed: z.string().min(1).describe('The one change, in words; begins with the field or clause.'),
  patch: jsonPatch.optional().describe('Applied to every record of the case.'),
  patch_case: jsonPatch
    .optional()
    .describe(
      'Instead: applied to the case itself, as {at, ingested, repeat, …} or {events: [...], runs: [...]}.',
    ),
});

/** One file under fixtures/cases/<service>/<slug>.yml: the proof of the rule of the same service and slug. */
export const caseFileSchema = z.strictObject({
  rule: z.string().describe('The rule’s slug.'),
  hits: z.array(hit).min(1),
  near_misses: z.array(nearMiss).min(1),
});

export type CaseFile = z.infer<typeof caseFileSchema>;
export type HitCase = z.infer<typeof hit>;
export type NearMissCase = z.infer<typeof nearMiss>;
export type CaseEvent = z.infer<typeof event>;
