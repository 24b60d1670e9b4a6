import { getKey, isJsonObject } from '../../base/json';
import type { JsonValue } from '../../base/json';
import { nearest } from '../../base/nearest';
import type { YamlPath } from '../../base/yaml';
import type { RuleCheck } from '../check';
import { readQuery } from '../query';
import { listOf } from '../subject';
import type { RuleSubject } from '../subject';

export const queryField: RuleCheck = {
  code: 'QUERY_FIELD',
  severity: 'error',
  title: 'Every field that a rule searches, groups or counts by is declared by a data stream that it reads.',
  why: 'A field that no mapping has matches nothing: the clause never holds, or a “not” around it always does, and nothing says so.',
  bad: '"query": "event.acton: Add-MailboxPermission"',
  mend: 'Correct the name, or declare the field in package-content/data_stream/…/fields/.',
  *run(subject) {
    if (subject.rule) return;
    for (const { path, name } of fieldsOf(subject)) {
      if (name === '' || subject.fields.declared(name)) continue;
      yield {
        path,
        snippet: name,
        message: `no data stream that the rule reads declares the field “${name}”`,
        found: name,
        hint: `Correct the name${nearest(name, subject.fields.names())}, or declare the field in package-content/data_stream/…/fields/.`,
      };
    }
  },
};

function fieldsOf(subject: RuleSubject): { path: YamlPath; name: string }[] {
  const query = readQuery(subject);
  const named =
    query?.ok === true ? query.fields.filter(({ pattern, name }) => !pattern && name !== '*') : [];
  const names = [...new Set(named.map(({ name }) => name))];
  return [...names.map((name) => ({ path: ['query'], name })), ...groupFieldsOf(subject)];
}

/** The fields by which a rule groups, counts and suppresses, with their place. */
export function groupFieldsOf({ body }: Pick<RuleSubject, 'body'>): { path: YamlPath; name: string }[] {
  const threshold = getKey(body, 'threshold');
  const suppression = getKey(body, 'alert_suppression');
  const field = isJsonObject(threshold) ? getKey(threshold, 'field') : undefined;
  return [
    ...(typeof field === 'string' ? [{ path: ['threshold', 'field'], name: field }] : []),
    ...strings(field, ['threshold', 'field']),
    ...(isJsonObject(threshold) ? listOf(getKey(threshold, 'cardinality')) : []).flatMap((counted, index) => {
      const name = isJsonObject(counted) ? getKey(counted, 'field') : undefined;
      return typeof name === 'string' ? [{ path: ['threshold', 'cardinality', index, 'field'], name }] : [];
    }),
    ...strings(getKey(body, 'new_terms_fields'), ['new_terms_fields']),
    ...strings(isJsonObject(suppression) ? getKey(suppression, 'group_by') : undefined, [
      'alert_suppression',
      'group_by',
    ]),
  ];
}

function strings(value: JsonValue | undefined, path: YamlPath): { path: YamlPath; name: string }[] {
  return listOf(value).flatMap((name, index) =>
    typeof name === 'string' ? [{ path: [...path, index], name }] : [],
  );
}
