import { array, assert, integer, property, string, uniqueArray } from 'fast-check';
import { BrokenArrayError, JsonArraySplitter } from './json-array';

/** Taken in pieces that end at these places. */
function split(text: string, cuts: readonly number[] = []): string[] {
  const bytes = Buffer.from(text);
  const splitter = new JsonArraySplitter();
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  const texts = places.slice(1).flatMap((end, index) => splitter.take(bytes.subarray(places[index], end)));
  splitter.finish();
  return texts;
}

describe('JsonArraySplitter', () => {
  test.each([
    ['[]', []],
    [' [ ] \r\n', []],
    ['[{}]', ['{}']],
    ['[{"a":1}, {"b":[{"c":"]}"}]}\n]', ['{"a":1}', '{"b":[{"c":"]}"}]}']],
    ['[{"quote":"\\"}]","slash":"\\\\"}]', ['{"quote":"\\"}]","slash":"\\\\"}']],
    ['[{"n":12345678901234567890.10, "a": 1}]', ['{"n":12345678901234567890.10, "a": 1}']],
    ['[{"umlaut":"ä€😀"}]', ['{"umlaut":"ä€😀"}']],
  ])('%s', (text, objects) => {
    expect(split(text)).toEqual(objects);
  });

  test('gives the same texts wherever the bytes are cut', () => {
    const record = array(string({ unit: 'binary' }), { maxLength: 4 }).map((values) =>
      JSON.stringify({ values, nested: { values } }),
    );
    assert(
      property(
        array(record, { maxLength: 5 }),
        uniqueArray(integer({ min: 0, max: 400 })),
        (records, cuts) => {
          expect(split(`[${records.join(',')}]`, cuts)).toEqual(records);
        },
      ),
    );
  });

  test.each([
    ['', 'the body ends before its JSON array does'],
    ['[', 'the body ends before its JSON array does'],
    ['[{"a":1},', 'the body ends before its JSON array does'],
    ['[{"a":"]', 'the body ends before its JSON array does'],
    ['{"error":{}}', '"{" where “[” was expected'],
    ['[1]', '"1" where the first object was expected'],
    ['[{},]', '"]" where the next object was expected'],
    ['[{}{}]', '"{" where “,” or “]” was expected'],
    ['[]]', '"]" after the array'],
    ['<html>', '"<" where “[” was expected'],
  ])('%s is refused', (text, message) => {
    expect(() => split(text)).toThrow(BrokenArrayError);
    expect(() => split(text)).toThrow(message);
  });
});
