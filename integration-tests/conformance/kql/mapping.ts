import fc from 'fast-check';
import type { JsonObject } from '../../../scripts/base/json';
import type { IndexMapping } from '../../../scripts/query-dsl';
import type { ValueKind } from './values';

function field(...definitions: JsonObject[]): fc.Arbitrary<JsonObject> {
  return fc.constantFrom(...definitions);
}

function keyword(): fc.Arbitrary<JsonObject> {
  return field(
    { type: 'keyword' },
    { type: 'keyword' },
    { type: 'keyword', ignore_above: 3 },
    { type: 'keyword', null_value: 'b' },
    { type: 'keyword', fields: { text: { type: 'text' } } },
    { type: 'keyword', fields: { text: { type: 'text' } } },
    { type: 'keyword', normalizer: 'lowercase' },
  );
}

const text = field(
  { type: 'text' },
  { type: 'text', fields: { keyword: { type: 'keyword', ignore_above: 8 } } },
);

const long = field(
  ...[{ type: 'long' }, { type: 'long' }, { type: 'long' }, { type: 'long' }],
  { type: 'long', ignore_malformed: true },
  { type: 'long', coerce: false },
  { type: 'long', null_value: 7 },
  { type: 'integer' },
  { type: 'short' },
  { type: 'byte', ignore_malformed: true },
);

const double = field({ type: 'double' }, { type: 'double', ignore_malformed: true }, { type: 'float' });

const boolean = field({ type: 'boolean' }, { type: 'boolean', null_value: true });

const date = field(
  { type: 'date' },
  { type: 'date', ignore_malformed: true },
  { type: 'date', format: 'strict_date_optional_time' },
  { type: 'date', format: 'strict_date_optional_time||epoch_second' },
  { type: 'date', format: 'yyyy-MM-dd||strict_date_optional_time' },
  { type: 'date', format: 'date_optional_time||epoch_second' },
  { type: 'date', format: 'strict_date||date_optional_time||epoch_millis' },
);

const ip = field(
  { type: 'ip' },
  { type: 'ip', ignore_malformed: true },
  { type: 'ip', null_value: '192.0.2.9' },
);

const flattened = field(
  { type: 'flattened' },
  { type: 'flattened', ignore_above: 3 },
  { type: 'flattened', depth_limit: 3 },
);

const nested: fc.Arbitrary<JsonObject> = fc
  .record({
    a: keyword(),
    b: long,
    t: text,
    m: fc.constant<JsonObject>({
      type: 'nested',
      properties: { c: { type: 'keyword' }, d: { type: 'long' } },
    }),
    o: fc.constant<JsonObject>({ properties: { x: { type: 'keyword' } } }),
  })
  .map((properties) => ({ type: 'nested', properties }));

const object: fc.Arbitrary<JsonObject> = fc
  .record({ x: keyword(), y: long, t: text, ip }, { requiredKeys: ['x'] })
  .map((properties) => ({ properties: properties }));

const flatObject: fc.Arbitrary<JsonObject> = fc
  .record({ a: keyword(), 'a.b': keyword(), 'c.d.e': long })
  .map((properties) => ({ type: 'object', subobjects: false, properties }));

const models: Readonly<Record<string, fc.Arbitrary<JsonObject>>> = {
  ...{ k: keyword(), k2: keyword(), t: text, l: long, db: double, bo: boolean, d: date, ip, fl: flattened },
  ...{ n: nested, o: object, s: flatObject, al: field(...aliases('k', 'l', 't', 'd', 'o.x', 'fl', 'ip')) },
};

/** The properties that a mapping may have. What is left out comes by dynamic mapping or not at all. */
const properties = fc.record(
  Object.fromEntries(
    Object.entries(models).map(([name, model]) => [name, fc.option(model, { nil: undefined, freq: 7 })]),
  ),
);

function aliases(...targets: string[]): JsonObject[] {
  return targets.map((path) => ({ type: 'alias', path }));
}

/** Elasticsearch takes no alias of a field that is not mapped. */
function withoutBrokenAlias(all: Record<string, JsonObject | undefined>): JsonObject {
  const path = all['al']?.['path'];
  const [root = ''] = typeof path === 'string' ? path.split('.') : [];
  const kept = Object.entries(all).filter(
    ([name, definition]) => definition !== undefined && (name !== 'al' || all[root] !== undefined),
  );
  return Object.fromEntries(kept) as JsonObject;
}

/** A mapping: each kind of field there or not, fixed, strict or growing with the documents. */
export const mapping: fc.Arbitrary<IndexMapping> = fc
  .record({
    properties,
    dynamic: fc.oneof(
      { weight: 6, arbitrary: fc.constant('false') },
      { weight: 12, arbitrary: fc.constant('true') },
      { weight: 1, arbitrary: fc.constant('strict') },
    ),
    dateDetection: fc.constantFrom(true, true, false),
  })
  .map(({ properties: given, dynamic, dateDetection }) => ({
    ...(dynamic !== 'true' && { dynamic }),
    ...(!dateDetection && { date_detection: false }),
    properties: withoutBrokenAlias(given),
  }));

/** The fields that queries name, with the kind of value that fits each in most mappings. */
export const FIELDS: readonly (readonly [name: string, kind: ValueKind])[] = [
  ...([
    ['k', 'keyword'],
    ['k2', 'keyword'],
    ['t', 'text'],
    ['l', 'long'],
    ['db', 'double'],
    ['bo', 'boolean'],
  ] as const),
  ...([
    ['d', 'date'],
    ['ip', 'ip'],
    ['fl', 'keyword'],
    ['fl.a', 'keyword'],
    ['fl.b.c', 'long'],
  ] as const),
  ...([
    ['o.x', 'keyword'],
    ['o.y', 'long'],
    ['o.t', 'text'],
    ['o.ip', 'ip'],
    ['s.a', 'keyword'],
  ] as const),
  ...([
    ['s.a.b', 'keyword'],
    ['s.c.d.e', 'long'],
    ['al', 'keyword'],
    ['k.text', 'text'],
  ] as const),
  ...([
    ['t.keyword', 'text'],
    ['u', 'keyword'],
    ['o.u', 'text'],
    ['v.w', 'keyword'],
    ['s.u.v', 'text'],
  ] as const),
];

/** The fields of nested objects, below their path. */
export const NESTED_FIELDS: readonly (readonly [name: string, kind: ValueKind])[] = [
  ...([
    ['a', 'keyword'],
    ['b', 'long'],
    ['t', 'text'],
    ['o.x', 'keyword'],
    ['u', 'keyword'],
  ] as const),
];

/** The fields of the objects within nested objects. */
export const DEEPER_FIELDS: readonly (readonly [name: string, kind: ValueKind])[] = [
  ['c', 'keyword'],
  ['d', 'long'],
];
