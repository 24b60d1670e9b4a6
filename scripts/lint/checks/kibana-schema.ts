import type { JsonObject } from '../../base/json';
import { nearest } from '../../base/nearest';
import { schemaIssues, shortened, valueAt } from '../../base/schema-issues';
import type { SchemaIssue } from '../../base/schema-issues';
import { ruleImportSchema } from '../../kibana/import-schema';
import { commonMembers } from '../../kibana/import-schema-common';
import type { Found, RuleCheck } from '../check';

export const kibanaSchema: RuleCheck = {
  code: 'KIBANA_SCHEMA',
  severity: 'error',
  title: 'A rule is what Kibana’s rule import takes for its type.',
  why: 'Kibana refuses the rule otherwise, and says so in an answer whose HTTP status is 200. Members that it does not know it drops without a word: a misspelt one is a setting that does not hold.',
  bad: '"severity": "zzz"',
  mend: 'Give the member a value that Kibana takes; scripts/kibana/import-schema.ts lists them by rule type.',
  *run({ body }) {
    const result = ruleImportSchema.safeParse(body);
    if (result.success) return;
    for (const issue of schemaIssues(result.error)) yield* foundBy(issue, body);
  },
};

function foundBy({ path, message, unknownKeys }: SchemaIssue, body: JsonObject): Found[] {
  if (unknownKeys.length > 0) {
    return unknownKeys.map((key) => ({
      path: [...path, key],
      atKey: true,
      message: `Kibana knows no member “${[...path, key].join('.')}” for this type of rule`,
      found: key,
      hint: `Remove it or correct its spelling${nearest(key, Object.keys(commonMembers))}.`,
    }));
  }
  const value = valueAt(body, path);
  const name = path.join('.') || 'the rule';
  const reason = message.replace(/^Invalid (input: |option: )?/, '');
  return [
    {
      path,
      message: value === undefined ? `“${name}” is missing` : `“${name}” is not valid: ${reason}`,
      found: value === undefined ? undefined : shortened(value),
      expected: reason.startsWith('expected ')
        ? reason.replace(/^expected /, '').split(', received')[0]
        : undefined,
    },
  ];
}
