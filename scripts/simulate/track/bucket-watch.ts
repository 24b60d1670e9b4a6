import type { RuleWindow } from '../../detection';
import type { Entry } from './entry';
import { entriesOf, KeyGroups } from './key-group';
import type { KeyGroup } from './key-group';
import type { Movement } from './sliding-view';
import { NOTHING } from './watch';
import type { Outcome, Watch } from './watch';

/**
 * Rules that alert on buckets: threshold, and query with suppression, whose buckets need one document. What alerted once
 * is kept out of later runs by the rule's history, so that a bucket counts only when a document comes to it; but for
 * documents on the edge of a window and those without the clock's own field, of which the history takes no account.
 */
export class BucketWatch implements Watch {
  readonly #groups = new KeyGroups<KeyGroup>((key) => ({ key, entries: [] }));
  readonly #withoutClock = new Set<Entry>();
  #changed = new Set<KeyGroup>();
  #size = 0;
  /** The last run may have left something open. */
  #isOpen = false;

  /**
   * `least`: with fewer documents there is no alert. `page`: where documents are also asked for one by one, the hits of
   * a page, which leaves out what ties with the last hit of the one before.
   */
  constructor(
    private readonly least: number,
    private readonly page = Infinity,
  ) {}

  move({ entered, left }: Movement): void {
    this.#size += entered.length - left.length;
    for (const entry of left) {
      this.#withoutClock.delete(entry);
      for (const key of entry.keys) this.#groups.remove(entry, key);
    }
    for (const entry of entered) {
      if (!entry.hasOwnClock) this.#withoutClock.add(entry);
      for (const key of entry.keys) this.#changed.add(this.#groups.add(entry, key));
    }
  }

  due(_windows: readonly RuleWindow[], onEdge: readonly Entry[]): ReadonlySet<Entry> {
    const groups = new Set(this.#isOpen || this.#isPaged ? this.#groups.all() : this.#changed);
    this.#changed = new Set();
    for (const entry of [...onEdge, ...this.#withoutClock]) {
      for (const key of entry.keys) {
        const group = this.#groups.get(key);
        if (group) groups.add(group);
      }
    }
    const full = [...groups].filter(({ entries }) => entries.length >= this.least);
    if (full.length > 0) return entriesOf(full);
    this.#isOpen = false;
    return NOTHING;
  }

  ran({ truncated }: Outcome): void {
    this.#isOpen = truncated;
  }

  get #isPaged(): boolean {
    return this.#size >= this.page;
  }
}
