import { parseKql } from '../kql';
import { kqlValue } from './kql-value';

describe('kqlValue', () => {
  test.each([
    ['contoso.com', 'contoso.com'],
    ['*#EXT#*', '*#EXT#*'],
    ['Deleted Items', '"Deleted Items"'],
    ['say "hi"', '"say \\"hi\\""'],
    ['and', '"and"'],
    ['a:b', '"a:b"'],
    ['*(x)*', '*\\(x\\)*'],
  ])('%j becomes %j', (text, expected) => {
    expect(kqlValue(text)).toBe(expected);
  });

  test.each(['Deleted Items', 'say "hi"', 'and', 'a:b', 'back\\slash', 'true', '{x}'])(
    '%j is read back as one literal of the same text',
    (text) => {
      expect(parseKql(`f: ${kqlValue(text)}`)).toMatchObject({
        type: 'is',
        value: { type: 'literal', value: text },
      });
    },
  );
});
