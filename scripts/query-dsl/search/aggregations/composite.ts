import { isJsonObject, type JsonObject, type JsonValue } from '../../../base/json';
import type { FieldAccess } from '../../document/scope';
import { listValues } from '../../document/value-slots';
import { refuse, refuseUnknown } from '../../refuse';
import type { Scalar } from '../../values/scalar';
import type { FoundDocument } from '../found-document';
import { shownValue } from '../shown-value';
import { compositeKindOf } from '../sort-kind';
import { compareScalars } from '../sort-key';
import { parseKey } from './bucket-key';
import { aggregatedField, checkAggregationOptions, sizeOption } from './aggregation-body';
import type { AggregationCompiler, AggregationContext } from './types';

/** A key part; null is the bucket of documents without the field. */
type Part = Scalar | null;

interface Source {
  readonly name: string;
  readonly access: FieldAccess | undefined;
  readonly missingBucket: boolean;
  /** The missing bucket comes first by default. */
  readonly missingLast: boolean;
  readonly direction: 1 | -1;
}

interface Group {
  readonly parts: readonly Part[];
  readonly found: FoundDocument[];
}

function readSource(entry: JsonValue, context: AggregationContext): Source {
  const [name, ...others] = isJsonObject(entry) ? Object.keys(entry) : [];
  const body = isJsonObject(entry) && name !== undefined ? entry[name] : undefined;
  if (name === undefined || others.length > 0 || !isJsonObject(body)) {
    return refuse('AGGREGATION_INVALID', 'composite: a source is an object with one name');
  }
  const [kind = ''] = Object.keys(body);
  const { terms } = body;
  if (!isJsonObject(terms))
    return refuseUnknown('AGGREGATION_UNKNOWN', 'composite: the source', kind, ['terms']);
  checkAggregationOptions('composite terms', terms, ['field', 'missing_bucket', 'missing_order', 'order']);
  const direction = terms['order'] === 'desc' ? -1 : 1;
  const { missing_order: missingOrder = 'default' } = terms;
  return {
    name,
    access: aggregatedField('composite', terms['field'], context),
    missingBucket: terms['missing_bucket'] === true,
    missingLast: missingOrder === 'default' ? direction < 0 : missingOrder === 'last',
    direction,
  };
}

/** Each value once; of both zeros the negative one, which is the first. A set alone would take it for the other. */
function distinct(values: readonly Scalar[]): readonly Scalar[] {
  const all = [...new Set(values)];
  return values.some((value) => Object.is(value, -0)) ? all.map((value) => (value === 0 ? -0 : value)) : all;
}

function parts({ access, missingBucket }: Source, { document }: FoundDocument): readonly Part[] {
  const values = access === undefined ? [] : distinct(listValues(access.values.read(document)));
  return values.length === 0 && missingBucket ? [null] : values;
}

/** Every combination of one value of each source. */
function combinations(sources: readonly Source[], found: FoundDocument): (readonly Part[])[] {
  let all: (readonly Part[])[] = [[]];
  for (const source of sources) {
    const own = parts(source, found);
    all = all.flatMap((head) => own.map((part) => [...head, part]));
  }
  return all;
}

function compareParts(sources: readonly Source[], a: readonly Part[], b: readonly Part[]): number {
  for (const [index, { direction, missingLast }] of sources.entries()) {
    const [x = null, y = null] = [a[index], b[index]];
    if (x === null || y === null) {
      if (x !== y) return (x === null) === missingLast ? 1 : -1;
      continue;
    }
    const order = compareScalars(x, y);
    if (order !== 0) return order * direction;
  }
  return 0;
}

/** JSON has no integers beyond 2^53 and no negative zero of its own. */
function keyPart(part: Part): JsonValue {
  if (typeof part === 'bigint') return `${part}n`;
  return Object.is(part, -0) ? '-0n' : part;
}

function shownKey(sources: readonly Source[], { parts: values }: Group): JsonObject {
  return Object.fromEntries(
    sources.map(({ name, access }, index) => {
      const value = values[index] ?? null;
      return [name, value === null || access === undefined ? null : shownValue(value, access.field.type)];
    }),
  );
}

function readAfter(sources: readonly Source[], after: JsonValue | undefined): readonly Part[] | undefined {
  if (!isJsonObject(after)) return undefined;
  return sources.map(({ name, access, missingBucket }): Part => {
    const value = after[name] ?? null;
    if (value === null) {
      return missingBucket || access === undefined
        ? null
        : refuse('AGGREGATION_INVALID', `composite: after has no value for "${name}"`);
    }
    return access === undefined ? null : parseKey(access.field, value, compositeKindOf(access.field));
  });
}

/**
 * Whether Elasticsearch may skip documents by the terms of the first source's field; those of a flattened field are
 * the terms of all its keys, so that it then fails or counts wrongly.
 */
function isMisled([first]: readonly Source[]): boolean {
  return first?.access?.field.flattenedKey !== undefined && !first.missingBucket;
}

function refuseMisled(sources: readonly Source[], when: string): never {
  return refuse(
    'AGGREGATION_UNSUPPORTED',
    `composite: ${when} Elasticsearch cannot count by "${sources[0]?.access?.field.name ?? ''}", a key of a flattened field`,
    'Put another source first.',
  );
}

/** Buckets by combinations of values, in order, page by page (`after`). */
export const compileComposite: AggregationCompiler = (body, context, sub) => {
  checkAggregationOptions('composite', body, ['sources', 'size', 'after']);
  const { sources: given } = body;
  if (!Array.isArray(given)) return refuse('AGGREGATION_INVALID', 'composite takes a list of sources');
  const sources = given.map((entry) => readSource(entry, context));
  const size = sizeOption('composite', body['size'], 10);
  const after = readAfter(sources, body['after']);
  const { queries, options, query } = context;
  const misled = isMisled(sources);
  if (misled && sources[0]?.direction === 1 && queries.matchesAll(query, options)) {
    return refuseMisled(sources, 'over all documents');
  }
  return (found) => {
    const groups = new Map<string, Group>();
    for (const item of found) {
      for (const combination of combinations(sources, item)) {
        const key = JSON.stringify(combination.map(keyPart));
        const group = groups.get(key) ?? { parts: combination, found: [] };
        groups.set(key, group);
        group.found.push(item);
      }
    }
    const page = [...groups.values()]
      .filter((group) => after === undefined || compareParts(sources, group.parts, after) > 0)
      .sort((a, b) => compareParts(sources, a.parts, b.parts))
      .slice(0, size);
    if (misled && sources.length > 1 && page.length === size) refuseMisled(sources, 'with a full page');
    const last = page.at(-1);
    const buckets = page.map((group) => ({
      key: shownKey(sources, group),
      doc_count: group.found.length,
      ...sub.aggregate(group.found),
    }));
    return { ...(last && { after_key: shownKey(sources, last) }), buckets: sub.pipeline(buckets) };
  };
};
