import type { Problem } from '../base/errors';
import type { Rule } from './pack';

/** Two rules must not share an id, a name or a slug. */
export function checkUnique(rules: readonly Rule[]): Problem[] {
  return [
    ...duplicates(rules, 'id', 'RULE_DUPLICATE_ID', 'Give the newer rule a fresh UUID, e.g. from uuidgen.'),
    ...duplicates(rules, 'name', 'RULE_DUPLICATE_NAME', 'Alerts are told apart by name: rename one.'),
    ...duplicates(rules, 'slug', 'RULE_DUPLICATE_SLUG', 'Rename one of the two files.'),
  ];
}

function duplicates(
  rules: readonly Rule[],
  key: 'id' | 'name' | 'slug',
  code: string,
  hint: string,
): Problem[] {
  const first = new Map<string, Rule>();
  return rules.flatMap((rule) => {
    const value = rule[key].toLowerCase();
    const other = first.get(value);
    if (!other) {
      first.set(value, rule);
      return [];
    }
    const message = `the ${key} “${rule[key]}” is already that of ${other.document.file}`;
    return [rule.document.problem(key === 'slug' ? [] : [key], { code, message, found: rule[key], hint })];
  });
}
