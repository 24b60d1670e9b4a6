import { parseJson } from './parse-json';

const parsing = { allowDuplicateKeys: true, strict: true };

test.each([
  ['1e400', 'Infinity'],
  ['[-1E+400 ]', ['-Infinity']],
  ['{"a":1e400}', { a: 'Infinity' }],
  ['{"a":[1e400,2]}', { a: ['Infinity', 2] }],
  ['{"a":1e400//comment\n}', { a: 'Infinity' }],
  [`{"some name before it":1,"a":-${'9'.repeat(400)}.5}`, { 'some name before it': 1, a: '-Infinity' }],
])('numbers that no double holds become text: %j', (text, value) => {
  expect(parseJson(text, parsing)).toEqual(value);
});

test('a long name with digits and an id with an exponent in it stay as they are', () => {
  const value = { id: '12e345-e400', digits: '7'.repeat(400), n: 1.5 };
  expect(parseJson(JSON.stringify(value), parsing)).toEqual(value);
});
