import { conditionParts } from './condition-parts';
import { parseEql } from './parse';

function parts(query: string): [string, string][] {
  return conditionParts(parseEql(query)).map(({ span, needs }) => [query.slice(span.start, span.end), needs]);
}

describe('conditionParts', () => {
  test.each<[string, [string, string][]]>([
    // The members of the outermost `and` are clauses.
    ['any where a == 1 and b == 2', []],
    [
      'any where a == 1 or b == 2',
      [
        ['a == 1', 'hit'],
        ['b == 2', 'hit'],
      ],
    ],
    [
      'any where a == 1 and b in ("x", "y")',
      [
        ['"x"', 'hit'],
        ['"y"', 'hit'],
      ],
    ],
    [
      'any where a == 1 and not b : ("x", "y")',
      [
        ['"x"', 'near_miss'],
        ['"y"', 'near_miss'],
      ],
    ],
    [
      'any where a == 1 and (b == 2 or (c == 3 and not d == 4))',
      [
        ['b == 2', 'hit'],
        ['(c == 3 and not d == 4)', 'hit'],
        ['c == 3', 'near_miss'],
        ['not d == 4', 'near_miss'],
      ],
    ],
    [
      'any where a == 1 and not (b == 2 and c == 3)',
      [
        ['b == 2', 'hit'],
        ['c == 3', 'hit'],
      ],
    ],
    // What ends a sequence counts the other way round.
    [
      'sequence by u [any where a == 1] [any where b == 2] until [any where c == 3 and (d == 4 or e == 5)]',
      [
        ['c == 3', 'hit'],
        ['(d == 4 or e == 5)', 'hit'],
        ['d == 4', 'near_miss'],
        ['e == 5', 'near_miss'],
      ],
    ],
  ])('%s', (query, expected) => {
    expect(parts(query)).toEqual(expected);
  });

  test('takes a part for true where nothing must be found without it, and for false where something is', () => {
    const forced = (query: string): unknown[] =>
      conditionParts(parseEql(query)).map(
        ({ changed }) => JSON.stringify(changed).match(/"type":"constant","value":(\w+)/)?.[1],
      );
    expect(forced('any where a == 1 or (b == 2 and c == 3)')).toEqual(['false', 'false', 'true', 'true']);
    expect(forced('any where a == 1 and not (b == 2 and c == 3)')).toEqual(['true', 'true']);
  });
});
