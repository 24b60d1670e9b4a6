import { z } from '../../base/zod';
import { isJsonObject } from '../../base/json';
import type { JsonObject } from '../../base/json';

const slug = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'words in small letters, joined by hyphens');
const castName = z.string().regex(/^[a-z][a-z0-9_]*$/, 'small letters, digits and _');
const duration = z.string().regex(/^\d+(?:\.\d+)?[smhd]$/, 'a duration such as 30s, 5m, 2h');

/** Whom of the tenant a story takes for a part. */
export const PARTS = ['employee', 'executive', 'finance', 'administrator', 'contractor', 'guest'] as const;

export const STORY_STREAMS = ['o365.audit', 'azure.auditlogs', 'azure.activitylogs'] as const;

const step = z.strictObject({
  step: slug.describe('Name of the step, unique in its story; the labels name it.'),
  title: z.string().min(1).describe('What happens, one sentence.'),
  who: castName.describe('Who does it, one of the cast.'),
  from: z
    .enum(['office', 'home', 'outside'])
    .describe(
      'Where from: the office or the home of “who”, or the address that the attacker keeps through the story.',
    ),
  after: duration.default('0s').describe('Time since the first record of the step before.'),
  repeat: z.int().min(1).max(1000).default(1).describe('How many records.'),
  every: duration.default('1m').describe('Time between two of them.'),
  stream: z.enum(STORY_STREAMS).default('o365.audit').describe('The event.dataset of the records.'),
  rules: z.array(slug).min(1).describe('The rules that find it.'),
  record: (
    z
      .unknown()
      .refine(isJsonObject, 'expected a raw record')
      .meta({ type: 'object' }) as z.ZodType<JsonObject>
  ).describe('The raw record; {{placeholders}} stand for what the tenant and the moment give.'),
});

/** fixtures/stories/<story>.yml */
export const storySchema = z.strictObject({
  story: slug.describe('Name of the story, as its file is called.'),
  title: z.string().min(1).describe('What the attacker does, one sentence.'),
  cast: z
    .record(castName, z.enum(PARTS))
    .describe('The people of the story, each another account, and what they are in the tenant.'),
  steps: z.array(step).min(1),
});

export type StoryFile = z.infer<typeof storySchema>;
export type StepFile = StoryFile['steps'][number];
