import type { JsonValue } from '../../base/json';
import { isJsonObject } from '../../base/json';
import { nearest } from '../../base/nearest';
import { ruleImportSchema } from '../../kibana/import-schema';
import { commonMembers } from '../../kibana/import-schema-common';
import type { Found, RuleCheck } from '../check';

/** The members of zod's issues that are read here. */
interface Issue {
  readonly code: string;
  readonly message: string;
  readonly path: readonly PropertyKey[];
  readonly keys?: readonly string[];
  /** What each branch of a union has against the value. */
  readonly errors?: readonly (readonly Issue[])[];
}

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
    for (const issue of result.error.issues as readonly Issue[]) yield* foundBy(issue, body);
  },
};

function foundBy(issue: Issue, body: JsonValue): Found[] {
  const branch = issue.errors?.find(([first]) => first !== undefined && first.code !== 'invalid_type');
  if (branch)
    return branch.flatMap((inner) => foundBy({ ...inner, path: [...issue.path, ...inner.path] }, body));
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  if (issue.code === 'unrecognized_keys') {
    return (issue.keys ?? []).map((key) => ({
      path: [...path, key],
      atKey: true,
      message: `Kibana knows no member “${[...path, key].join('.')}” for this type of rule`,
      found: key,
      hint: `Remove it or correct its spelling${nearest(key, Object.keys(commonMembers))}.`,
    }));
  }
  const value = valueAt(body, path);
  const name = path.join('.') || 'the rule';
  const reason = issue.message.replace(/^Invalid (input: |option: )?/, '');
  return [
    {
      path,
      message: value === undefined ? `“${name}” is missing` : `“${name}” is not valid: ${reason}`,
      found: value === undefined ? undefined : shorten(value),
      expected: reason.startsWith('expected ')
        ? reason.replace(/^expected /, '').split(', received')[0]
        : undefined,
    },
  ];
}

function valueAt(value: JsonValue, path: readonly (string | number)[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>((parent, step) => {
    if (Array.isArray(parent)) return parent[Number(step)];
    return isJsonObject(parent) && Object.hasOwn(parent, step) ? parent[step] : undefined;
  }, value);
}

function shorten(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
