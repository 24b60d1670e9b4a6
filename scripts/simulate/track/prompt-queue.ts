import { MinHeap } from '../../generate';

interface Waiting<T> {
  readonly happened: number;
  readonly order: number;
  readonly item: T;
}

/**
 * Brings what arrived into the order in which it happened. What is later than `reach` (milliseconds) counts as if it had
 * happened that long before it arrived, so that no more than what arrives within that time is held.
 */
export class PromptQueue<T> {
  readonly #heap = new MinHeap<Waiting<T>>(
    (a, b) => a.happened < b.happened || (a.happened === b.happened && a.order < b.order),
  );
  #count = 0;

  constructor(readonly reach: number) {}

  /** In order of arrival. */
  add(item: T, occurred: number, arrival: number): void {
    this.#count += 1;
    const happened = Math.max(occurred, arrival - this.reach);
    this.#heap.push({ happened, order: this.#count, item });
  }

  /** What nothing can come before any more, given that all has arrived up to that time. */
  *settled(arrived: number): Generator<{ readonly item: T; readonly happened: number }> {
    for (let first = this.#heap.peek(); first; first = this.#heap.peek()) {
      if (first.happened > arrived - this.reach) return;
      this.#heap.pop();
      yield first;
    }
  }
}
