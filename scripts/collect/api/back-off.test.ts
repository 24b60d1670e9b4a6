import { backOff, throttledWait } from './back-off';

test.each([
  [1, 500, 1_000],
  [2, 1_000, 2_000],
  [5, 8_000, 16_000],
  [9, 128_000, 256_000],
  [10, 150_000, 300_000],
  [5_000, 150_000, 300_000],
])('failure %i waits from %i to %i ms', (failures, least, most) => {
  expect(backOff(failures, () => 0)).toBe(least);
  expect(backOff(failures, () => 1)).toBe(most);
});

test('a throttled tenant is left alone as long as it says, else 30 to 60 seconds', () => {
  expect(throttledWait(undefined, () => 0)).toBe(30_000);
  expect(throttledWait(undefined, () => 1)).toBe(60_000);
  expect(throttledWait(90_000, () => 0)).toBe(90_000);
  expect(throttledWait(90_000, () => 1)).toBeLessThan(95_000);
});
