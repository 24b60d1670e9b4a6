import type { RuleWindow } from '../../detection';
import { insertByDate, placeOf } from './by-date';
import type { Entry } from './entry';

/** What changed when windows moved on. */
export interface Movement {
  readonly entered: readonly Entry[];
  readonly left: readonly Entry[];
  /** Came too late for any window. */
  readonly late: readonly Entry[];
}

const dateOf = ({ date }: Entry): number => date;

/** What a rule's windows show, while they move on. */
export class SlidingView {
  /** Not looked at yet, oldest first: they arrived since the last run, or are younger than its windows. */
  readonly #waiting: Entry[] = [];
  /** In the windows of the last run, oldest first. */
  readonly #inside: Entry[] = [];

  get isEmpty(): boolean {
    return this.#waiting.length === 0 && this.#inside.length === 0;
  }

  add(entry: Entry): void {
    insertByDate(this.#waiting, entry, dateOf);
  }

  /** Moves to the span of a run's windows, whose ends never go back. */
  moveTo({ from, to }: RuleWindow): Movement {
    const left = this.#inside.splice(0, placeOf(this.#inside, from, dateOf));
    const late = this.#waiting.splice(0, placeOf(this.#waiting, from, dateOf));
    const entered = this.#waiting.splice(0, placeOf(this.#waiting, to + 1, dateOf));
    for (const entry of entered) insertByDate(this.#inside, entry, dateOf);
    return { entered, left, late };
  }

  /** What lies on that very millisecond. */
  at(time: number): readonly Entry[] {
    const start = placeOf(this.#inside, time, dateOf);
    if (this.#inside[start]?.date !== time) return [];
    return this.#inside.slice(start, placeOf(this.#inside, time + 1, dateOf));
  }
}
