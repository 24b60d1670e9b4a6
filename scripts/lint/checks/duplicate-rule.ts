import { getKey } from '../../base/json';
import type { SetCheck } from '../check';

export const duplicateRule: SetCheck = {
  code: 'DUPLICATE_RULE',
  severity: 'error',
  title: 'No two rules of a folder or an NDJSON file have the same rule_id or the same name.',
  why: 'Of two rules with one id Kibana keeps the last. Two of one name cannot be told apart in a list of alerts.',
  bad: 'rules/a.json and rules/b.json with one "rule_id"',
  mend: 'Give the copy an id and a name of its own.',
  *run(rules) {
    for (const key of ['rule_id', 'name']) {
      const first = new Map<string, string>();
      for (const rule of rules) {
        const value = getKey(rule.body, key);
        if (typeof value !== 'string') continue;
        const within = `${rule.set} ${value.toLowerCase()}`;
        const other = first.get(within);
        if (other === undefined) first.set(within, rule.file);
        else
          yield {
            rule,
            found: { path: [key], message: `the ${key} is already that of ${other}`, found: value },
          };
      }
    }
  },
};
