import type { RuleWindow } from '../../detection';
import type { Entry } from './entry';
import type { Movement } from './sliding-view';
import type { Outcome, Watch } from './watch';

/**
 * A query rule without suppression: each document alerts once, so that only those without an alert count. Where the
 * windows hold a page of hits or more, all documents do: a page leaves out what ties with the last hit of the one before.
 */
export class QueryWatch implements Watch {
  readonly #inView = new Set<Entry>();
  readonly #open = new Set<Entry>();

  constructor(private readonly page: number) {}

  move({ entered, left }: Movement): void {
    for (const entry of left) {
      this.#inView.delete(entry);
      this.#open.delete(entry);
    }
    for (const entry of entered) {
      this.#inView.add(entry);
      this.#open.add(entry);
    }
  }

  due(): ReadonlySet<Entry> {
    return this.#open.size > 0 && this.#isPaged ? this.#inView : this.#open;
  }

  ran({ windows, truncated, carriers }: Outcome): void {
    const isOpen = truncated || this.#isPaged;
    for (const entry of this.#open) {
      if (isOpen ? carriers.has(entry) : isWithin(entry, windows)) this.#open.delete(entry);
    }
  }

  get #isPaged(): boolean {
    return this.#inView.size >= this.page;
  }
}

function isWithin({ date }: Entry, windows: readonly RuleWindow[]): boolean {
  return windows.some(({ from, to }) => date >= from && date <= to);
}
