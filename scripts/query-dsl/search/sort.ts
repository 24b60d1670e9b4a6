import { isJsonObject, type JsonObject, type JsonValue } from '../../base/json';
import type { QuerySet } from '../query-set';
import { refuse } from '../refuse';
import type { Scalar } from '../values/scalar';
import type { FoundDocument } from './found-document';
import { fieldKey } from './sort-field';
import type { SortKey } from './sort-key';

/** Order of writing, which is also the tie-breaker of a point in time. */
const byPosition: SortKey = {
  read: ({ position }) => position,
  compare: (a, b) => Number(a) - Number(b),
  show: (value) => Number(value),
  parse: (value) => Number(value),
};

/** The order of a request's hits. */
export class Sort {
  constructor(
    private readonly keys: readonly SortKey[],
    readonly isGiven: boolean,
  ) {}

  values(found: FoundDocument): JsonValue[] {
    return this.keys.map((key) => key.show(key.read(found)));
  }

  /** What a document is ordered by. */
  keysOf(found: FoundDocument): (Scalar | null)[] {
    return this.keys.map((key) => key.read(found));
  }

  /** Reads `search_after`. Throws a ContentError for values that Elasticsearch would refuse. */
  start(after: readonly JsonValue[] | undefined): readonly (Scalar | null)[] | undefined {
    if (after === undefined) return undefined;
    if (after.length !== this.keys.length) {
      refuse('SEARCH_INVALID', `search_after has ${after.length} value(s) but sort has ${this.keys.length}`);
    }
    return this.keys.map((key, index) => key.parse(after[index] ?? null));
  }

  /** The first documents behind `start`, in order; ties in the order of writing. */
  page(
    found: readonly FoundDocument[],
    start: readonly (Scalar | null)[] | undefined,
    size: number,
  ): FoundDocument[] {
    return found
      .map((item) => ({ item, values: this.keysOf(item) }))
      .filter(({ values }) => start === undefined || this.compare(values, start) > 0)
      .sort((a, b) => this.compare(a.values, b.values) || a.item.position - b.item.position)
      .slice(0, size)
      .map(({ item }) => item);
  }

  /** Negative where a document of the keys `a` comes before one of the keys `b`. */
  compare(a: readonly (Scalar | null)[], b: readonly (Scalar | null)[]): number {
    for (const [index, key] of this.keys.entries()) {
      const order = key.compare(a[index] ?? null, b[index] ?? null);
      if (order !== 0) return order;
    }
    return 0;
  }
}

function readKey(entry: JsonObject, queries: QuerySet): SortKey {
  const [name, ...others] = Object.keys(entry);
  if (name === undefined || others.length > 0)
    return refuse('SEARCH_INVALID', 'a sort entry names one field');
  if (name === '_doc' || name === '_shard_doc') return byPosition;
  const options = entry[name];
  return fieldKey(name, isJsonObject(options) ? options : { order: options ?? 'asc' }, queries);
}

/** Compiles `sort`. Throws a ContentError for a field that cannot be sorted on. */
export function compileSort(sort: readonly JsonObject[], queries: QuerySet): Sort {
  return new Sort(
    sort.map((entry) => readKey(entry, queries)),
    sort.length > 0,
  );
}
