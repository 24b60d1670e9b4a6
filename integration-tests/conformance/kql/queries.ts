import fc from 'fast-check';
import { FIELDS, NESTED_FIELDS } from './mapping';
import { boundTerm, valueTerm } from './terms';
import type { ValueKind } from './values';

type Field = readonly [name: string, kind: ValueKind];

const colon = fc.constantFrom(':', ':', ':', ': ', ' : ', ':\t', ' :');
const comparison = fc.constantFrom('<', '<=', '>', '>=', ' < ', ' <= ', ' > ', ' >= ');
const and = fc.constantFrom(' and ', ' and ', ' AND ', ' aNd\n', '  and\t');
const or = fc.constantFrom(' or ', ' or ', ' OR ', '\nOr ');
const not = fc.constantFrom('not ', 'not ', 'NOT ', 'not\t');

/** Queries with the same operator between all, so that precedence cannot matter. */
function chainOf(part: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const parts = fc.array(part, { minLength: 2, maxLength: 3, size: 'max' });
  return fc.tuple(fc.oneof(and, or), parts).map(([word, all]) => all.join(word));
}

/** Values in parentheses; what is chained or negated within has parentheses of its own. */
function valueList(value: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const inner = fc.oneof(
    { weight: 6, arbitrary: value },
    { weight: 1, arbitrary: fc.tuple(not, value).map((pair) => pair.join('')) },
    { weight: 1, arbitrary: chainOf(value).map((all) => `(${all})`) },
    { weight: 1, arbitrary: fc.tuple(not, chainOf(value)).map(([word, all]) => `${word}(${all})`) },
  );
  return fc
    .oneof({ weight: 4, arbitrary: chainOf(inner) }, { weight: 1, arbitrary: inner })
    .map((all) => `(${all})`);
}

function leaf(fields: readonly Field[]): fc.Arbitrary<string> {
  return fc.constantFrom(...fields).chain(([name, kind]) => {
    const field = fc.oneof(
      { weight: 12, arbitrary: fc.constant(name) },
      { weight: 1, arbitrary: fc.constant(`"${name}"`) },
    );
    const value = valueTerm(kind);
    return fc.oneof(
      { weight: 32, arbitrary: joined(field, colon, value) },
      // Keys of a flattened field take no range with one end.
      { weight: name.startsWith('fl') ? 1 : 12, arbitrary: joined(field, comparison, boundTerm(kind)) },
      { weight: 8, arbitrary: joined(field, colon, valueList(value)) },
    );
  });
}

function joined(...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc.tuple(...parts).map((all) => all.join(''));
}

/** Names that stand for several fields, for none, or for an object. */
const unusual = fc
  .constantFrom<Field>(
    ...([
      ['k*', 'keyword'],
      ['*.x', 'keyword'],
      ['o.*', 'keyword'],
      ['s.*', 'keyword'],
      ['fl.*', 'keyword'],
    ] as const),
    ...([
      ['*', 'keyword'],
      ['n.*', 'keyword'],
      ['zz*', 'keyword'],
      ['"k*"', 'keyword'],
      [String.raw`k\*`, 'keyword'],
    ] as const),
    ...([
      ['o', 'keyword'],
      ['s', 'keyword'],
      ['n', 'keyword'],
      ['n.a', 'keyword'],
      ['n.b', 'long'],
      ['*t', 'text'],
    ] as const),
    ...([
      ['zz', 'keyword'],
      ['_id', 'long'],
      ['foo bar', 'keyword'],
      ['fl.*.c', 'long'],
    ] as const),
    ...([
      ['null', 'keyword'],
      ['true', 'keyword'],
      ['K', 'keyword'],
      ['s.a*', 'keyword'],
      ['u*', 'keyword'],
    ] as const),
  )
  .chain((field) => leaf([field]));

const freeText = fc
  .constantFrom<ValueKind>('keyword', 'text', 'long', 'double', 'boolean', 'date', 'ip')
  .chain(valueTerm);

function expression(leaves: fc.Arbitrary<string>, depth: number): fc.Arbitrary<string> {
  if (depth === 0) return leaves;
  const inner = expression(leaves, depth - 1);
  const part = fc.oneof(
    { weight: 6, arbitrary: leaves },
    { weight: 2, arbitrary: joined(not, leaves) },
    { weight: 1, arbitrary: inner.map((all) => `(${all})`) },
    {
      weight: 1,
      arbitrary: joined(
        not,
        inner.map((all) => `( ${all} )`),
      ),
    },
  );
  return fc.oneof({ weight: 5, arbitrary: part }, { weight: 3, arbitrary: chainOf(part) });
}

const groupPath = fc.oneof(
  { weight: 30, arbitrary: fc.constant('n') },
  { weight: 6, arbitrary: fc.constant('n.m') },
  { weight: 1, arbitrary: fc.constantFrom('o', 'zz') },
);

/** Fields of one nested object, joined; sometimes with the objects within it. */
const group = groupPath.chain((path) => {
  const own =
    path === 'n.m'
      ? leaf([
          ['c', 'keyword'],
          ['d', 'long'],
        ])
      : leaf(NESTED_FIELDS);
  const deeper = expression(
    leaf([
      ['c', 'keyword'],
      ['d', 'long'],
    ]),
    1,
  ).map((all) => `m:{ ${all} }`);
  const odd = leaf([
    ['*', 'keyword'],
    ['a*', 'keyword'],
    ['m.c', 'keyword'],
    ['k', 'keyword'],
    ['o.*', 'keyword'],
  ]);
  const leaves = fc.oneof(
    { weight: 10, arbitrary: own },
    { weight: path === 'n' ? 3 : 0, arbitrary: deeper },
    { weight: 1, arbitrary: odd },
    { weight: 1, arbitrary: fc.constantFrom('*:*', 'a') },
  );
  return expression(leaves, 1).map((all) => `${path}:{ ${all} }`);
});

const wellFormed = expression(
  fc.oneof(
    { weight: 24, arbitrary: leaf(FIELDS) },
    { weight: 4, arbitrary: group },
    { weight: 2, arbitrary: freeText },
    { weight: 2, arbitrary: unusual },
  ),
  2,
);

/** `and` beside `or` without parentheses. */
const mixed = fc.tuple(wellFormed, or, wellFormed, and, wellFormed).map((parts) => parts.join(''));

/** Something put in, or a few characters taken out. */
const broken = fc
  .tuple(
    wellFormed,
    fc.nat({ max: 40 }),
    fc.nat({ max: 2 }),
    fc.constantFrom(
      '',
      '(',
      ')',
      '"',
      ':',
      '{',
      '}',
      ' not ',
      ' and ',
      ' or ',
      '\\',
      '<',
      '*',
      ' ',
      '\u00a0',
      '\u3000',
      'not(',
      'and(',
    ),
  )
  .map(([text, from, length, put]) => {
    const at = from % (text.length + 1);
    return text.slice(0, at) + put + text.slice(at + length);
  });

const whole = fc.constantFrom(
  '',
  ' ',
  '*',
  '*:*',
  ' * : * ',
  '* and k:*',
  'not *',
  'not *:*',
  '()',
  '*:',
  ':*',
  'k:a or',
);

export const query: fc.Arbitrary<string> = fc.oneof(
  { weight: 60, arbitrary: wellFormed },
  { weight: 1, arbitrary: mixed },
  { weight: 2, arbitrary: broken },
  { weight: 1, arbitrary: whole },
);
