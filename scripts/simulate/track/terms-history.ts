import type { RuleWindow } from '../../detection';
import { insertByDate, placeOf } from './by-date';

const itself = (date: number): number => date;

/** When a combination of terms was there, as far back as the rule's history goes; epoch milliseconds. */
export class TermsHistory {
  /** Ascending. */
  readonly #dates: number[] = [];

  get isEmpty(): boolean {
    return this.#dates.length === 0;
  }

  add(date: number): void {
    insertByDate(this.#dates, date, itself);
  }

  forgetBefore(time: number): void {
    this.#dates.splice(0, placeOf(this.#dates, time, itself));
  }

  /** Whether the first date since `start`, up to the window's end, lies behind the window's start. */
  isNew({ from, to }: RuleWindow, start: number): boolean {
    const first = this.#dates[placeOf(this.#dates, start, itself)];
    return first !== undefined && first > from && first <= to;
  }

  /** The latest date up to a time. */
  latest(time: number): number | undefined {
    return this.#dates[placeOf(this.#dates, time + 1, itself) - 1];
  }
}
