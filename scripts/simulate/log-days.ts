const DAY = 86_400_000;

/**
 * The days (UTC) of a log, from its first arrival to its newest event. A first or last day of which the log covers
 * less than half is no day of its own: half a day's alerts would pass for a quiet day. Its alerts count to the day
 * beside it, as do those made later, on records that came late.
 */
export class LogDays {
  readonly #first: number;
  readonly #last: number;

  /** Epoch milliseconds: of the first arrival, and of the newest event. */
  constructor(from: number, to: number) {
    const [first, last] = [Math.floor(from / DAY), Math.floor(Math.max(from, to) / DAY)];
    const hasFirst = first === last || (first + 1) * DAY - from >= DAY / 2;
    this.#first = hasFirst ? first : first + 1;
    this.#last = last > this.#first && to - last * DAY < DAY / 2 ? last - 1 : last;
  }

  /** E.g. `2026-03-02`, in order. */
  get names(): string[] {
    return this.#each((day) => new Date(day * DAY).toISOString().slice(0, 10));
  }

  /** How many of the moments belong to each day; of all days, in order. */
  counts(moments: readonly number[]): number[] {
    const counts = this.#each(() => 0);
    for (const moment of moments) {
      const day = Math.min(Math.max(Math.floor(moment / DAY), this.#first), this.#last) - this.#first;
      counts[day] = (counts[day] ?? 0) + 1;
    }
    return counts;
  }

  #each<T>(value: (day: number) => T): T[] {
    return Array.from({ length: this.#last - this.#first + 1 }, (_, place) => value(this.#first + place));
  }
}
