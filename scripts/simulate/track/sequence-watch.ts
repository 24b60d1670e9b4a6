import type { EqlQuery } from '../../eql';
import type { Entry } from './entry';
import { entriesOf, KeyGroups } from './key-group';
import type { KeyGroup } from './key-group';
import type { Movement } from './sliding-view';
import { NOTHING } from './watch';
import type { Outcome, Watch } from './watch';

/** One join key, with the number of its documents at each stage. */
interface Stages extends KeyGroup {
  readonly counts: number[];
}

/**
 * EQL rules: a key's sequences change only when one of its documents comes or goes, and there are some only while
 * every stage has its documents.
 */
export class SequenceWatch implements Watch {
  readonly #groups = new KeyGroups<Stages>((key) => ({ key, entries: [], counts: [] }));
  /** How many documents each stage needs. */
  readonly #needed: readonly number[];
  #changed = new Set<Stages>();
  /** The last run left something open. */
  #isOpen = false;

  /** `mayComeLater`: what is suppressed today may alert when the suppression ends. */
  constructor(
    query: EqlQuery,
    private readonly mayComeLater: boolean,
  ) {
    this.#needed = query.type === 'event' ? [1] : query.terms.map(({ runs }) => runs);
  }

  move({ entered, left }: Movement): void {
    for (const entry of left) this.#leave(entry);
    for (const entry of entered) this.#enter(entry);
  }

  due(): ReadonlySet<Entry> {
    const isDue = this.#isOpen || [...this.#changed].some((group) => this.#isFull(group));
    this.#changed = new Set();
    if (!isDue) return NOTHING;
    const full = [...this.#groups.all()].filter((group) => this.#isFull(group));
    this.#isOpen &&= full.length > 0;
    return entriesOf(full);
  }

  ran({ truncated }: Outcome): void {
    this.#isOpen = truncated || this.mayComeLater;
  }

  #enter(entry: Entry): void {
    for (const [place, key] of entry.keys.entries()) {
      const group = this.#groups.add(entry, key);
      for (const stage of entry.stages[place] ?? []) group.counts[stage] = (group.counts[stage] ?? 0) + 1;
      this.#changed.add(group);
    }
  }

  #leave(entry: Entry): void {
    for (const [place, key] of entry.keys.entries()) {
      const group = this.#groups.remove(entry, key);
      if (group === undefined) continue;
      for (const stage of entry.stages[place] ?? []) group.counts[stage] = (group.counts[stage] ?? 0) - 1;
      this.#changed.add(group);
    }
  }

  #isFull({ counts }: Stages): boolean {
    return this.#needed.every((needed, stage) => (counts[stage] ?? 0) >= needed);
  }
}
