import type { RuleCheck } from '../check';
import { textOf } from '../subject';

export const ruleDescription: RuleCheck = {
  code: 'RULE_DESCRIPTION',
  severity: 'error',
  title: 'A description is one paragraph of whole sentences and says more than the name.',
  why: 'It stands under the name wherever Kibana shows the rule. Repeating the name there tells nothing, and a missing full stop is mostly a sentence that was cut off.',
  bad: '"description": "Inbox rule that forwards mail"',
  mend: 'Say what the rule finds and why it matters, in one to three sentences.',
  *run(subject) {
    const description = textOf(subject, 'description');
    if (description === '') return;
    const name = textOf(subject, 'name');
    const path = ['description'];
    if (!/[.!?][)”"']?$/.test(description))
      yield { path, message: 'the description does not end with a full stop', found: description.slice(-30) };
    if (description.includes('\n')) yield { path, message: 'the description has several lines' };
    if (name !== '' && words(description).startsWith(words(name)))
      yield { path, message: 'the description begins with the name', found: name };
  },
};

function words(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
