import { labelledPlaces, linearScale, ticks } from './scale';

test.each([
  [0, 74],
  [25, 171],
  [100, 462],
])('%d of 100 lies at %d', (value, place) => {
  expect(linearScale([0, 100], [74, 462])(value)).toBe(place);
});

test('a domain of one value lies at the start, and a falling range is allowed', () => {
  expect(linearScale([3, 3], [10, 20])(3)).toBe(10);
  expect(linearScale([0, 4], [200, 0])(1)).toBe(150);
});

test.each([
  [0, 5, true, [0, 1]],
  [1, 5, true, [0, 1]],
  [25, 5, true, [0, 5, 10, 15, 20, 25]],
  [26, 5, true, [0, 10, 20, 30]],
  [0.1, 5, false, [0, 0.02, 0.04, 0.06, 0.08, 0.1]],
  [1, 5, false, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  [12_345, 5, true, [0, 5000, 10_000, 15_000]],
])('an axis up to %d in about %d steps (whole: %p) has the values %p', (highest, count, whole, expected) => {
  expect(ticks(highest, count, whole)).toEqual(expected);
});

test.each([
  [0, []],
  [1, [0]],
  [6, [0, 1, 2, 3, 4, 5]],
  [7, [0, 2, 4, 6]],
  [400, [0, 67, 134, 201, 268, 335]],
])('of %d places, at most 6 have a label', (length, places) => {
  expect(labelledPlaces(length, 6)).toEqual(places);
});
