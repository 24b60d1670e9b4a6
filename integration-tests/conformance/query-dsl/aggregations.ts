import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../scripts/base/json';
import { FIELDS, FIELD_NAMES, kindName } from './fields';
import { leaf } from './clauses';
import { rowsOf, tag, type Tagged } from './tagged';
import { ODD_VALUES, pick, queryValue } from './values';

type Aggregations = fc.Arbitrary<Tagged<JsonObject>>;

const METRICS = ['max', 'min', 'cardinality', 'value_count', 'sum', 'avg'] as const;
const numeric = FIELD_NAMES.filter((name) =>
  ['whole', 'decimal', 'date', 'boolean'].includes(FIELDS[name] ?? ''),
);

const metric: Aggregations = fc.oneof(
  ...METRICS.map((kind) =>
    tag(
      kind,
      fc
        .oneof(
          { weight: 5, arbitrary: fc.constantFrom(...numeric) },
          { weight: 1, arbitrary: fc.constantFrom(...FIELD_NAMES) },
        )
        .map((field): JsonObject => ({ [kind]: { field } })),
    ),
  ),
  tag(
    'cardinality',
    fc.constantFrom(...FIELD_NAMES).map((field): JsonObject => ({ cardinality: { field } })),
  ),
);

const topHits: Aggregations = tag(
  'top_hits',
  fc
    .tuple(fc.constantFrom(...numeric, 'kw', 'ip'), pick('asc', 'desc'), pick(1, 2, 3), fc.boolean())
    .map(([field, order, size, version]): JsonObject => ({
      top_hits: { size, sort: [{ [field]: { order, unmapped_type: 'date' } }], ...(version && { version }) },
    })),
);

const filter: Aggregations = fc.tuple(leaf(['kw', 'long', 'when', 'ip']), metric).map(([asked, sub]) => ({
  features: [...rowsOf(asked, sub), 'filter aggregation'],
  value: { filter: asked.value, aggs: { m: sub.value } },
}));

const selector: Aggregations = tag(
  'bucket_selector',
  fc
    .tuple(
      pick('>=', '>', '<', '==', '!=', '<='),
      pick(1, 2, 3),
      pick('_count', 'm', 'm.value', 'f>m', 'f>_count'),
    )
    .map(([operator, count, path]): JsonObject => ({
      bucket_selector: { buckets_path: { n: path }, script: `params.n ${operator} ${count}` },
    })),
);

const numberOf: Aggregations = tag(
  'metric',
  fc
    .constantFrom(...numeric.filter((name) => !name.startsWith('many.')))
    .chain((field) =>
      fc
        .constantFrom('max', 'min', 'cardinality', 'value_count')
        .map((kind): JsonObject => ({ [kind]: { field } })),
    ),
).map(({ value }) => ({ features: Object.keys(value), value }));

/** What stands below a bucket: `m` and `f` are what selectors may name. */
const below: Aggregations = fc
  .record(
    {
      m: numberOf,
      f: fc.tuple(leaf(['kw', 'long']), numberOf).map(([asked, sub]) => ({
        features: ['filter aggregation', ...rowsOf(sub)],
        value: { filter: asked.value, aggs: { m: sub.value } },
      })),
      o: fc.oneof(metric, topHits),
      s: selector,
    },
    { requiredKeys: ['m', 'f'] },
  )
  .map((all) => ({
    features: rowsOf(...Object.values(all)),
    value: Object.fromEntries(Object.entries(all).map(([name, { value }]) => [name, value])),
  }));

const none = fc.constant<Tagged<JsonObject>>({ features: [], value: {} });

/** Fields that rules group by, of every kind. */
const groupField = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom(
      'kw',
      'short',
      'lower',
      'filled',
      'long',
      'double',
      'flag',
      'when',
      'ip',
      'alias',
      'object.kw',
      'flat.a',
      'words.raw',
      'byte',
      'set',
      'float',
      'day',
      'source',
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom(...FIELD_NAMES) },
);

const source = fc
  .tuple(
    groupField,
    fc.record({ missing_bucket: fc.boolean(), order: pick('asc', 'desc') }, { requiredKeys: [] }),
    fc.oneof(
      { weight: 3, arbitrary: fc.constant<JsonObject>({}) },
      {
        weight: 1,
        arbitrary: pick('first', 'last', 'default').map((at): JsonObject => ({ missing_order: at })),
      },
    ),
  )
  .map(([field, given, order]) => ({
    field,
    body: { field, ...given, ...(given.missing_bucket === true && order) },
  }));

const composite: Aggregations = fc
  .tuple(
    fc.array(source, { minLength: 1, maxLength: 3 }),
    pick<JsonValue>(1, 2, 3, 10, 1000),
    fc.oneof({ weight: 1, arbitrary: none }, { weight: 2, arbitrary: below }),
  )
  .map(([sources, size, sub]) => ({
    features: [
      ...sub.features,
      ...new Set(sources.map(({ field }) => `composite on ${kindName(field)}`)),
      ...(sources.some(({ body }) => body['missing_bucket'] === true) ? ['composite: missing_bucket'] : []),
      ...(sources.length > 1 ? ['composite: several sources'] : []),
    ],
    value: {
      composite: { size, sources: sources.map(({ body }, at) => ({ [`s${at}`]: { terms: body } })) },
      ...(sub.features.length > 0 && { aggs: sub.value }),
    },
  }));

/** `after` with values that no page ended on. */
const compositeAfter: Aggregations = fc.oneof(
  ...['kw', 'long', 'double', 'flag', 'when', 'ip', 'float', 'day', 'integer'].map((field) =>
    tag(
      'composite: after any value',
      fc
        .tuple(queryValue(field, FIELDS[field] ?? 'none'), pick('asc', 'desc'), fc.boolean())
        .map(([value, order, missing]): JsonObject => ({
          composite: {
            sources: [{ s: { terms: { field, order, missing_bucket: missing } } }],
            after: { s: value },
          },
        })),
    ),
  ),
);

const order = fc.constantFrom<JsonObject>(
  ...[{}, { order: { _key: 'asc' } }, { order: { _key: 'desc' } }, { order: { _count: 'asc' } }],
  ...[{ order: [{ _count: 'desc' }, { _key: 'desc' }] }],
);

const terms: Aggregations = groupField.chain((field) =>
  fc
    .tuple(
      fc.record(
        {
          size: pick<JsonValue>(1, 2, 5, 100),
          min_doc_count: pick<JsonValue>(1),
          shard_size: pick<JsonValue>(100),
        },
        { requiredKeys: [] },
      ),
      order,
      fc.oneof(
        { weight: 4, arbitrary: fc.constant<JsonObject>({}) },
        {
          weight: 1,
          arbitrary: fc
            .array(
              fc.oneof(
                { weight: 6, arbitrary: queryValue(field, FIELDS[field] ?? 'none') },
                { weight: 1, arbitrary: ODD_VALUES },
              ),
              { maxLength: 3 },
            )
            .map((include): JsonObject => ({ include })),
        },
      ),
      fc.oneof({ weight: 1, arbitrary: none }, { weight: 2, arbitrary: below }),
    )
    .map(([given, by, include, sub]) => {
      return {
        features: [
          ...sub.features,
          `terms aggregation on ${kindName(field)}`,
          ...Object.keys(include).map(() => 'terms aggregation: include'),
          ...(Object.keys(by).length > 0 ? ['terms aggregation: order'] : []),
        ],
        value: {
          terms: { field, ...given, ...by, ...include },
          ...(sub.features.length > 0 && { aggs: sub.value }),
        },
      };
    }),
);

const unsupported: Aggregations = tag(
  'aggregation that is not written',
  fc.constantFrom<JsonObject>(
    { date_histogram: { field: 'when', fixed_interval: '1h' } },
    { terms: { field: 'kw', missing: 'x' } },
    { composite: { sources: [{ h: { date_histogram: { field: 'when', fixed_interval: '1h' } } }] } },
    { significant_terms: { field: 'kw' } },
    { max: { field: 'long', missing: 1 } },
    { terms: { field: 'kw', min_doc_count: 2 } },
    { terms: { field: 'kw', order: { m: 'asc' } }, aggs: { m: { max: { field: 'long' } } } },
    { terms: { field: 'kw' }, aggs: { b: { bucket_sort: { size: 1 } } } },
  ),
);

/** One aggregation of a search. */
export const aggregation: Aggregations = fc.oneof(
  { weight: 2, arbitrary: metric },
  { weight: 1, arbitrary: topHits },
  { weight: 1, arbitrary: filter },
  { weight: 6, arbitrary: composite },
  { weight: 1, arbitrary: compositeAfter },
  { weight: 5, arbitrary: terms },
  { weight: 1, arbitrary: unsupported },
);
