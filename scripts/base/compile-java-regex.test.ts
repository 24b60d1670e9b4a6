import { compileJavaRegex } from './compile-java-regex';
import { ContentError } from './errors';
import { RegexReplacementError } from './java-regex-replacement';

function findAll(pattern: string, input: string): string[] {
  const regex = compileJavaRegex(pattern);
  const found: string[] = [];
  for (let match = regex.find(input); match !== null;) {
    found.push(match.groups[0] ?? '');
    match = regex.find(input, match.end === match.start ? match.end + 1 : match.end);
  }
  return found;
}

function problemOf(pattern: string, flags?: string): { code: string; message: string } {
  try {
    compileJavaRegex(pattern, flags);
  } catch (error) {
    if (error instanceof ContentError && error.problems[0] !== undefined) return error.problems[0];
  }
  throw new Error(`${pattern} was accepted`);
}

describe('find', () => {
  test.each([
    ['[0-9]+', 'a12b3', ['12', '3']],
    ['a+b', 'aab ab', ['aab', 'ab']],
    ['.', 'a\u2028\u0085b😀', ['a', 'b', '😀']],
    ['(?s).', 'a\n', ['a', '\n']],
    ['(?d).', 'a\r\n', ['a', '\r']],
    ['\\d', '1٢', ['1']],
    ['\\w+', 'né_1', ['n', '_1']],
    ['\\bb', 'éb b', ['b', 'b']],
    ['[a-c&&[^b]]', 'abc', ['a', 'c']],
    ['[^a[b]]', 'abc', ['c']],
    ['[]a]', ']ab', [']', 'a']],
    ['\\p{Alpha}\\P{Alpha}', 'a1é1', ['a1']],
    ['\\p{Lu}', 'aÉ', ['É']],
    ['\\Qa.b\\E+', 'a.bb axb', ['a.bb']],
    ['\\x61\\u0062\\0143', 'abc', ['abc']],
    ['(?i)straße', 'STRAßE', ['STRAßE']],
    ['(?iu)é', 'É', ['É']],
    ['(?i)é', 'É', []],
    ['(?i:a)b', 'Ab AB', ['Ab']],
    ['(?x) a b # comment', 'ab', ['ab']],
    ['[\uD83D\uDE00]', '😀', ['😀']],
    ['x*', 'ax', ['', 'x', '']],
  ])('%s in %j', (pattern, input, expected) => {
    expect(findAll(pattern, input)).toEqual(expected);
  });

  test.each([
    ['b$', 'b\n', 0],
    ['b$', 'b\r\n', 0],
    ['b$', 'b\nb', 2],
    ['[ab]+b$', 'aab\n', 0],
    ['(?:[ab]+|x)b$', 'aab\r\n', 0],
  ])('%s stands before the last line terminator of %j', (pattern, input, start) => {
    expect(compileJavaRegex(pattern).find(input)).toMatchObject({ start });
  });

  test('a final $ takes in nothing of the line terminator', () => {
    expect(compileJavaRegex('(?<all>[ab]*b$)').find('aab\r\n')).toMatchObject({
      end: 3,
      named: { all: 'aab' },
    });
  });

  test('a group that took no part is undefined', () => {
    const match = compileJavaRegex('(?<x>a)|(?<y>b)').find('b');
    expect([...(match?.groups ?? [])]).toEqual(['b', undefined, 'b']);
    expect(match?.named['y']).toBe('b');
    expect(match?.named['constructor']).toBeUndefined();
  });
});

test.each([
  ['foo$', 'foo\n', false],
  ['foo$', 'foo', true],
  ['a|ab', 'ab', true],
  ['.*\\.exe', 'x.exe', true],
  ['(a|b)*c', 'abac', true],
  ['a*a*', 'aaa', true],
])('%s matches all of %j: %s', (pattern, input, expected) => {
  expect(compileJavaRegex(pattern).matches(input)).toBe(expected);
});

test.each(['(a*)(?:b|c)', '(a|b)*?(?:b|c)'])('the groups of a match of the whole input by %s', (pattern) => {
  expect(compileJavaRegex(pattern).matchWhole('aab')).toMatchObject({ start: 0, end: 3 });
  expect(compileJavaRegex(pattern).matchWhole('aabx')).toBeNull();
});

describe('replaceAll', () => {
  test.each([
    ['a*', 'baac', '-', '-b--c-'],
    ['(a)(b)', 'abab', '$2$1', 'baba'],
    ['(a)', 'a', '$10', 'a0'],
    ['(?<n>a)', 'a', '[${n}]', '[a]'],
    ['a', 'a', '\\$1', '$1'],
    ['a', 'b', '$9', 'b'],
    ['(x)?a', 'a', '<$1>', '<>'],
  ])('%s in %j by %j', (pattern, input, replacement, expected) => {
    expect(compileJavaRegex(pattern).replaceAll(input, replacement)).toBe(expected);
  });

  test.each([
    ['$1', 'No group 1'],
    ['${no}', 'No group with name {no}'],
    ['$', 'Illegal group reference: group index is missing'],
    ['\\', 'character to be escaped is missing'],
  ])('refuses %j as Java does', (replacement, message) => {
    expect(() => compileJavaRegex('a').replaceAll('a', replacement)).toThrow(
      new RegexReplacementError('illegal_argument_exception', message),
    );
  });
});

test.each([
  [',', 'a,b,,', 0, ['a', 'b']],
  [',', 'a,b,,', -1, ['a', 'b', '', '']],
  [',', 'a,b,c', 2, ['a', 'b,c']],
  ['', 'abc', 0, ['a', 'b', 'c']],
  [',', '', 0, ['']],
  ['\\s+', ' a b', 0, ['', 'a', 'b']],
])('split by %j of %j with limit %d', (pattern, input, limit, expected) => {
  expect(compileJavaRegex(pattern).split(input, limit)).toEqual(expected);
});

test.each([
  ['a(?=b*)', 'lookahead'],
  ['a(?!b|cd)', 'lookahead'],
  ['(?<=a?)b', 'lookbehind'],
  ['(?<!ab|c)b', 'lookbehind'],
  ['(?>a)', 'atomic group'],
  ['a++', 'possessive'],
  ['(a)\\1', 'backreference'],
  ['(?<n>a)\\k<n>', 'backreference'],
  ['(?m)^a', 'MULTILINE'],
  ['\\p{Nonsense}', '\\p{Nonsense}'],
  ['\\Ra', '\\R'],
  ['(a+)+$b', '`$` that is not at the end'],
])('refuses %s by name', (pattern, construct) => {
  const problem = problemOf(pattern);
  expect(problem.code).toBe('REGEX_UNSUPPORTED');
  expect(problem.message).toContain(construct);
});

test.each(['(a', 'a)', '[a', '*a', 'a{2', '\\y', '[b-a]', 'a**', '(?<n>a)(?<n>b)', 'a{3,2}'])(
  'refuses %s as Java does',
  (pattern) => {
    expect(problemOf(pattern).code).toBe('REGEX_SYNTAX');
  },
);

test.each(['(a+)+b', '(a|a)*b', 'a+b', '\\s+$', '.*.*.*x', '(.*,)*x', '[a-z]*[a-z]*[a-z]*1'])(
  '%s is fast on the input that ruins a backtracking engine',
  (pattern) => {
    const input = `${'a '.repeat(10)}${'a'.repeat(20_000)}!`;
    const started = performance.now();
    compileJavaRegex(pattern).find(input);
    compileJavaRegex(pattern).matches(input);
    expect(performance.now() - started).toBeLessThan(1000);
  },
);
