import { isProvablyLinear } from './java-regex-linear';
import { parseJavaRegex } from './java-regex-parse';

test.each([
  'foo',
  '[0-9]+',
  '^[a-z]+@[0-9]+$',
  '"[^"]*"',
  '(?:[0-9]{1,3}\\.){3}[0-9]{1,3}',
  'https?://[^/]*',
  'foo|foobar|ba[rz]',
  '^([^:]+):([0-9]+)$',
  '=([^=;]*);',
  '(\\+[0-9]+)?Z',
])('proves %s', (pattern) => {
  expect(isProvablyLinear(parseJavaRegex(pattern, ''))).toBe(true);
});

test.each([
  ['(a+)+b', 'a repeated group without bound'],
  ['a+b', 'each attempt scans what the next one scans'],
  ['=[^;]*;', 'each attempt scans what the next one scans'],
  ['\\s+$', 'each attempt scans what the next one scans'],
  ['^a*a*b', 'two quantifiers share characters'],
  ['^(?:a|b)*c', 'a repeated group without bound'],
  ['^.*x', 'the quantifier may give characters back'],
  ['^a?a?a?aaa', 'a choice shares characters with what follows'],
  ['(?:a|b){20}', 'too many copies'],
  ['(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)b', 'too many ways'],
  ['^(?:(a)|b){2}', 'ECMAScript forgets the group of an earlier turn'],
  ['(\\b)?', 'ECMAScript forgets an empty optional group'],
])('does not prove %s: %s', (pattern) => {
  expect(isProvablyLinear(parseJavaRegex(pattern, ''))).toBe(false);
});
