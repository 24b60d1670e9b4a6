import type { Emission } from '../emission';

/** Puts a short list, in order, into a series in order. */
export function* byTime(series: Iterable<Emission>, list: readonly Emission[]): Generator<Emission> {
  let next = 0;
  for (const emission of series) {
    for (let first = list[next]; first && first.occurred <= emission.occurred; first = list[next]) {
      next += 1;
      yield first;
    }
    yield emission;
  }
  yield* list.slice(next);
}
