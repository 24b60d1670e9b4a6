import { ageOfDateMath, durationMilliseconds } from './duration';

describe('durationMilliseconds', () => {
  test.each([
    ['30s', 30_000],
    ['5m', 300_000],
    ['2h', 7_200_000],
    ['7d', 604_800_000],
    ['0.5s', 500],
  ])('%s is %d ms', (duration, milliseconds) => {
    expect(durationMilliseconds(duration)).toBe(milliseconds);
  });

  test.each(['5', 'm', '5 m', '-5m', '5w'])('%j is no duration', (duration) => {
    expect(() => durationMilliseconds(duration)).toThrow(RangeError);
  });
});

describe('ageOfDateMath', () => {
  test.each([
    ['now', 0],
    ['now-30m', 1_800_000],
  ])('%s lies %d ms back', (dateMath, milliseconds) => {
    expect(ageOfDateMath(dateMath)).toBe(milliseconds);
  });
});
