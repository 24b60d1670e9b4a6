import { parseUserAgent } from './parse-user-agent';

const firefox = (version: number): string =>
  `Mozilla/5.0 (Windows NT 10.0; rv:${version}.0) Gecko/20100101 Firefox/${version}.0`;

test('a user agent that was met before reads the same', () => {
  const first = parseUserAgent(firefox(100));
  expect(first.browser).toEqual({ name: 'Firefox', version: '100.0' });
  expect(parseUserAgent(firefox(100))).toBe(first);
});

test('only so many are remembered', () => {
  const first = parseUserAgent(firefox(100));
  for (let version = 101; version <= 1101; version++) parseUserAgent(firefox(version));
  const again = parseUserAgent(firefox(100));
  expect(again).not.toBe(first);
  expect(again).toEqual(first);
});

test('a long one is read each time', () => {
  const long = `${firefox(100)} ${'x'.repeat(1000)}`;
  expect(parseUserAgent(long)).not.toBe(parseUserAgent(long));
  expect(parseUserAgent(long)).toEqual(parseUserAgent(firefox(100)));
});
