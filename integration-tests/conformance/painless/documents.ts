import fc from 'fast-check';
import { JavaNumber, BoxedInteger } from '../../../scripts/base/java-number';
import type { JsonObject, JsonValue } from '../../../scripts/base/json';

/** The document that most scripts are run on; its fields are those that the grammar's leaves name. */
const USUAL: JsonObject = {
  i: 7,
  j: -3,
  z: 0,
  big: 5000000000,
  d: 2.5,
  s: 'Hello',
  t: 'a,b,,c',
  e: '',
  u: 'ÄÖü',
  ts: '2024-05-01T10:20:30.123Z',
  b: true,
  f: false,
  n: null,
  l: [3, 1, 2],
  ls: ['x', 'y', 'x'],
  el: [],
  m: { k: 'v', i: 1, o: { p: [1, 2] } },
  em: {},
  objects: [
    { a: 1, k: 'one' },
    { a: 2, k: null },
  ],
};

/** Of every kind that a document may have, but for integers beyond long, which `_simulate` cannot show. */
const NUMBERS: readonly JsonValue[] = [
  ...[1, 0, -1, 2.5, 300, 2147483648, -0.1, 1e-7, 123456789012],
  ...[1, -0, 7, 1e10, 1e21].map((value) => new JavaNumber('double', value)),
  ...[2n ** 53n + 1n, 2n ** 63n - 1n].map((value) => new BoxedInteger(value)),
];

const ODD: readonly JsonValue[] = [null, 'text', '12', true, [], {}, [1], { k: 1 }, ...NUMBERS];

/** Usual documents, with some fields gone or changed. */
export const documents: fc.Arbitrary<JsonObject> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(USUAL) },
  {
    weight: 1,
    arbitrary: fc
      .dictionary(
        fc.constantFrom(...Object.keys(USUAL)),
        fc.option(fc.constantFrom(...ODD), { nil: undefined }),
        {
          maxKeys: 4,
        },
      )
      .map((changes) => {
        const all = Object.entries({ ...USUAL, ...changes });
        return Object.fromEntries(
          all.filter((field): field is [string, JsonValue] => field[1] !== undefined),
        );
      }),
  },
);

/** The `params` of every script. */
export const PARAMS: JsonObject = {
  i: 5,
  s: 'Param',
  b: true,
  d: 0.25,
  l: [1, 'two'],
  m: { k: 'p', n: null },
};
