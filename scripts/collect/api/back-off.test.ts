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

test.each([
  [undefined, 1, 30_000, 60_000],
  [undefined, 2, 60_000, 120_000],
  [undefined, 3, 120_000, 240_000],
  [undefined, 9, 150_000, 300_000],
  [90_000, 1, 90_000, 93_000],
  [90_000, 9, 90_000, 93_000],
])(
  'a tenant that says %p and is throttled %i times in a row is left alone from %i to %i ms',
  (stated, times, least, most) => {
    expect(throttledWait(stated, times, () => 0)).toBe(least);
    expect(throttledWait(stated, times, () => 1)).toBe(most);
  },
);
