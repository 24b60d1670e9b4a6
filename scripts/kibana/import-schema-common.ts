import validRange from 'semver/ranges/valid';
import { z } from '../base/zod';

const text = z.string().refine((value) => value.trim() !== '', 'must not be empty');
const texts = z.array(text);

/** Date math as Elasticsearch reads it, relative to the run: `now-30m`, `now/d`, `now-1d/d`. */
export const dateMath = z
  .string()
  .regex(/^now([+-]\d+[smhdwMy])*(\/[smhdwMy])?$/, 'expected date math such as now-30m');

/** What Kibana's task manager takes as a schedule. */
const interval = z.string().regex(/^[1-9]\d*[smhd]$/, 'expected a duration such as 5m, in s, m, h or d');

export const severity = z.enum(['low', 'medium', 'high', 'critical']);
export const riskScore = z.int().min(0).max(100);
export const indexPatterns = z.array(text).min(1);
export const fieldName = z
  .string()
  .regex(/^[^\s*]+$/, 'expected the name of a field, without blanks and without *');

const attackEntry = (pattern: RegExp, example: string) =>
  z.strictObject({
    id: z.string().regex(pattern, `expected an ATT&CK id such as ${example}`),
    name: text,
    reference: z.url({ protocol: /^https$/ }),
  });

const threat = z.strictObject({
  framework: z.literal('MITRE ATT&CK'),
  tactic: attackEntry(/^TA\d{4}$/, 'TA0003'),
  technique: z
    .array(
      attackEntry(/^T\d{4}$/, 'T1098').extend({
        subtechnique: z.array(attackEntry(/^T\d{4}\.\d{3}$/, 'T1098.002')).optional(),
      }),
    )
    .optional(),
});

const suppressionDuration = z.strictObject({
  value: z.int().min(1),
  unit: z.enum(['s', 'm', 'h']),
});

export const alertSuppression = z.strictObject({
  group_by: z.array(fieldName).min(1).max(3),
  duration: suppressionDuration.optional(),
  missing_fields_strategy: z.enum(['doNotSuppress', 'suppress']).optional(),
});

/** A threshold rule groups by its own fields and suppresses for a duration, always. */
export const thresholdAlertSuppression = z.strictObject({ duration: suppressionDuration });

const mappedValue = { field: fieldName, operator: z.literal('equals'), value: z.string() };

const exceptionList = z.strictObject({
  id: text,
  list_id: text,
  type: z.enum([
    'detection',
    'rule_default',
    'endpoint',
    'endpoint_trusted_apps',
    'endpoint_events',
    'endpoint_host_isolation_exceptions',
    'endpoint_blocklists',
  ]),
  namespace_type: z.enum(['agnostic', 'single']),
});

const required = {
  rule_id: text,
  name: text,
  description: text,
  severity,
  risk_score: riskScore,
};

const optional = {
  version: z.int().min(1),
  enabled: z.boolean(),
  interval,
  from: dateMath,
  to: dateMath,
  max_signals: z.int().min(1),
  author: texts,
  license: text,
  tags: texts,
  references: z.array(z.url()),
  false_positives: texts,
  note: z.string(),
  setup: z.string(),
  threat: z.array(threat),
  related_integrations: z.array(
    z.strictObject({
      package: text,
      version: z.string().refine((range) => validRange(range) !== null, 'expected a semver range'),
      integration: text.optional(),
    }),
  ),
  required_fields: z.array(z.strictObject({ name: text, type: text, ecs: z.boolean().optional() })),
  timestamp_override: fieldName,
  timestamp_override_fallback_disabled: z.boolean(),
  rule_name_override: fieldName,
  severity_mapping: z.array(z.strictObject({ ...mappedValue, severity })),
  risk_score_mapping: z.array(z.strictObject({ ...mappedValue, risk_score: riskScore.optional() })),
  building_block_type: z.literal('default'),
  investigation_fields: z.strictObject({ field_names: z.array(fieldName).min(1) }),
  exceptions_list: z.array(exceptionList),
  actions: z.array(z.looseObject({ id: text, action_type_id: text, params: z.looseObject({}) })),
  response_actions: z.array(z.looseObject({ action_type_id: text })),
  throttle: z.union([
    z.enum(['no_actions', 'rule']),
    z.string().regex(/^[1-9]\d*[smhd]$/, 'expected no_actions, rule or a duration such as 1h'),
  ]),
  timeline_id: text,
  timeline_title: text,
  output_index: z.string(),
  namespace: z.string(),
  meta: z.looseObject({}),
};

/** What Kibana writes into an export and does not read on import. */
const ignored = {
  id: z.string(),
  immutable: z.boolean(),
  rule_source: z.looseObject({}),
  revision: z.int().min(0),
  created_at: z.string(),
  created_by: z.string(),
  updated_at: z.string(),
  updated_by: z.string(),
  execution_summary: z.looseObject({}),
  outcome: z.string(),
  alias_target_id: z.string(),
  alias_purpose: z.string(),
};

/** What rules of every type have (Kibana's BaseCreateProps and ResponseFields). */
export const commonMembers = {
  ...required,
  ...z.strictObject({ ...optional, ...ignored }).partial().shape,
};
