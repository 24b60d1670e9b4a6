import { ruleWindow, ruleWindows } from './window';

const minute = 60_000;
const now = Date.UTC(2026, 2, 10, 12);

describe('ruleWindow', () => {
  test('reaches from the lookback to now', () => {
    expect(ruleWindow({ from: 'now-30m', to: 'now' }, now)).toEqual({ from: now - 30 * minute, to: now });
  });

  test('may end in the past', () => {
    expect(ruleWindow({ from: 'now-150m', to: 'now-90m' }, now)).toEqual({
      from: now - 150 * minute,
      to: now - 90 * minute,
    });
  });
});

describe('ruleWindows', () => {
  const schedule = { from: 'now-30m', to: 'now', interval: '5m' };

  test.each([
    ['the first run', undefined],
    ['a run in time', now - 5 * minute],
    ['a late run whose lookback reaches back', now - 30 * minute],
  ])('%s has one window', (_, previousRun) => {
    expect(ruleWindows(schedule, now, previousRun)).toEqual([{ from: now - 30 * minute, to: now }]);
  });

  test('a gap of 7 minutes gives two windows more, oldest first', () => {
    expect(ruleWindows(schedule, now, now - 37 * minute)).toEqual([
      { from: now - 40 * minute, to: now - 10 * minute },
      { from: now - 35 * minute, to: now - 5 * minute },
      { from: now - 30 * minute, to: now },
    ]);
  });

  test('a gap of a day gives four windows more and no fifth', () => {
    expect(ruleWindows(schedule, now, now - 24 * 60 * minute)).toHaveLength(5);
  });
});
