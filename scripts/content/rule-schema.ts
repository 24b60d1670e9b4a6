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

const common = {
  id: z.uuid().describe('The rule’s own fixed UUID; never changes.'),
  name: z.string().min(1).max(120),
  description: z.string().min(20).describe('What the rule finds and why it matters; one to three sentences.'),
  version: z.int().min(1),
  status: z
    .enum(['documented', 'derived', 'seed-only', 'unverified'])
    .describe('How well the event is known; seed-only and unverified must be explained in setup.'),
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
  stream: z.string().describe('event.dataset of the events; the index patterns follow from it.').optional(),
  language: z.literal('kuery').optional(),
  query: z.string().min(1).describe('KQL; `{{list}}` placeholders are filled from tenant.yml.'),
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

const queryRule = z.strictObject({ ...common, type: z.literal('query').optional() });

const thresholdRule = z.strictObject({
  ...common,
  type: z.literal('threshold'),
  clock,
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
  new_terms_fields: z.array(z.string()).min(1).max(3),
  history_window_start: dateMath,
});

/** One file under package-content/rules/<service>/<slug>.yml; what it leaves out comes from rule-defaults.yml. */
export const ruleFileSchema = z.union([queryRule, thresholdRule, newTermsRule]);

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
