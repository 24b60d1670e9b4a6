import { ageOfDateMath } from '../../base/duration';
import type { RuleCheck } from '../check';
import { textOf } from '../subject';

const DAY = 86_400_000;
const LEAST = 7;

export const newTermsHistory: RuleCheck = {
  code: 'NEW_TERMS_HISTORY',
  severity: 'warning',
  title: `A rule of new terms looks back ${LEAST} days or more.`,
  why: 'What people do once a week would be new every week. Kibana’s own default is 14 days.',
  bad: '"history_window_start": "now-2d"',
  mend: 'Take now-14d, or longer for what happens monthly.',
  *run(subject) {
    const start = textOf(subject, 'history_window_start');
    if (!/^now-\d+[smhd]$/.test(start) || ageOfDateMath(start) >= LEAST * DAY) return;
    yield {
      path: ['history_window_start'],
      message: `the history begins at ${start}`,
      found: start,
      expected: `now-${LEAST}d or earlier`,
    };
  },
};
