import { getKey, isJsonObject } from '../../base/json';
import type { RuleCheck } from '../check';
import { readQuery } from '../query';
import { listOf } from '../subject';

export const requiredFields: RuleCheck = {
  code: 'REQUIRED_FIELDS',
  severity: 'error',
  title: 'required_fields names every field of the query, each with the type of the mapping.',
  why: 'Kibana shows the list to whoever turns the rule on; a list that is behind the query sends them looking at the wrong fields.',
  bad: '"required_fields": [{ "name": "source.ip", "type": "keyword" }]',
  mend: 'Build the rule again with npm run build, which derives the list, or correct it.',
  *run(subject) {
    const { body, fields } = subject;
    const query = readQuery(subject);
    if (query?.ok !== true) return;
    const listed = new Set<string>();
    for (const [index, entry] of listOf(getKey(body, 'required_fields')).entries()) {
      if (!isJsonObject(entry)) continue;
      const name = getKey(entry, 'name');
      const type = getKey(entry, 'type');
      if (typeof name !== 'string' || typeof type !== 'string') continue;
      const declared = fields.declared(name)?.type;
      const wrong = declared !== undefined && declared !== type;
      const path = ['required_fields', index, 'type'];
      listed.add(name);
      if (wrong)
        yield {
          path,
          message: `“${name}” is of type ${declared} in the mapping`,
          found: type,
          expected: declared,
        };
    }
    const named = query.fields.filter(
      ({ name, pattern }) => !pattern && name !== '*' && fields.declared(name),
    );
    for (const name of new Set(named.map((field) => field.name))) {
      if (!listed.has(name))
        yield {
          path: ['required_fields'],
          message: `required_fields lacks “${name}”, which the query reads`,
        };
    }
  },
};
