import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../scripts/base/json';
import { ODD_VALUES, OWN_VALUES, VALUES, pick } from './values';
import { FIELDS, MAPPING } from './fields';

type Values = fc.Arbitrary<JsonValue>;

/** One value mostly; sometimes a list, an empty one or null. */
export function oneOrMany(value: Values): Values {
  return fc.oneof(
    { weight: 6, arbitrary: value },
    { weight: 2, arbitrary: fc.array(value, { minLength: 1, maxLength: 3 }) },
    { weight: 1, arbitrary: fc.constant<JsonValue>(null) },
    { weight: 1, arbitrary: fc.constantFrom<JsonValue>([], [null], [[null]]) },
  );
}

function optional(values: Readonly<Record<string, Values>>): fc.Arbitrary<JsonObject> {
  return fc.record(values, { requiredKeys: [] }) as fc.Arbitrary<JsonObject>;
}

const { keyword, whole, date } = VALUES;

const flat = optional({
  a: oneOrMany(keyword),
  b: fc.oneof(optional({ c: oneOrMany(keyword) }), keyword),
  'b.c': keyword,
});

const inner = fc.array(optional({ kw: keyword }), { maxLength: 2 });

const many = fc.oneof(
  { weight: 2, arbitrary: optional({ kw: keyword, long: whole, when: date }) },
  {
    weight: 3,
    arbitrary: fc.array(optional({ kw: oneOrMany(keyword), long: whole, when: date, inner: inner }), {
      maxLength: 3,
    }),
  },
) as unknown as Values;

/** Values for each top-level name of the mapping that takes any. */
const members: Readonly<Record<string, Values>> = {
  ...Object.fromEntries(
    Object.keys(MAPPING.properties)
      .filter((name) => (FIELDS[name] ?? 'none') !== 'none' && name !== 'alias' && name !== 'moment')
      .map((name) => [name, oneOrMany(OWN_VALUES[name] ?? VALUES[FIELDS[name] ?? 'none'])]),
  ),
  flat,
  many,
  hidden: keyword,
  nothing: keyword,
  place: pick<JsonValue>('1,2', { lat: 1, lon: 2 }, null),
  object: optional({ kw: oneOrMany(keyword), long: oneOrMany(whole) }),
  'object.kw': keyword,
};

const legal = optional(members);

const names = Object.keys(members).filter((name) => name !== 'place');

/** One field with a value that it may not take. */
const oddOnes: fc.Arbitrary<JsonObject> = fc
  .tuple(
    fc.constantFrom(...names),
    fc.oneof(ODD_VALUES, fc.array(ODD_VALUES, { maxLength: 2 }) as Values, fc.constant({ a: 1 })),
  )
  .filter(([name, value]) => name !== 'vague' || typeof value !== 'object')
  .map(([name, value]) => ({ [name]: value }));

/** The documents of one index. */
export const documents: fc.Arbitrary<JsonObject[]> = fc.array(
  fc.oneof({ weight: 5, arbitrary: legal }, { weight: 1, arbitrary: oddOnes }),
  { minLength: 1, maxLength: 16, size: 'max' },
);
