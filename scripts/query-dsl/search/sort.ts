import { isJsonObject, type JsonObject, type JsonValue } from '../../base/json';
import { listValues } from '../document/value-slots';
import { isText } from '../mapping/field-definition';
import type { QuerySet } from '../query-set';
import { refuse, refuseUnknown } from '../refuse';
import { compareText, preview, type Scalar } from '../values/scalar';
import type { FoundDocument } from './found-document';
import { shownValue } from './shown-value';

/** The largest long. */
const LAST_NUMBER = 9_223_372_036_854_775_807n;

interface Key {
  /** The value that decides, or null when the document has none. */
  read(found: FoundDocument): Scalar | null;
  compare(a: Scalar | null, b: Scalar | null): number;
  show(value: Scalar | null): JsonValue;
  /** The inverse of show, for `search_after`. */
  parse(value: JsonValue): Scalar | null;
}

/** The order of one field's values. */
export function compareScalars(a: Scalar, b: Scalar): number {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Order of writing, which is also the tie-breaker of a point in time. */
const byPosition: Key = {
  read: ({ position }) => position,
  compare: (a, b) => Number(a) - Number(b),
  show: (value) => Number(value),
  parse: (value) => Number(value),
};

function fieldKey(name: string, options: JsonObject, queries: QuerySet): Key {
  for (const option of Object.keys(options)) {
    if (!['order', 'missing', 'unmapped_type', 'format'].includes(option)) {
      refuseUnknown('SEARCH_UNSUPPORTED', `sort on "${name}": the option`, option, [
        'order',
        'missing',
        'unmapped_type',
      ]);
    }
  }
  const field = queries.fields.lookup(name);
  if (field === undefined && options['unmapped_type'] === undefined) {
    refuse('SEARCH_INVALID', `no mapping found for [${name}] in order to sort on`);
  }
  if (field !== undefined && isText(field)) {
    refuse('SEARCH_INVALID', `cannot sort on the text field [${name}]: sort on a keyword`);
  }
  const isAscending = options['order'] !== 'desc';
  const missingFirst = options['missing'] === '_first';
  const slot =
    field?.nestedPath === undefined && field !== undefined ? queries.scope().access(field).values : undefined;
  const type = field?.type ?? preview(options['unmapped_type'] ?? null);
  const missingShown = shownMissing(type, missingFirst === isAscending ? -1 : 1);
  const direction = isAscending ? 1 : -1;
  return {
    read({ document }) {
      const values = listValues(slot?.read(document) ?? null);
      let best: Scalar | null = null;
      for (const value of values)
        if (best === null || compareScalars(value, best) * direction < 0) best = value;
      return best;
    },
    compare(a, b) {
      if (a === null || b === null) return a === b ? 0 : (a === null) === missingFirst ? -1 : 1;
      return compareScalars(a, b) * direction;
    },
    show: (value) => {
      if (value === null || field === undefined) return missingShown;
      return typeof value === 'boolean' ? Number(value) : shownValue(value, field.type);
    },
    parse(value) {
      if (value === null || value === missingShown) return null;
      if (isJsonObject(value) || Array.isArray(value) || field === undefined) return null;
      if (field.type === 'boolean') return value === 1 || value === true || value === 'true';
      const parsed = queries.scope().access(field).semantics.parse(value);
      return typeof parsed === 'object' || parsed === undefined ? null : parsed;
    },
  };
}

const textTypes = new Set(['keyword', 'constant_keyword', 'wildcard', 'ip', 'flattened']);
const decimalTypes = new Set(['double', 'float', 'scaled_float']);

/** What Elasticsearch answers as the sort value of a document without the field, at the end it sorts to. */
function shownMissing(type: string, end: -1 | 1): JsonValue {
  if (textTypes.has(type)) return null;
  if (decimalTypes.has(type)) return end < 0 ? '-Infinity' : 'Infinity';
  return Number(end < 0 ? -LAST_NUMBER - 1n : LAST_NUMBER);
}

/** The order of a request's hits. */
export class Sort {
  constructor(
    private readonly keys: readonly Key[],
    readonly isGiven: boolean,
  ) {}

  values(found: FoundDocument): JsonValue[] {
    return this.keys.map((key) => key.show(key.read(found)));
  }

  /** The first documents behind `after`, in order; ties in the order of writing. */
  page(
    found: readonly FoundDocument[],
    after: readonly JsonValue[] | undefined,
    size: number,
  ): FoundDocument[] {
    const start = after && this.keys.map((key, index) => key.parse(after[index] ?? null));
    return found
      .map((item) => ({ item, values: this.keys.map((key) => key.read(item)) }))
      .filter(({ values }) => start === undefined || this.compare(values, start) > 0)
      .sort((a, b) => this.compare(a.values, b.values) || a.item.position - b.item.position)
      .slice(0, size)
      .map(({ item }) => item);
  }

  private compare(a: readonly (Scalar | null)[], b: readonly (Scalar | null)[]): number {
    for (const [index, key] of this.keys.entries()) {
      const order = key.compare(a[index] ?? null, b[index] ?? null);
      if (order !== 0) return order;
    }
    return 0;
  }
}

function readKey(entry: JsonObject, queries: QuerySet): Key {
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
