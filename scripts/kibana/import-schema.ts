import { ageOfDateMath } from '../base/duration';
import { z } from '../base/zod';
import {
  alertSuppression,
  commonMembers,
  dateMath,
  fieldName,
  indexPatterns,
  thresholdAlertSuppression,
} from './import-schema-common';

const query = z.string().refine((value) => value.trim() !== '', 'must not be empty');
const kqlLanguage = z.enum(['kuery', 'lucene']).optional();

/** Where a rule searches; an ES|QL rule says it in its query. */
const source = {
  index: indexPatterns.optional(),
  data_view_id: z.string().min(1).optional(),
  filters: z.array(z.looseObject({})).optional(),
};

const suppressed = { alert_suppression: alertSuppression.optional() };

const queryRule = z.strictObject({
  ...commonMembers,
  ...source,
  ...suppressed,
  type: z.literal('query'),
  query,
  language: kqlLanguage,
  saved_id: z.string().min(1).optional(),
});

const savedQueryRule = queryRule.extend({
  type: z.literal('saved_query'),
  query: query.optional(),
  saved_id: z.string().min(1),
});

const thresholdRule = z.strictObject({
  ...commonMembers,
  ...source,
  type: z.literal('threshold'),
  query,
  language: kqlLanguage,
  saved_id: z.string().min(1).optional(),
  alert_suppression: thresholdAlertSuppression.optional(),
  threshold: z
    .strictObject({
      field: z.union([z.string(), z.array(fieldName).max(5)]),
      value: z.int().min(1),
      cardinality: z.array(z.strictObject({ field: fieldName, value: z.int().min(0) })).optional(),
    })
    .refine(
      ({ field, cardinality = [] }) =>
        cardinality.every((counted) => ![field].flat().includes(counted.field)),
      {
        message: 'a group field cannot be counted as well: its cardinality is always 1',
        path: ['cardinality'],
      },
    ),
});

const newTermsRule = z.strictObject({
  ...commonMembers,
  ...source,
  ...suppressed,
  type: z.literal('new_terms'),
  query,
  language: kqlLanguage,
  new_terms_fields: z.array(fieldName).min(1).max(3),
  history_window_start: dateMath,
});

const eqlRule = z.strictObject({
  ...commonMembers,
  ...source,
  ...suppressed,
  type: z.literal('eql'),
  query,
  language: z.literal('eql'),
  timestamp_field: fieldName.optional(),
  event_category_override: fieldName.optional(),
  tiebreaker_field: fieldName.optional(),
});

const esqlRule = z.strictObject({
  ...commonMembers,
  ...suppressed,
  type: z.literal('esql'),
  query,
  language: z.literal('esql'),
});

const threatMapping = z.looseObject({
  field: fieldName,
  type: z.literal('mapping'),
  value: z.string().min(1),
});

const threatMatchRule = z.strictObject({
  ...commonMembers,
  ...source,
  ...suppressed,
  type: z.literal('threat_match'),
  query,
  language: kqlLanguage,
  saved_id: z.string().min(1).optional(),
  threat_query: query,
  threat_mapping: z.array(z.strictObject({ entries: z.array(threatMapping).min(1) })).min(1),
  threat_index: indexPatterns,
  threat_filters: z.array(z.looseObject({})).optional(),
  threat_indicator_path: z.string().optional(),
  threat_language: kqlLanguage,
  concurrent_searches: z.int().min(1).optional(),
  items_per_search: z.int().min(1).optional(),
});

const machineLearningRule = z.strictObject({
  ...commonMembers,
  ...suppressed,
  type: z.literal('machine_learning'),
  anomaly_threshold: z.int().min(0),
  machine_learning_job_id: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]),
});

/**
 * A rule as Kibana 9's `POST /api/detection_engine/rules/_import` takes it: schema RuleToImport, with what its server
 * checks besides (validateRuleToImport, and the window of new terms). Stricter in what Kibana lets pass and then does
 * without: an unknown member, a reference that is no URL, an ATT&CK id of another shape, an empty text.
 */
export const ruleImportSchema = z
  .discriminatedUnion('type', [
    queryRule,
    savedQueryRule,
    thresholdRule,
    newTermsRule,
    eqlRule,
    esqlRule,
    threatMatchRule,
    machineLearningRule,
  ])
  .superRefine((rule, context) => {
    const refuse = (path: string, message: string): void => {
      context.addIssue({ code: 'custom', path: [path], message });
    };
    if ((rule.timeline_id === undefined) !== (rule.timeline_title === undefined))
      refuse('timeline_id', 'timeline_id and timeline_title stand together');
    const from = age(rule.from ?? 'now-6m');
    const to = age(rule.to ?? 'now');
    if (from !== undefined && to !== undefined && from <= to)
      refuse('from', 'the window ends before it begins');
    if (rule.type === 'new_terms') {
      const history = age(rule.history_window_start);
      if (history !== undefined && from !== undefined && history <= from)
        refuse('history_window_start', 'the history must begin before “from”');
    }
    if ('index' in rule && rule.index !== undefined && rule.data_view_id !== undefined)
      refuse('data_view_id', 'a rule reads from index patterns or from a data view, not from both');
  });

export type RuleToImport = z.infer<typeof ruleImportSchema>;

/** Milliseconds before now, where date math is a simple distance. */
function age(value: string): number | undefined {
  return /^now(-\d+[smhd])?$/.test(value) ? ageOfDateMath(value) : undefined;
}
