import { ageOfDateMath, durationMilliseconds } from '../base/duration';
import type { Problem } from '../base/errors';
import type { YamlPath } from '../base/yaml';
import { nearest } from '../base/nearest';
import { suppressionFields } from './pack';
import type { Rule } from './pack';
import { queryLocation } from './parse-query';
import { ruleFields } from './query-fields';
import { checkEqlRule } from './check-eql-rule';
import { lineAndColumn } from '../base/source-text';

/** What a schema cannot see: fields that exist, a window that fits the interval, a history that reaches further. */
export function checkRule(rule: Rule): Problem[] {
  return [
    ...unknownQueryFields(rule),
    ...conflictingFields(rule),
    ...unknownGroupFields(rule),
    ...checkEqlRule(rule),
    ...badSchedule(rule),
    ...badPlace(rule),
  ];
}

function unknownQueryFields(rule: Rule): Problem[] {
  return ruleFields(rule).flatMap(({ name, span, pattern }) => {
    if (pattern || name === '*' || rule.fields.declared(name)) return [];
    const { line, column } = lineAndColumn(rule.query, span.start);
    const location = queryLocation(rule.document, rule.query, line, column);
    return [
      {
        code: 'QUERY_UNKNOWN_FIELD',
        message: `no field “${name}” in the mapping of ${datasets(rule)}: the clause would never match`,
        location,
        found: name,
        excerpt: rule.document.line(location),
        hint: `Correct the name${nearest(name, rule.fields.names())}, or declare the field in data_stream/${rule.streams[0].config.data_stream}/fields/.`,
      },
    ];
  });
}

/** Elasticsearch would search a field by two meanings, and Kibana take it for neither. */
function conflictingFields(rule: Rule): Problem[] {
  const named = [
    ...ruleFields(rule).flatMap(({ name, pattern }) => (pattern ? [] : [name])),
    ...groupFields(rule).map(([, name]) => name),
  ];
  return [...new Set(named)].flatMap((name) => {
    const types = rule.fields.types(name);
    if (types.size < 2) return [];
    const found = [...types].map(([type, dataset]) => `${type} in ${dataset}`).join(', ');
    return [
      rule.document.problem(['stream'], {
        code: 'RULE_FIELD_CONFLICT',
        message: `the streams of the rule do not agree on the field “${name}”`,
        found,
        hint: 'Give it one type in the fields files of all of them.',
      }),
    ];
  });
}

function datasets({ streams }: Rule): string {
  return streams.map(({ dataset }) => dataset).join(' or ');
}

/** The fields by which the rule groups and counts, with their place in the file. */
function groupFields(rule: Rule): [YamlPath, string][] {
  const named: [YamlPath, string][] = [];
  if (rule.type === 'threshold') {
    rule.threshold.field.forEach((field, index) => named.push([['threshold', 'field', index], field]));
    rule.threshold.cardinality?.forEach(({ field }, index) =>
      named.push([['threshold', 'cardinality', index, 'field'], field]),
    );
  }
  if (rule.type === 'new_terms') {
    rule.new_terms_fields.forEach((field, index) => named.push([['new_terms_fields', index], field]));
  }
  suppressionFields(rule).forEach((field, index) => named.push([['suppression', 'group_by', index], field]));
  return named;
}

function unknownGroupFields(rule: Rule): Problem[] {
  return groupFields(rule).flatMap(([path, field]) => {
    if (rule.fields.declared(field)) return [];
    return [
      rule.document.problem(path, {
        code: 'RULE_UNKNOWN_FIELD',
        message: `no field “${field}” in the mapping of ${datasets(rule)}: the rule could never alert`,
        found: field,
        hint: `Correct the name${nearest(field, rule.fields.names())}.`,
      }),
    ];
  });
}

function badSchedule(rule: Rule): Problem[] {
  const problems: Problem[] = [];
  const span = ageOfDateMath(rule.from) - ageOfDateMath(rule.to);
  if (span < durationMilliseconds(rule.interval)) {
    problems.push(
      rule.document.problem(['from'], {
        code: 'RULE_WINDOW_TOO_SHORT',
        message: `the window from ${rule.from} to ${rule.to} is shorter than the interval ${rule.interval}: events fall between two runs`,
        found: rule.from,
        expected: `a span of at least ${rule.interval}`,
        hint: 'Lengthen “from” or shorten “interval”.',
      }),
    );
  }
  if (rule.type === 'new_terms' && ageOfDateMath(rule.history_window_start) <= ageOfDateMath(rule.from)) {
    problems.push(
      rule.document.problem(['history_window_start'], {
        code: 'RULE_HISTORY_TOO_SHORT',
        message: `the history from ${rule.history_window_start} does not begin before the window from ${rule.from}`,
        found: rule.history_window_start,
        expected: `a start earlier than ${rule.from}`,
        hint: 'Kibana refuses such a rule; use e.g. now-14d.',
      }),
    );
  }
  if (rule.type === 'threshold') {
    const { field, cardinality } = rule.threshold;
    const both = cardinality?.find((entry) => field.includes(entry.field));
    if (both) {
      problems.push(
        rule.document.problem(['threshold', 'cardinality'], {
          code: 'RULE_CARDINALITY_IS_GROUP',
          message: `“${both.field}” is both a group field and the cardinality field: its count is always 1`,
          found: both.field,
          hint: 'Kibana refuses such a rule; count another field.',
        }),
      );
    }
  }
  return problems;
}

function badPlace(rule: Rule): Problem[] {
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(rule.slug)) return [];
  return [
    rule.document.problem([], {
      code: 'RULE_BAD_SLUG',
      message: `the file name “${rule.slug}.yml” is no slug`,
      found: rule.slug,
      expected: 'lower-case words joined by dashes',
      hint: 'Rename the file, and its cases under fixtures/cases/ with it.',
    }),
  ];
}
