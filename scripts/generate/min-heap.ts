/** A binary heap: the smallest item comes out first. Items that are equal come out in no particular order. */
export class MinHeap<T> {
  readonly #items: T[] = [];

  constructor(private readonly before: (a: T, b: T) => boolean) {}

  get size(): number {
    return this.#items.length;
  }

  peek(): T | undefined {
    return this.#items[0];
  }

  push(item: T): void {
    const items = this.#items;
    let place = items.push(item) - 1;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = items[above] as T;
      if (!this.before(item, parent)) break;
      items[place] = parent;
      place = above;
    }
    items[place] = item;
  }

  pop(): T | undefined {
    const first = this.#items[0];
    const last = this.#items.pop();
    if (this.#items.length > 0) this.#sink(last as T);
    return first;
  }

  /** Takes the smallest item out and puts another in, cheaper than both one by one. */
  replace(item: T): void {
    if (this.#items.length === 0) this.push(item);
    else this.#sink(item);
  }

  /** Puts an item at the top and lets it sink to its place. */
  #sink(item: T): void {
    const items = this.#items;
    const size = items.length;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= size) break;
      if (child + 1 < size && this.before(items[child + 1] as T, items[child] as T)) child += 1;
      const smallest = items[child] as T;
      if (!this.before(smallest, item)) break;
      items[place] = smallest;
      place = child;
    }
    items[place] = item;
  }
}
