import { chiSquareProbability } from '../testing/chi-square';
import { occurrences } from './occurrences';
import { Random } from './random';

const HOUR = 3_600_000;
const start = Date.UTC(2026, 2, 2);
const span = { start, end: start + 1000 * HOUR };

describe('occurrences', () => {
  it('come in order, within their span', () => {
    const times = [...occurrences(Random.of('order'), span, () => 20)];
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times[0]).toBeGreaterThanOrEqual(span.start);
    expect(times.at(-1)).toBeLessThan(span.end);
  });

  it('follow a rate that changes within the hour', () => {
    const isFast = (instant: number): boolean => instant % HOUR >= HOUR / 4;
    const times = [...occurrences(Random.of('rate'), span, (instant) => (isFast(instant) ? 8 : 2))];
    const fast = times.filter(isFast).length;
    expect(chiSquareProbability([times.length - fast, fast], [500, 6000])).toBeGreaterThan(0.001);
  });

  it.each([
    ['at rate zero', span, 0],
    ['in no time', { start, end: start }, 1000],
    ['in a negative span', { start, end: start - HOUR }, 1000],
  ])('are none %s', (_, within, rate) => {
    expect([...occurrences(Random.of('none'), within, () => rate)]).toEqual([]);
  });
});
