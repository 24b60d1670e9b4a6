import type { RuleCheck } from '../check';
import { textOf } from '../subject';

const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export const ruleId: RuleCheck = {
  code: 'RULE_ID',
  severity: 'error',
  title: 'A rule’s id is a random UUID (version 4) in lower case.',
  why: 'Kibana replaces the rule of the same rule_id on import. A made-up id such as 0000… or the rule’s name meets another author’s rule sooner or later.',
  bad: '"rule_id": "exo-mailbox-rule-1"',
  mend: 'Take a fresh one, e.g. from uuidgen -r; a released rule keeps its id for ever.',
  *run(subject) {
    const id = textOf(subject, 'rule_id');
    if (id === '' || UUID_V4.test(id)) return;
    yield { path: ['rule_id'], message: `“${id}” is not a UUID of version 4`, found: id };
  },
};
