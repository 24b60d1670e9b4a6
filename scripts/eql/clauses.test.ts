import fc from 'fast-check';
import { eqlClauses, EqlSyntaxError, parseEql } from '.';

const texts = (query: string): string[] =>
  eqlClauses(parseEql(query)).map(({ span }) => query.slice(span.start, span.end));

test('a query demands its categories, conjuncts, keys, runs, maxspan and until', () => {
  const query =
    'sequence by a, b with maxspan=1m [x where c == 1 and (d == 2 or e == 3)] by f with runs=2 [any where not g == 4] by h until [y where i == 5] by j';
  expect(texts(query)).toEqual([
    'x',
    'c == 1',
    '(d == 2 or e == 3)',
    'with runs=2',
    'not g == 4',
    'a',
    'b',
    'f',
    'with maxspan=1m',
    '[y where i == 5] by j',
  ]);
});

test.each([
  ['x where a == 1', ['x', 'a == 1']],
  ['any where a == 1 or b == 2', ['a == 1 or b == 2']],
  ['x where true', ['x']],
  ['any where true', []],
])('%s', (query, expected) => {
  expect(texts(query)).toEqual(expected);
});

test('each lacks what it names, and nothing else', () => {
  const query = parseEql(
    'sequence by a with maxspan=1m [x where b == 1] with runs=3 [y where true] until [z where true]',
  );
  const [category, condition, runs, second, key, maxspan, until] = eqlClauses(query).map(
    ({ without }) => without,
  );
  expect(category).toMatchObject({
    terms: [{ event: { category: undefined } }, { event: { category: { value: 'y' } } }],
  });
  expect(condition).toMatchObject({
    terms: [{ event: { condition: { type: 'constant', value: true } } }, {}],
  });
  expect(runs).toMatchObject({ terms: [{ runs: 2 }, { runs: 1 }] });
  expect(second).toMatchObject({
    terms: [{ event: { category: { value: 'x' } } }, { event: { category: undefined } }],
  });
  expect(key).toMatchObject({ by: [], maxspan: 60_000 });
  expect(maxspan).toMatchObject({ by: [{ name: 'a' }], maxspan: undefined });
  expect(until).toMatchObject({ until: undefined, maxspan: 60_000 });
});

test('any text is EQL or a located syntax error', () => {
  const word = fc.constantFrom(
    ...[
      'sequence',
      'by',
      'with',
      'maxspan',
      '=',
      '1m',
      '[',
      ']',
      'any',
      'where',
      'a.b',
      '?c',
      '==',
      ':',
      'in',
      '(',
      ')',
    ],
    ...[
      '"x"',
      '5',
      ',',
      'and',
      'or',
      'not',
      'true',
      'null',
      'until',
      'runs',
      'length',
      'startsWith~',
      'regex~',
      '`',
      '"',
    ],
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(word, { maxLength: 25 }).map((words) => words.join(' ')),
  );
  fc.assert(
    fc.property(text, (query) => {
      try {
        parseEql(query);
      } catch (error) {
        if (!(error instanceof EqlSyntaxError)) throw error;
        expect(error.offset).toBeGreaterThanOrEqual(0);
        expect(error.offset).toBeLessThanOrEqual(query.length);
      }
    }),
    { numRuns: 2000 },
  );
});
