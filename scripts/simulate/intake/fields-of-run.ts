import { suppressionFields } from '../../content';
import type { Rule } from '../../content';
import { timestampFields } from '../../detection';
import { eqlFields } from '../../eql';

/** What every run reads: both clocks, as a run may be tried with the other one, and what makes an event an alert's own. */
const OF_EVERY_RULE = ['@timestamp', 'event.ingested', 'kibana.alert.ancestors'];

/** The fields of a document that a run of the rule reads once the rule's query is known to match; sorted. */
export function fieldsOfRun(rule: Rule): readonly string[] {
  const names = [...OF_EVERY_RULE, ...timestampFields(rule), ...suppressionFields(rule), ...ownFields(rule)];
  return [...new Set(names)].sort();
}

function ownFields(rule: Rule): string[] {
  switch (rule.type) {
    case 'threshold':
      return [...rule.threshold.field, ...(rule.threshold.cardinality ?? []).map(({ field }) => field)];
    case 'new_terms':
      return [...rule.new_terms_fields];
    case 'eql': {
      const { timestamp_field, event_category_override = 'event.category', tiebreaker_field } = rule;
      const asked = eqlFields(rule.eql).map(({ name }) => name);
      return [
        ...asked,
        event_category_override,
        ...[timestamp_field, tiebreaker_field].filter((name) => name !== undefined),
      ];
    }
    default:
      return [];
  }
}
