import { chiSquareProbability } from './chi-square';

// Critical values of the chi-square distribution (NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.4).
test.each([
  [1, 3.841, 0.05],
  [1, 10.828, 0.001],
  [3, 11.345, 0.01],
  [10, 3.247, 0.975],
  [100, 149.449, 0.001],
])('with %d degrees of freedom, %d is passed with probability %d', (freedom, statistic, probability) => {
  // One cell carries the whole statistic.
  const counts = [1 + Math.sqrt(statistic), ...Array<number>(freedom).fill(1)];
  const expected = Array<number>(freedom + 1).fill(1);
  expect(chiSquareProbability(counts, expected) / probability).toBeCloseTo(1, 2);
});

it('is certain where counts are as expected', () => {
  expect(chiSquareProbability([4, 5], [4, 5])).toBe(1);
});
