import fc from 'fast-check';
import { compileJavaRegex } from './compile-java-regex';
import { emitEcmaScript } from './java-regex-emit';
import { parseJavaRegex } from './java-regex-parse';
import { matchWholeBySimulation, searchBySimulation } from './java-regex-simulate';

const atom = fc.constantFrom(
  'a',
  'b',
  '[ab]',
  '.',
  '\\b',
  '(?=a)',
  '(?<!b)',
  '(?![^a])',
  '(?=ab)',
  '(?<!a.)',
  '\\A',
  '\\z',
  '$',
  'ä',
);
const pattern: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    atom,
    fc.tuple(tie('node'), tie('node')).map(([left, right]) => left + right),
    fc.tuple(tie('node'), tie('node')).map(([left, right]) => `(?:${left}|${right})`),
    fc
      .tuple(
        fc.constantFrom('a', '[ab]', '(?:ab|b)'),
        fc.constantFrom('*', '+', '?', '*?', '+?', '{1,2}', '{2}?'),
      )
      .map(([body, quantifier]) => body + quantifier),
    tie('node').map((body) => `(${body})`),
  ),
})).node;
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'ä', '\n', '\r', ' ', 'é'), maxLength: 8 });

test('a simulation finds what a backtracking engine finds', () => {
  fc.assert(
    fc.property(pattern, text, (source, input) => {
      const regex = parseJavaRegex(source, '');
      const emitted = emitEcmaScript(regex);
      const expected = new RegExp(emitted.source, emitted.flags).exec(input);
      const found = searchBySimulation(regex).find(input, 0);
      expect(found?.start).toBe(expected?.index);
      expect(found === null ? undefined : [...found.groups]).toEqual(
        expected === null ? undefined : [...expected],
      );
      const whole = new RegExp(`^(?:${emitted.source})$`, emitted.flags).exec(input);
      expect(matchWholeBySimulation(regex).matches(input)).toBe(whole !== null);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['(?<![0-9.+-])[+-]?[0-9]+', '.-1 -2', '-2'],
  ['(?<=a)b|(?=c).', 'b c', 'c'],
  ['(?:a|b)+(?!c)', 'abac', 'ab'],
  ['(?<n>\\w+)(?=[:;])', 'x yz;', 'yz'],
  ['(?<!.)b', 'bb', 'b'],
  ['[0-9]+(?!\\.[0-9])', '12.5', '1'],
])('%s in %j finds %j', (source, input, expected) => {
  expect(compileJavaRegex(source).find(input)?.groups[0]).toBe(expected);
});

test('the words of Unicode end where no letter follows', () => {
  expect(compileJavaRegex('\\b\\w+\\b', '', true).find('ÄaÖ ʼN y² x ²')?.groups[0]).toBe('x');
  expect(compileJavaRegex('\\b\\w+\\b').find('ÄaÖ')?.groups[0]).toBe('a');
  expect(compileJavaRegex('\\Ba\\B', '', true).find('a ÄaÖ')?.start).toBe(3);
});

test('it takes a time that grows as the input', () => {
  const started = performance.now();
  expect(compileJavaRegex('(?:(?:a+)+)+(?!a)b').find('a'.repeat(20_000))).toBeNull();
  expect(performance.now() - started).toBeLessThan(2000);
});
