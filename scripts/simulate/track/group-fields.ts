import type { Rule } from '../../content';

/** The fields by whose values a rule makes groups of documents, each at most one alert. */
export interface GroupFields {
  readonly fields: readonly string[];
  /** Documents that lack a field are groups as well. */
  readonly withMissing: boolean;
}

/** undefined: a rule that alerts on events or on sequences of them. */
export function groupFields(rule: Rule): GroupFields | undefined {
  switch (rule.type) {
    case 'threshold':
      return { fields: rule.threshold.field, withMissing: false };
    case 'new_terms':
      return { fields: rule.new_terms_fields, withMissing: false };
    case 'query':
      return rule.suppression && { fields: rule.suppression.group_by, withMissing: true };
    default:
      return undefined;
  }
}
