import type { RuleCheck } from '../check';
import { groupFieldsOf } from './query-field';

/** Types without doc values that a terms or composite aggregation could read. */
const NOT_GROUPED = [
  'text',
  'match_only_text',
  'search_as_you_type',
  'object',
  'nested',
  'geo_point',
  'binary',
];

export const groupFieldType: RuleCheck = {
  code: 'GROUP_FIELD_TYPE',
  severity: 'error',
  title:
    'The fields by which a rule groups, counts or suppresses have a type that Elasticsearch can group by.',
  why: 'Elasticsearch refuses to aggregate on text and objects, so that the rule fails at every run.',
  bad: '"threshold": { "field": ["error.message"], "value": 5 }',
  mend: 'Group by a keyword, ip, number, boolean or date field, e.g. the keyword beside the text.',
  *run(subject) {
    for (const { path, name } of groupFieldsOf(subject)) {
      const type = subject.fields.declared(name)?.type;
      if (type === undefined || !NOT_GROUPED.includes(type)) continue;
      yield { path, message: `“${name}” is of type ${type}, which cannot be grouped by`, found: type };
    }
  },
};
