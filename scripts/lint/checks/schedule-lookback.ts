import { ageOfDateMath, durationMilliseconds } from '../../base/duration';
import type { RuleCheck } from '../check';
import { textOf } from '../subject';

const MINUTE = 60_000;

export const scheduleLookback: RuleCheck = {
  code: 'SCHEDULE_LOOKBACK',
  severity: 'error',
  title: 'The window of a run overlaps the one before it by a minute at least.',
  why: 'Runs start late under load, and a record is searchable only after a refresh. A window just as long as the interval loses what arrives in between. Kibana itself adds a minute to the rules made in it.',
  bad: '"interval": "5m", "from": "now-5m"',
  mend: 'Let “from” reach back by the interval and a minute or more.',
  *run(subject) {
    const interval = textOf(subject, 'interval') || '5m';
    const from = textOf(subject, 'from') || 'now-6m';
    const to = textOf(subject, 'to') || 'now';
    const simple = [from, to].every((value) => /^now(-\d+[smhd])?$/.test(value));
    if (!simple || !/^\d+[smhd]$/.test(interval)) return;
    const overlap = ageOfDateMath(from) - ageOfDateMath(to) - durationMilliseconds(interval);
    if (overlap >= MINUTE) return;
    yield {
      path: ['from'],
      message:
        overlap < 0
          ? `the window from ${from} to ${to} is shorter than the interval ${interval}: events fall between two runs`
          : `the window from ${from} to ${to} overlaps the one before it by ${overlap / 1000} s only`,
      found: from,
      expected: `${interval} and a minute, or more`,
    };
  },
};
