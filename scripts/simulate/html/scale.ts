/** From a value to a coordinate. */
export type Scale = (value: number) => number;

/** A straight line from the domain to the range; coordinates are rounded to a tenth, so that pages stay small. */
export function linearScale(
  [low, high]: readonly [number, number],
  [start, end]: readonly [number, number],
): Scale {
  const span = high - low;
  return (value) => {
    const share = span === 0 ? 0 : (value - low) / span;
    return Math.round((start + share * (end - start)) * 10) / 10;
  };
}

/**
 * Round values from 0 up to the first that is not below `highest`: steps of 1, 2 or 5 times a power of ten, about
 * `count` of them. `whole` for counts, which have no halves.
 */
export function ticks(highest: number, count: number, whole = false): number[] {
  const top = highest > 0 ? highest : 1;
  const rough = top / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step =
    [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough * 0.999) ?? power * 10;
  const size = whole ? Math.max(1, Math.round(step)) : step;
  const steps = Math.ceil(top / size - 1e-9);
  return Array.from({ length: steps + 1 }, (_, index) => Number((index * size).toPrecision(12)));
}

/** Every n-th place, so that at most `most` labels stand on an axis; the first is always among them. */
export function labelledPlaces(length: number, most: number): number[] {
  const step = Math.max(1, Math.ceil(length / most));
  return Array.from({ length: Math.ceil(length / step) }, (_, index) => index * step);
}
