import { eventsOf, parseEql } from '../eql';
import { parseKql } from '../kql';
import type { Rule } from '../content';
import { demandsOf, kqlDemands } from './demands';
import type { Demands } from './demands';

const plain = (ways: readonly Demands[]): unknown => ways.map((way) => Object.fromEntries(way));

describe('kqlDemands', () => {
  test.each([
    ['a: "x" and b: *', [{ a: ['x'] }]],
    ['b: * and a: (x or "y z")', [{ a: ['x', 'y z'] }]],
    ['(a: x or a: y) and c: z', [{ a: ['x', 'y'], c: ['z'] }]],
    ['(a: x and b: y) or (a: z and not c: w)', [{ a: ['x'], b: ['y'] }, { a: ['z'] }]],
    [
      'p: q and (a: x or (a: y and b: z))',
      [
        { p: ['q'], a: ['x'] },
        { p: ['q'], a: ['y'], b: ['z'] },
      ],
    ],
    ['a: x and a: y', [{ a: ['x'] }]],
    ['a: true', [{ a: ['true'] }]],
  ])('%s can be fulfilled by %j', (query, ways) => {
    expect(plain(kqlDemands(parseKql(query)))).toEqual(ways);
  });

  test.each([
    ['a wildcard', 'a: Send*'],
    ['a negation', 'not a: Send'],
    ['a range', 'a >= "Send"'],
    ['existence', 'a: *'],
    ['null', 'a: null'],
    ['a pattern of fields', 'a*: Send'],
    ['no field', 'Send'],
    ['a nested object', 'a: { b: Send }'],
    ['an alternative without', 'a: Send or b: *'],
    ['no query', ''],
  ])('%s demands nothing', (_, query) => {
    expect(plain(kqlDemands(parseKql(query)))).toEqual([{}]);
  });

  test('what would come to very many ways demands less', () => {
    const pairs = Array.from({ length: 8 }, (_, n) => `(a${n}: x or b${n}: y)`);
    const ways = kqlDemands(parseKql(pairs.join(' and ')));
    expect(ways.length).toBeLessThanOrEqual(32);
    expect(ways.every((way) => way.size > 0)).toBe(true);
  });
});

describe('demandsOf an EQL rule', () => {
  const rule = (query: string): Rule => ({ type: 'eql', eql: parseEql(query) }) as unknown as Rule;

  test('is what any of its events demands, until included', () => {
    const query = `sequence by u [any where a == "x" and not c == "z"] [any where ?a in ("y", "z") and b == 1]
      until [any where a == "end"]`;
    expect(eventsOf(parseEql(query))).toHaveLength(3);
    expect(plain(demandsOf(rule(query)))).toEqual([{ a: ['x'] }, { a: ['y', 'z'] }, { a: ['end'] }]);
  });

  test.each([
    ['case left out', 'any where a : "x"'],
    ['in, case left out', 'any where a in~ ("x")'],
    ['a length', 'any where length(a) == 3'],
    ['another comparison', 'any where a != "x"'],
    ['true', 'any where true'],
  ])('%s demands nothing', (_, query) => {
    expect(plain(demandsOf(rule(query)))).toEqual([{}]);
  });
});
