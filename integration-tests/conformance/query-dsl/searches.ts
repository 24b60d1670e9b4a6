import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../scripts/base/json';
import type { AskedSearch } from '../../../scripts/conformance/query-dsl-search';
import { aggregation } from './aggregations';
import { FIELDS, FIELD_NAMES, kindName } from './fields';
import { query } from './queries';
import { rowsOf, tag, type Tagged } from './tagged';
import { queryValue } from './values';

export type TaggedSearch = Tagged<AskedSearch>;

const ALL = 100;

const plain: fc.Arbitrary<TaggedSearch> = query.map(({ features, value }) => ({
  features,
  value: { query: value, size: ALL },
}));

const everything = fc.constant<Tagged<JsonObject>>({ features: [], value: { match_all: {} } });

/** What a sort or an aggregation is over: all documents mostly. */
const base = fc.oneof({ weight: 3, arbitrary: everything }, { weight: 2, arbitrary: query });

interface SortKey {
  readonly field: string;
  readonly entry: JsonObject;
  readonly rows: readonly string[];
}

const options = fc.record(
  {
    order: fc.constantFrom('asc', 'desc'),
    missing: fc.constantFrom('_last', '_first'),
    unmapped_type: fc.constantFrom('date', 'keyword', 'long', 'ip', 'boolean', 'double'),
    mode: fc.constantFrom('min', 'max', 'min', 'max', 'avg'),
    format: fc.constantFrom('strict_date_optional_time', 'epoch_second', 'yyyy-MM-dd'),
  },
  { requiredKeys: [] },
);

function withOptions(field: string, given: JsonObject, isBare: boolean): SortKey {
  const { format, mode, unmapped_type: unmapped, ...rest } = given;
  const isDate = kindName(field) === 'date';
  const all: JsonObject = {
    ...rest,
    ...(isDate && format !== undefined && { format }),
    ...(mode !== undefined && given['missing'] === undefined && { mode }),
    ...((unmapped !== undefined || field === 'nothing') && { unmapped_type: unmapped ?? 'date' }),
  };
  const rows = Object.keys(all).filter((name) => name !== 'order');
  return {
    field,
    entry: { [field]: isBare ? (given['order'] ?? 'asc') : all },
    rows: [`sort by ${kindName(field)}`, ...(isBare ? [] : rows.map((name) => `sort: ${name}`))],
  };
}

const sortKey: fc.Arbitrary<SortKey> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc
      .tuple(fc.constantFrom(...FIELD_NAMES), options, fc.boolean())
      .map(([field, given, isBare]) => withOptions(field, given as JsonObject, isBare)),
  },
  { weight: 1, arbitrary: fc.constant({ field: '_doc', entry: { _doc: 'asc' }, rows: ['sort by _doc'] }) },
);

const sorted: fc.Arbitrary<TaggedSearch> = fc
  .tuple(
    base,
    fc.array(sortKey, { minLength: 1, maxLength: 3 }),
    fc.constantFrom(ALL, ALL, 3, 1, 2),
    fc.boolean(),
  )
  .map(([asked, keys, size, pages]) => ({
    features: [
      ...rowsOf(asked, ...keys.map(({ rows }) => ({ features: rows, value: null }))),
      ...(keys.length > 1 ? ['sort by several fields'] : []),
      ...(pages ? ['search_after: page after page'] : []),
    ],
    value: { query: asked.value, size, sort: keys.map(({ entry }) => entry), ...(pages && { pages }) },
  }));

const orderOnly = fc.constantFrom<JsonObject>(
  ...[{}, { order: 'desc' }, { missing: '_first' }, { order: 'desc', missing: '_first' }],
);

/** `search_after` with values that no page ended on. */
const after: fc.Arbitrary<TaggedSearch> = fc.oneof(
  ...FIELD_NAMES.filter((name) => !['none', 'text', 'flat'].includes(FIELDS[name] ?? 'none')).map((field) =>
    tag(
      `search_after on ${kindName(field)}`,
      fc
        .tuple(
          fc.oneof(
            { weight: 6, arbitrary: queryValue(field, FIELDS[field] ?? 'none') },
            { weight: 1, arbitrary: fc.constant<JsonValue>(null) },
          ),
          orderOnly,
        )
        .map(([value, given]): AskedSearch => ({
          query: { match_all: {} },
          size: ALL,
          sort: [{ [field]: given }],
          search_after: [value],
        })),
    ),
  ),
);

const aggregated: fc.Arbitrary<TaggedSearch> = fc
  .tuple(base, aggregation, fc.boolean())
  .map(([asked, agg, pages]) => ({
    features: [
      ...rowsOf(asked, agg),
      ...(pages && 'composite' in agg.value ? ['composite: page after page'] : []),
    ],
    value: { query: asked.value, size: 0, aggs: { a: agg.value }, ...(pages && { pages }) },
  }));

/** Any search. */
export const search: fc.Arbitrary<TaggedSearch> = fc.oneof(
  { weight: 11, arbitrary: plain },
  { weight: 4, arbitrary: sorted },
  { weight: 1, arbitrary: after },
  { weight: 5, arbitrary: aggregated },
);
