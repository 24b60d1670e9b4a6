import { LogDays } from './log-days';

const time = (text: string): number => Date.parse(`2026-03-${text}Z`);
const days = (from: string, to: string): LogDays => new LogDays(time(from), time(to));

test.each([
  ['of whole days', '02T00:00', '03T23:59', ['2026-03-02', '2026-03-03']],
  ['whose last event is at midnight', '02T00:00', '04T00:00', ['2026-03-02', '2026-03-03']],
  ['with half a day at both ends', '02T12:00', '04T12:00', ['2026-03-02', '2026-03-03', '2026-03-04']],
  ['with less at its start', '02T12:01', '04T12:00', ['2026-03-03', '2026-03-04']],
  ['with less at its end', '02T12:00', '04T11:59', ['2026-03-02', '2026-03-03']],
  ['of an evening and a morning', '02T20:00', '03T04:00', ['2026-03-03']],
  ['of an hour', '02T20:00', '02T21:00', ['2026-03-02']],
  ['whose events all happened before the first arrived', '03T20:00', '01T00:00', ['2026-03-03']],
])('a log %s', (_, from, to, names) => {
  expect(days(from, to).names).toEqual(names);
});

test('what lies outside of the days counts to the nearest one', () => {
  const moments = ['02T20:00', '03T01:00', '03T02:00', '04T00:00', '05T01:00', '09T01:00'].map(time);
  expect(days('02T20:00', '05T03:00').counts(moments)).toEqual([3, 3]);
});
