import type { Rule } from '../../content';
import type { Alert } from '../../detection';
import { sharedQuerySet } from '../../query-dsl';
import type { Entry } from './entry';
import { FieldKeys, termsKey } from './field-keys';
import type { GroupFields } from './group-fields';

/** What an alert stands for. */
export interface Covered {
  /** Its event, or those of its sequence; none for a bucket. */
  readonly carriers: readonly Entry[];
  /** The carriers, and all of its group or with its terms. */
  readonly entries: readonly Entry[];
}

/** Tells the documents of alerts among those of a run. */
export class RunDocuments {
  readonly #byId: ReadonlyMap<string, Entry>;
  #byTerms: ReadonlyMap<string, readonly Entry[]> | undefined;

  constructor(
    private readonly entries: readonly Entry[],
    private readonly groups: GroupReader,
  ) {
    this.#byId = new Map(entries.map((entry) => [idOf(entry.document), entry]));
  }

  of({ event, sequence, terms }: Alert): Covered {
    const events = sequence?.events ?? (event ? [event] : []);
    const carriers = events.flatMap(
      ({ _index, _id }) => this.#byId.get(idOf({ index: _index, id: _id })) ?? [],
    );
    if (terms === undefined) return { carriers, entries: carriers };
    const group = this.#termsMap().get(termsKey(terms)) ?? [];
    return { carriers, entries: [...new Set([...carriers, ...group])] };
  }

  #termsMap(): ReadonlyMap<string, readonly Entry[]> {
    if (this.#byTerms !== undefined) return this.#byTerms;
    const map = new Map<string, Entry[]>();
    for (const entry of this.entries) {
      for (const key of this.groups.of(entry)) {
        const list = map.get(key);
        if (list) list.push(entry);
        else map.set(key, [entry]);
      }
    }
    this.#byTerms = map;
    return map;
  }
}

/** Reads the groups to which documents belong, as the terms of alerts say them. */
export class GroupReader {
  readonly #keys: ReadonlyMap<string, FieldKeys>;

  constructor({ streams }: Rule, { fields, withMissing }: GroupFields) {
    this.#keys = new Map(
      streams.map(({ name, mapping }) => [name, new FieldKeys(sharedQuerySet(mapping), fields, withMissing)]),
    );
  }

  of({ document: { index, source } }: Entry): readonly string[] {
    const keys = this.#keys.get(index);
    if (keys === undefined) return [];
    return keys.of(keys.queries.prepare(source)).map((key) => keys.shown(key));
  }
}

function idOf({ index, id }: { readonly index: string; readonly id: string }): string {
  return `${index}\0${id}`;
}
