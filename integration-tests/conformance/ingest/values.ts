import fc from 'fast-check';
import { JavaNumber, BoxedInteger } from '../../../scripts/base/java-number';
import type { JsonValue } from '../../../scripts/base/json';

/** Texts that some processor takes for more than a text. */
const TEXTS = [
  ...['', 'x', 'abc', 'a b', 'A=1 b=2', 'k1=v1&k2=v2', 'a,b,,c,,', '  padded\t', 'x - y - z', '='],
  ...['1', '-5', '007', '1.5', '+3', '0x1F', '1e40', 'true', 'False', 'null', '12kb', '%41+%C3%A4', '1_000'],
  ...['192.0.2.1', '192.0.2.1:80', '2001:db8::1', '[2001:db8::1]:5', 'Jan 2 03:04:05', 'user@contoso.com'],
  ...['2026-01-02T03:04:05Z', '2026-02-30', '1500000000', 'https://u:p@www.example.co.uk:8/p/a.b?q#f'],
  ...[
    '{"k":1,"l":[2]}',
    '[1,"2"]',
    '"q"',
    '{"k":',
    'a.b',
    '_id',
    'ÄÖß',
    '😀x',
    'İI',
    'a\nb',
    '\u0000',
    '$0\\',
  ],
  'x'.repeat(300),
] as const;

/** A text: one that is near what processors look for, or any. */
export const text: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...TEXTS) },
  {
    weight: 1,
    arbitrary: fc.string({ unit: fc.constantFrom(...'ab1 =,.-:/%"{}[]'.split('')), maxLength: 8 }),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 4 }) },
);

/** Whole doubles, and longs beyond 2^53; `_simulate` cannot show integers beyond long. */
const EXACT: readonly JsonValue[] = [
  ...[1, -0, 5, 100_000, 1e10, 1e21].map((value) => new JavaNumber('double', value)),
  ...[2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n)].map((value) => new BoxedInteger(value)),
];

const number: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constantFrom(0, 1, -1, 5, 200, 2147483648, 1.5, -0.25, 1e-7, 123456789012, ...EXACT),
  fc.integer({ min: -1000, max: 100_000 }),
);

const scalar: fc.Arbitrary<JsonValue> = fc.oneof(
  { weight: 4, arbitrary: text },
  { weight: 2, arbitrary: number },
  { weight: 1, arbitrary: fc.boolean() },
  { weight: 1, arbitrary: fc.constant(null) },
);

/** Names of members: those that paths lead to, and odd ones. */
export const key = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('a', 'b', 'c', 'o', 'x', 'l', 'y') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('a.b', '0', 'k.l', 'o.x', 'ä', 'constructor', 'a b', '@timestamp'),
  },
);

const { value: anyValue } = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2, depthSize: 'small', withCrossShrink: true },
    { weight: 6, arbitrary: scalar },
    { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
    { weight: 2, arbitrary: fc.dictionary(key, tie('value'), { maxKeys: 3, noNullPrototype: true }) },
  ),
}));

/** Any JSON value that is in scope. */
export const value: fc.Arbitrary<JsonValue> = anyValue;

const ODD_PATHS = [
  ...['a.b', 'a.0', 'a.-1', 'a.1', 'o', 'o.y.z', 'l', 'l.1', 'l.0.x', 'k.l', 'x.y', 'ä', 'a b', '@timestamp'],
  ...[
    'a.',
    'a..b',
    '.a',
    '',
    '_index',
    '_id',
    '_routing',
    '_ingest.t',
    '_source.a',
    '_ingest._value',
    'constructor',
  ],
] as const;

/** The few paths over which processors meet, and now and then an odd one. */
export const path: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constant('a') },
  { weight: 4, arbitrary: fc.constant('b') },
  { weight: 4, arbitrary: fc.constantFrom('c', 'o.x', 'l.0') },
  { weight: 2, arbitrary: fc.constantFrom(...ODD_PATHS) },
);

/** Where a number goes; undefined: it stays in its place. */
export const numberTarget: fc.Arbitrary<string | undefined> = fc.option(path, { nil: undefined });
