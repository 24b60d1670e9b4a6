import { z } from '../base/zod';

const dateMath = z
  .string()
  .regex(/^now(-\d+[smhd])?$/, 'date math such as now-30m, with the unit s, m, h or d')
  .describe('Date math relative to the run, e.g. now-30m.');

const sentence = z.string().min(1);

const attack = z
  .strictObject({
    tactic: z
      .string()
      .regex(/^TA\d{4}$/, 'a tactic id such as TA0003')
      .describe('ATT&CK tactic id.'),
    techniques: z
      .array(z.string().regex(/^T\d{4}(\.\d{3})?$/, 'a technique id such as T1098.002'))
      .describe(
        'Techniques and sub-techniques under this tactic; names and links come from the ATT&CK data.',
      ),
  })
  .describe('One row of the ATT&CK mapping.');

const guide = z
  .strictObject({
    summary: sentence.describe('What happened, for the analyst who opens the alert: two or three sentences.'),
    triage: z
      .array(sentence)
      .min(2)
      .describe('Steps that decide whether it is an attack; name the fields to look at.'),
    false_positives: z.array(sentence).min(1).describe('Ordinary causes, and how to recognise each.'),
    response: z.array(sentence).min(2).describe('What to do when it is an attack; name cmdlets or portals.'),
  })
  .describe('The investigation guide; rendered to the rule’s `note`.');

const clock = z
  .strictObject({
    by: z.enum(['event.ingested', '@timestamp']).describe('The clock by which the threshold counts.'),
    why: sentence.describe('Why this clock, and what it costs.'),
  })
  .describe('Threshold rules only: arrivals (event.ingested) or occurrences (@timestamp).');

const suppressionDuration = z
  .string()
  .regex(/^[1-9]\d*[smh]$/, 'a duration such as 1h, in s, m or h')
  .describe('How long further alerts of a group are held back; without it, within one run.');

const suppression = z
  .strictObject({
    group_by: z
      .array(z.string())
      .min(1)
      .max(3)
      .describe('Events with the same values in these fields become one alert.'),
    duration: suppressionDuration.optional(),
    missing_fields: z
      .enum(['suppress', 'doNotSuppress'])
      .optional()
      .describe('Events that lack a group field: grouped as well (default), or each an alert.'),
  })
  .describe('Kibana’s alert suppression: one alert for many like it. Needs a Platinum licence in Kibana.');

/** Semantic version of the package, e.g. 0.2.0. */
const packageVersion = z
  .string()
  .regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/, 'a semantic version in quotes or with two dots, such as 0.2.0');

const deprecated = z
  .strictObject({
    since: packageVersion.describe('The package version from which on it ships as deprecated.'),
    reason: sentence.describe('Why, for the analyst who still uses it; shown in the investigation guide.'),
    replaced_by: z.string().describe('The slug of the rule to use instead.').optional(),
  })
  .describe('The rule ships as “Deprecated - <name>”, switched off and tagged Deprecated; docs/versions.md.');

const common = {
  id: z.uuid().describe('The rule’s own fixed UUID; never changes.'),
  name: z.string().min(1).max(120),
  description: z.string().min(20).describe('What the rule finds and why it matters; one to three sentences.'),
  version: z.int().min(1),
  status: z
    .enum(['documented', 'derived', 'seed-only', 'unverified'])
    .describe('How well the event is known; seed-only and unverified must be explained in setup.'),
  deprecated: deprecated.optional(),
  severity: z.enum(['low', 'medium', 'high', 'critical']).optional(),
  risk_score: z.int().min(0).max(100).optional(),
  enabled: z.boolean().optional(),
  interval: z
    .string()
    .regex(/^[1-9]\d*[smh]$/, 'a duration such as 5m')
    .optional(),
  from: dateMath.optional().describe('Start of the window; default now-30m.'),
  to: dateMath.optional().describe('End of the window; default now.'),
  max_signals: z.int().min(1).max(1000).optional(),
  stream: z
    .union([z.string(), z.array(z.string()).min(1)])
    .describe('event.dataset of the events, or several; the index patterns follow from it.')
    .optional(),
  language: z.literal('kuery').optional(),
  query: z.string().min(1).describe('KQL; `{{list}}` placeholders are filled from tenant.yml.'),
  noise: sentence.describe(
    'How often it is meant to alert in a normal tenant, and on what; shown in the investigation guide.',
  ),
  building_block: z
    .literal(true)
    .describe('Its alerts are parts of a picture, hidden from the list of alerts by default.')
    .optional(),
  use_case: z.string().describe('Kibana tag «Use Case: …».').optional(),
  tags: z.array(sentence).optional().describe('Further Kibana tags beside the derived ones.'),
  attack: z.array(attack).min(1),
  references: z.array(z.url()).min(1),
  guide,
  setup: sentence.describe(
    'What must be switched on or licensed for the events to arrive; says when unverified.',
  ),
  author: z.array(sentence).optional(),
};

const queryRule = z.strictObject({
  ...common,
  type: z.literal('query').optional(),
  suppression: suppression.optional(),
});

const thresholdRule = z.strictObject({
  ...common,
  type: z.literal('threshold'),
  clock,
  suppression: z
    .strictObject({ duration: suppressionDuration })
    .describe('Kibana’s alert suppression; a threshold rule groups by its own fields.')
    .optional(),
  threshold: z.strictObject({
    field: z.array(z.string()).max(5).describe('Group fields; empty: all hits together.'),
    value: z.int().min(1),
    cardinality: z
      .array(z.strictObject({ field: z.string(), value: z.int().min(1) }))
      .max(1)
      .optional(),
  }),
});

const newTermsRule = z.strictObject({
  ...common,
  type: z.literal('new_terms'),
  suppression: suppression.optional(),
  new_terms_fields: z.array(z.string()).min(1).max(3),
  history_window_start: dateMath,
});

const eqlRule = z.strictObject({
  ...common,
  type: z.literal('eql'),
  suppression: suppression.optional(),
  language: z.literal('eql').optional(),
  query: z
    .string()
    .min(1)
    .describe(
      'EQL, an event query or a sequence; `{{eql_any lists.name}}` is a list of texts from tenant.yml.',
    ),
  timestamp_field: z.string().describe('Orders the events; default @timestamp.').optional(),
  event_category_override: z.string().describe('Default event.category.').optional(),
  tiebreaker_field: z.string().describe('Orders events of the same time.').optional(),
});

const esqlRule = z.strictObject({
  ...common,
  type: z.literal('esql'),
  suppression: suppression.optional(),
  language: z.literal('esql').optional(),
  query: z
    .string()
    .min(1)
    .describe('ES|QL that begins with “from”; without “stats” it names metadata _id, _version, _index.'),
});

/** One file under package-content/rules/<service>/<slug>.yml; what it leaves out comes from rule-defaults.yml. */
export const ruleFileSchema = z.union([queryRule, thresholdRule, newTermsRule, eqlRule, esqlRule]);

/** package-content/rule-defaults.yml. */
export const ruleDefaultsSchema = z.strictObject({
  type: z.literal('query'),
  language: z.literal('kuery'),
  interval: common.interval.unwrap(),
  from: dateMath,
  to: dateMath,
  risk_score: z.int().min(0).max(100),
  severity: z.enum(['low', 'medium', 'high', 'critical']),
  max_signals: z.int().min(1).max(1000),
  timestamp_override: z.string(),
  enabled: z.boolean(),
  stream: z.string(),
  use_case: z.string(),
  tags: z.array(sentence),
  author: z.array(sentence),
  license: z.string(),
});

export type RuleFile = z.infer<typeof ruleFileSchema>;
export type RuleDefaults = z.infer<typeof ruleDefaultsSchema>;
