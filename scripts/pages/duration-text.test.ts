import { durationText } from './duration-text';

describe('durationText', () => {
  test.each([
    [0, '0 seconds'],
    [30_000, '30 seconds'],
    [60_000, '1 minute'],
    [3_600_000, '60 minutes'],
    [5_400_000, '90 minutes'],
    [9_000_000, '2 hours 30 minutes'],
    [86_400_000, '24 hours'],
    [93_600_000, '26 hours'],
    [615_600_000, '7 days 3 hours'],
  ])('%d milliseconds are %s', (milliseconds, text) => {
    expect(durationText(milliseconds)).toBe(text);
  });
});
