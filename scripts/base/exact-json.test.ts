import { parseExactJson } from './exact-json';
import { JavaNumber, BoxedInteger } from './java-number';
import { copyJson, isJsonObject, type JsonObject } from './json';

test.each([
  ['1', 1],
  ['-0', 0],
  ['1.5', 1.5],
  ['1.10', 1.1],
  ['1.0', new JavaNumber('double', 1)],
  ['-0.0', new JavaNumber('double', -0)],
  ['1e5', new JavaNumber('double', 100_000)],
  ['0.1E+1', new JavaNumber('double', 1)],
  ['10e-1', new JavaNumber('double', 1)],
  ['1e-400', new JavaNumber('double', 0)],
  ['1e400', 'Infinity'],
  ['-1e400', '-Infinity'],
  ['9007199254740991', 9007199254740991],
  ['9007199254740993', new BoxedInteger(9007199254740993n)],
  ['-9223372036854775809', new BoxedInteger(-9223372036854775809n)],
])('%s, wherever it stands', (text, value) => {
  for (const [read, path] of [
    [parseExactJson(text), []],
    [parseExactJson(`[${text} ]`), ['0']],
    [parseExactJson(`{"a":"x","b" : ${text}\n, "c":1}`), ['b']],
    [parseExactJson(`{"a":[2,{"b":${text}}]}`), ['a', '1', 'b']],
  ] as const) {
    const found = path.reduce<unknown>((at, key) => (at as JsonObject)[key], read);
    expect(found).toStrictEqual(value);
  }
});

test.each([
  '{"d":1.0,"z":-0.0,"e":1.0E10,"big":123456789012345678901234567890,"l":9007199254740993}',
  '[1,1.5,"1.0","9007199254740993",true,null]',
])('%s is written as it was read', (text) => {
  expect(JSON.stringify(parseExactJson(text))).toBe(text);
});

test('members that are named as those of the prototype stay members', () => {
  const read = parseExactJson('{"__proto__":{"a":1.0}}') as JsonObject;
  expect(Object.keys(read)).toEqual(['__proto__']);
  expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
});

test('of a repeated member the last counts', () => {
  expect(parseExactJson('{"a":1.0,"a":2}')).toEqual({ a: 2 });
  expect(JSON.stringify(parseExactJson('{"a":2,"a":1.0}'))).toBe('{"a":1.0}');
});

test('Elasticsearch takes no number of more than 1,000 digits', () => {
  expect(() => parseExactJson(`[${'9'.repeat(1001)}]`)).toThrow(SyntaxError);
  expect(JSON.stringify(parseExactJson(`[${'9'.repeat(1000)}]`))).toBe(`[${'9'.repeat(1000)}]`);
});

test('an exact number is no object, and a copy keeps it', () => {
  const value = parseExactJson('{"a":[1.0]}') as JsonObject;
  expect(isJsonObject(new BoxedInteger(2n ** 60n))).toBe(false);
  expect(copyJson(value)).toStrictEqual(value);
});
