import { ageOfDateMath, durationMilliseconds } from '../base/duration';
import type { Problem } from '../base/errors';
import { lineAndColumn } from '../base/source-text';
import { eqlFields } from '../eql';
import type { EqlRule, Rule } from './pack';
import { queryLocation } from './parse-query';

/** What only rules in EQL can get wrong. */
export function checkEqlRule(rule: Rule): Problem[] {
  return rule.type === 'eql' ? [...shortWindow(rule), ...unmappedFields(rule)] : [];
}

/** A sequence must fit in the window of one run, wherever between two runs it ends. */
function shortWindow(rule: EqlRule): Problem[] {
  if (rule.eql.type !== 'sequence') return [];
  const { maxspan } = rule.eql;
  const window = ageOfDateMath(rule.from) - ageOfDateMath(rule.to);
  if (maxspan !== undefined && window >= maxspan + durationMilliseconds(rule.interval)) return [];
  return [
    rule.document.problem(['from'], {
      code: 'RULE_WINDOW_SHORTER_THAN_MAXSPAN',
      message:
        maxspan === undefined
          ? 'a sequence without maxspan never fits in a window for sure'
          : `the window from ${rule.from} to ${rule.to} is shorter than maxspan and the interval ${rule.interval}: a sequence that ends between two runs is not seen whole`,
      found: rule.from,
      hint: 'Write “with maxspan=…”, and let “from” reach back by maxspan, the interval, and the delay of the events.',
    }),
  ];
}

/**
 * A field that the data stream knows by a pattern only is mapped when the first document brings it; until then
 * Elasticsearch refuses a query that names it, unless the field is optional.
 */
function unmappedFields(rule: EqlRule): Problem[] {
  const mapped = new Set(rule.fields.names());
  return eqlFields(rule.eql).flatMap(({ name, optional, span }) => {
    if (optional || mapped.has(name) || !rule.fields.declared(name)) return [];
    const { line, column } = lineAndColumn(rule.query, span.start);
    const location = queryLocation(rule.document, rule.query, line, column);
    return [
      {
        code: 'EQL_FIELD_NOT_MAPPED',
        message: `“${name}” is mapped by the first document that has it: until then Elasticsearch refuses the query`,
        location,
        found: name,
        expected: `?${name}`,
        excerpt: rule.document.line(location),
        hint: 'Write ?name, or declare the field by its name in data_stream/…/fields/.',
      },
    ];
  });
}
