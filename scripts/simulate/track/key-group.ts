import type { Entry } from './entry';

/** The documents of one key that a rule's windows show. */
export interface KeyGroup {
  readonly key: string;
  /** A list: most have few, and what leaves is near its front. */
  readonly entries: Entry[];
}

/** Documents by their keys. */
export class KeyGroups<G extends KeyGroup> {
  readonly #groups = new Map<string, G>();

  /** @param make an empty group */
  constructor(private readonly make: (key: string) => G) {}

  /** All groups that have a document. */
  all(): Iterable<G> {
    return this.#groups.values();
  }

  get(key: string): G | undefined {
    return this.#groups.get(key);
  }

  add(entry: Entry, key: string): G {
    let group = this.#groups.get(key);
    if (group === undefined) {
      group = this.make(key);
      this.#groups.set(key, group);
    }
    group.entries.push(entry);
    return group;
  }

  remove(entry: Entry, key: string): G | undefined {
    const group = this.#groups.get(key);
    if (group === undefined) return undefined;
    takeOut(group.entries, entry);
    if (group.entries.length === 0) this.#groups.delete(key);
    return group;
  }
}

/** Takes an entry out of a list that has it. */
export function takeOut(entries: Entry[], entry: Entry): void {
  const place = entries.indexOf(entry);
  if (place !== -1) entries.splice(place, 1);
}

/** The documents of all the groups. */
export function entriesOf(groups: Iterable<Pick<KeyGroup, 'entries'>>): Set<Entry> {
  const all = new Set<Entry>();
  for (const { entries } of groups) for (const entry of entries) all.add(entry);
  return all;
}
