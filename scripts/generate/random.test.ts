import { chiSquareProbability } from '../testing/chi-square';
import { Random } from './random';

const draws = (random: Random, count = 5): number[] => Array.from({ length: count }, () => random.bits());

describe('Random', () => {
  it('draws the same for the same texts', () => {
    expect(draws(Random.of('seed', 'a'))).toEqual(draws(Random.of('seed', 'a')));
  });

  test.each([
    ['another seed', Random.of('other', 'a')],
    ['another name', Random.of('seed', 'b')],
    ['names cut elsewhere', Random.of('see', 'da')],
    ['one name more', Random.of('seed', 'a', '')],
  ])('draws otherwise for %s', (_, random) => {
    expect(draws(random)).not.toEqual(draws(Random.of('seed', 'a')));
  });

  it('draws integers of a range evenly, both ends included', () => {
    const random = Random.of('between');
    const counts = [0, 0, 0, 0, 0, 0];
    for (let n = 0; n < 12_000; n += 1) counts[random.between(1, 6) - 1]! += 1;
    expect(chiSquareProbability(counts, Array<number>(6).fill(2000))).toBeGreaterThan(0.001);
  });

  it('chooses by weight', () => {
    const random = Random.of('weighted');
    const counts = { rare: 0, common: 0, never: 0 };
    for (let n = 0; n < 8000; n += 1) {
      counts[
        random.weighted([
          ['rare', 1],
          ['never', 0],
          ['common', 3],
        ] as const)
      ] += 1;
    }
    expect(counts.never).toBe(0);
    expect(chiSquareProbability([counts.rare, counts.common], [2000, 6000])).toBeGreaterThan(0.001);
  });

  it('refuses to choose from nothing', () => {
    expect(() => Random.of('nothing').weighted([])).toThrow(RangeError);
    expect(() => Random.of('nothing').pick([])).toThrow(RangeError);
  });

  it('waits one unit on average, and a quarter of a unit in 22.1 % of all cases', () => {
    const random = Random.of('exponential');
    const times = Array.from({ length: 10_000 }, () => random.exponential());
    const short = times.filter((time) => time < 0.25).length;
    expect(times.reduce((sum, time) => sum + time) / 10_000).toBeCloseTo(1, 1);
    const expected = 10_000 * (1 - Math.exp(-0.25));
    expect(chiSquareProbability([short, 10_000 - short], [expected, 10_000 - expected])).toBeGreaterThan(
      0.001,
    );
  });

  test.each([0.5, 4, 200])('counts %d events on average, with that variance', (mean) => {
    const random = Random.of('poisson');
    const counts = Array.from({ length: 5000 }, () => random.poisson(mean));
    const average = counts.reduce((sum, count) => sum + count) / 5000;
    const variance = counts.reduce((sum, count) => sum + (count - average) ** 2, 0) / 5000;
    expect(Math.abs(average - mean)).toBeLessThan(4 * Math.sqrt(mean / 5000));
    expect(variance / mean).toBeCloseTo(1, 0);
  });

  it('makes GUIDs of version 4, no two alike', () => {
    const random = Random.of('guid');
    const guids = Array.from({ length: 1000 }, () => random.guid());
    expect(new Set(guids).size).toBe(1000);
    for (const guid of guids) {
      expect(guid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
  });
});
