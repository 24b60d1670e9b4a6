import fc from 'fast-check';
import { DEEPER_FIELDS, FIELDS, NESTED_FIELDS } from './mapping';
import { apply, draft, join, joined } from './draft';
import type { Draft } from './draft';
import { boundTerm, valueTerm } from './terms';
import type { Field } from './terms';

const colon = fc.constantFrom(':', ':', ':', ': ', ' : ', ':\t', ' :');
const comparison = fc.constantFrom('<', '<=', '>', '>=', ' < ', ' <= ', ' > ', ' >= ');
const and = fc.constantFrom(' and ', ' and ', ' AND ', ' aNd\n', '  and\t');
const or = fc.constantFrom(' or ', ' or ', ' OR ', '\nOr ');
const not = fc.constantFrom('not ', 'not ', 'NOT ', 'not\t');

/** Queries with the same operator between all, so that precedence cannot matter. */
function chainOf(part: fc.Arbitrary<Draft>): fc.Arbitrary<Draft> {
  const parts = fc.oneof(
    { weight: 2, arbitrary: fc.array(part, { minLength: 2, maxLength: 2 }) },
    { weight: 1, arbitrary: fc.array(part, { minLength: 3, maxLength: 3 }) },
  );
  const word = fc.oneof({ weight: 1, arbitrary: and }, { weight: 2, arbitrary: or });
  return fc.tuple(word, parts).map(([word, all]) => join(all, word));
}

/** Values in parentheses; what is chained or negated within has parentheses of its own. */
function valueList(value: fc.Arbitrary<Draft>): fc.Arbitrary<Draft> {
  const inner = fc.oneof(
    { weight: 6, arbitrary: value },
    { weight: 1, arbitrary: joined(not, value) },
    { weight: 1, arbitrary: chainOf(value).map((all) => draft`(${all})`) },
    { weight: 1, arbitrary: fc.tuple(not, chainOf(value)).map(([word, all]) => draft`${word}(${all})`) },
  );
  return fc
    .oneof({ weight: 3, arbitrary: chainOf(inner) }, { weight: 2, arbitrary: inner })
    .map((all) => draft`(${all})`);
}

/** A condition on one of the fields, whose names within a nested group are shorter than in the documents. */
function leaf(fields: readonly Field[], path = ''): fc.Arbitrary<Draft> {
  return fc.constantFrom(...fields).chain(([name, kind]) => {
    const field = fc.oneof(
      { weight: 12, arbitrary: fc.constant(name) },
      { weight: 1, arbitrary: fc.constant(`"${name}"`) },
    );
    const held: Field = [`${path}${name}`, kind];
    const value = valueTerm(held);
    return fc.oneof(
      { weight: 40, arbitrary: joined(field, colon, value) },
      // Keys of a flattened field take no range with one end.
      { weight: name.startsWith('fl') ? 1 : 12, arbitrary: joined(field, comparison, boundTerm(held)) },
      { weight: 8, arbitrary: joined(field, colon, valueList(value)) },
    );
  });
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

const freeText = fc.constantFrom(...FIELDS).chain(valueTerm);

function expression(leaves: fc.Arbitrary<Draft>, depth: number): fc.Arbitrary<Draft> {
  if (depth === 0) return leaves;
  const inner = expression(leaves, depth - 1);
  const part = fc.oneof(
    { weight: 8, arbitrary: leaves },
    { weight: 2, arbitrary: joined(not, leaves) },
    { weight: 1, arbitrary: inner.map((all) => draft`(${all})`) },
    {
      weight: 1,
      arbitrary: joined(
        not,
        inner.map((all) => draft`( ${all} )`),
      ),
    },
  );
  return fc.oneof({ weight: 3, arbitrary: part }, { weight: 1, arbitrary: chainOf(part) });
}

const groupPath = fc.oneof(
  { weight: 30, arbitrary: fc.constant('n') },
  { weight: 6, arbitrary: fc.constant('n.m') },
  { weight: 1, arbitrary: fc.constantFrom('o', 'zz') },
);

/** Fields of one nested object, joined; sometimes with the objects within it. */
const group = groupPath.chain((path) => {
  const prefix = `${path}.`;
  const own = leaf(path === 'n.m' ? DEEPER_FIELDS : NESTED_FIELDS, prefix);
  const deeper = expression(leaf(DEEPER_FIELDS, `${prefix}m.`), 1).map((all) => draft`m:{ ${all} }`);
  const odd = leaf(
    [
      ['*', 'keyword'],
      ['a*', 'keyword'],
      ['m.c', 'keyword'],
      ['k', 'keyword'],
      ['o.*', 'keyword'],
    ],
    prefix,
  );
  const leaves = fc.oneof(
    { weight: 10, arbitrary: own },
    { weight: path === 'n' ? 3 : 0, arbitrary: deeper },
    { weight: 1, arbitrary: odd },
    { weight: 1, arbitrary: fc.constantFrom('*:*', 'a') },
  );
  return expression(leaves, 1).map((all) => draft`${path}:{ ${all} }`);
});

const wellFormed = expression(
  fc.oneof(
    { weight: 28, arbitrary: leaf(FIELDS) },
    { weight: 4, arbitrary: group },
    { weight: 2, arbitrary: freeText },
    { weight: 2, arbitrary: unusual },
  ),
  2,
);

/** `and` beside `or` without parentheses. */
const mixed = fc.tuple(wellFormed, or, wellFormed, and, wellFormed).map((parts) => join(parts));

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
  .map(([whole, from, length, put]) =>
    apply(whole, (text) => {
      const at = from % (text.length + 1);
      return text.slice(0, at) + put + text.slice(at + length);
    }),
  );

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

/** A query, to be written once the documents are known. */
export const query: fc.Arbitrary<Draft> = fc.oneof(
  { weight: 60, arbitrary: wellFormed },
  { weight: 1, arbitrary: mixed },
  { weight: 2, arbitrary: broken },
  { weight: 1, arbitrary: whole },
);
