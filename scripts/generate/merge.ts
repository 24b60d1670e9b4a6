import { MinHeap } from './min-heap';

interface Source<T> {
  readonly rest: Iterator<T>;
  /** Its place among the sources; settles which of two items of one moment goes first. */
  readonly rank: number;
  next: T;
}

/**
 * Several sequences, each in order of occurrence, as one in order of occurrence. It holds one item of each and ends
 * the sources that are left when its reader stops early.
 *
 * @throws RangeError when a source goes back in time
 */
export function* mergeByOccurrence<T extends { readonly occurred: number }>(
  sources: Iterable<Iterable<T>>,
): Generator<T, void, void> {
  const heap = new MinHeap<Source<T>>(
    (a, b) => a.next.occurred < b.next.occurred || (a.next.occurred === b.next.occurred && a.rank < b.rank),
  );
  let rank = 0;
  for (const source of sources) {
    const rest = source[Symbol.iterator]();
    const first = rest.next();
    if (first.done !== true) heap.push({ rest, rank, next: first.value });
    rank += 1;
  }
  try {
    for (let source = heap.peek(); source !== undefined; source = heap.peek()) {
      const item = source.next;
      yield item;
      const following = source.rest.next();
      if (following.done === true) {
        heap.pop();
        continue;
      }
      if (following.value.occurred < item.occurred) {
        throw new RangeError(`source ${source.rank} goes back in time, to ${following.value.occurred}`);
      }
      source.next = following.value;
      heap.replace(source);
    }
  } finally {
    for (let source = heap.pop(); source !== undefined; source = heap.pop()) source.rest.return?.();
  }
}
