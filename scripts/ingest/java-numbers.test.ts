import {
  floatAsJson,
  javaNumberClass,
  javaNumberToString,
  parseJavaDouble,
  parseJavaInt,
  parseJavaLong,
} from './java-numbers';

test.each([
  [1, 'java.lang.Integer'],
  [2147483648, 'java.lang.Long'],
  [-(2 ** 63), 'java.lang.Long'],
  [2 ** 63, 'java.math.BigInteger'],
  [1.5, 'java.lang.Double'],
  [1e30, 'java.lang.Double'],
])('%d is a %s', (value, expected) => {
  expect(javaNumberClass(value)).toBe(expected);
});

test.each([
  [12345678901, '12345678901'],
  [1e21, '1.0E21'],
  [1e-5, '1.0E-5'],
  [0.001, '0.001'],
  [123456789.125, '1.23456789125E8'],
  [1.5, '1.5'],
])('%d is written %s', (value, expected) => {
  expect(javaNumberToString(value)).toBe(expected);
});

test.each([
  ['2147483647', 2147483647],
  ['2147483648', null],
  ['-2147483648', -2147483648],
  ['+5', 5],
  ['0'.repeat(5000) + '7', 7],
  ['9'.repeat(100_000), null],
  ['1_000', null],
  ['٣', 3],
  ['', null],
])('the int of %.20s is %s', (text, expected) => {
  expect(parseJavaInt(text)).toBe(expected);
});

test('longs are bounded exactly', () => {
  expect(parseJavaLong('9223372036854775807')).toBe(2n ** 63n - 1n);
  expect(parseJavaLong('9223372036854775808')).toBeNull();
  expect(parseJavaLong('7fffffffffffffff', 16)).toBe(2n ** 63n - 1n);
});

test.each([
  ['1e3', 1000],
  [' 1.5f ', 1.5],
  ['NaN', NaN],
  ['-Infinity', -Infinity],
  ['0x1p3', 8],
  ['0x.8p1', 1],
  ['1e', null],
  ['Infinityf', null],
  ['', null],
])('the double of "%s" is %s', (text, expected) => {
  expect(parseJavaDouble(text)).toBe(expected);
});

test('a float is the shortest number that is the same float', () => {
  expect(floatAsJson(0.1)).toBe(0.1);
  expect(floatAsJson(16777217)).toBe(16777216);
  expect(floatAsJson(0.1234567890123)).toBe(0.12345679);
});
