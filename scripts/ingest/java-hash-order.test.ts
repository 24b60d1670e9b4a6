import { javaHashCode, javaHashOrder } from './java-hash-order';

test.each([
  ['', 0],
  ['a', 97],
  ['Aa', 2112],
  ['BB', 2112],
  ['polygenelubricants', -2147483648],
])('the hash code of "%s" is %d', (text, hash) => {
  expect(javaHashCode(text)).toBe(hash);
});

// Orders as Elasticsearch gave them: `convert` to string, and `foreach` over an object.
test.each([
  [
    ['b', 'zeta', 'alpha', 'long key'],
    ['zeta', 'b', 'alpha', 'long key'],
  ],
  [
    ['x', 'y', 'zebra', 'apple', 'User Name'],
    ['zebra', 'apple', 'User Name', 'x', 'y'],
  ],
])('%j comes as %j', (keys, expected) => {
  expect(javaHashOrder(keys)).toEqual(expected);
});
