import type { Found, RuleCheck } from '../check';
import { textOf } from '../subject';

/** Kibana's table of rules shows about as much in a line. */
const MOST = 100;

export const ruleName: RuleCheck = {
  code: 'RULE_NAME',
  severity: 'error',
  title: `A name begins with a capital, is no longer than ${MOST} characters, and ends without punctuation or blanks.`,
  why: 'Names stand in lists of alerts, in mails and in tickets, where they are cut off and sorted.',
  bad: '"name": "mailbox permission granted."',
  mend: 'Write it as a heading: what happened, in a few words.',
  fixable: true,
  *run(subject) {
    const name = textOf(subject, 'name');
    const found = (message: string, replacement?: string): Found => ({
      path: ['name'],
      snippet: name,
      message,
      found: name,
      ...(replacement !== undefined && { replacement, expected: replacement }),
    });
    const trimmed = name.trim().replace(/[\s.,;:!]+$/, '');
    if (name === '') return;
    if (trimmed !== name) yield found('the name has blanks at an end, or ends with punctuation', trimmed);
    else if (/^\p{Ll}/u.test(name))
      yield found('the name begins with a small letter', `${name.charAt(0).toUpperCase()}${name.slice(1)}`);
    if (name.length > MOST) yield found(`the name is ${name.length} characters long`);
  },
};
