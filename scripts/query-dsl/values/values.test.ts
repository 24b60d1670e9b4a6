import { parseDate } from './date-format';
import { DateMathError, resolveDateMath } from './date-math';
import { formatIp, parseCidr, parseIp } from './ip-address';
import { compareText } from './scalar';
import { analyze } from './standard-analyzer';
import { wildcardTest } from './wildcard';

describe('dates as Elasticsearch reads them', () => {
  test.each([
    ['2020', '2020-01-01T00:00:00.000Z'],
    ['2020-06', '2020-06-01T00:00:00.000Z'],
    ['2020-01-01T', '2020-01-01T00:00:00.000Z'],
    ['2020-01-01T10', '2020-01-01T10:00:00.000Z'],
    ['2020-01-01T10:00Z', '2020-01-01T10:00:00.000Z'],
    ['2020-01-01T10:00:00.123456789+02:00', '2020-01-01T08:00:00.123Z'],
    ['2020-01-01T10:00:00,5Z', '2020-01-01T10:00:00.500Z'],
    ['2020-01-01T10+01', '2020-01-01T09:00:00.000Z'],
    ['2020-01-01T10:00+0130', '2020-01-01T08:30:00.000Z'],
    ['2020-07-01T10:00:00Europe/Paris', '2020-07-01T08:00:00.000Z'],
    ['2020-02-29', '2020-02-29T00:00:00.000Z'],
    ['1577836800000', '2020-01-01T00:00:00.000Z'],
    ['20200101', '1970-01-01T05:36:40.101Z'],
    ['-1', '1969-12-31T23:59:59.999Z'],
  ])('%s is %s', (text, iso) => {
    expect(new Date(Number(parseDate(text))).toISOString()).toBe(iso);
  });

  test.each([
    '2020-1-1',
    '2020-02-30',
    '2021-02-29',
    '2020-13-01',
    '2020-01-01 10:00:00',
    '2020-01-01Z',
    '2020-01-01T24:00:00Z',
    '2020-01-01T10:00:60Z',
    '2020-01-01T10:00:00.Z',
    '2020-01-01T10:00:00.1234567890Z',
    '2020-01-01T10:00:00z',
    ' 2020-01-01',
    '12345-01-01',
    '',
    'now',
  ])('"%s" is no date', (text) => {
    expect(parseDate(text)).toBeUndefined();
  });

  test.each([
    ['yyyy-MM-dd HH:mm:ss', '2020-01-02 03:04:05', '2020-01-02T03:04:05.000Z'],
    ["yyyy-MM-dd'T'HH:mm:ss.SSSXXX", '2020-01-02T03:04:05.006+01:00', '2020-01-02T02:04:05.006Z'],
    ['epoch_second', '1577836800', '2020-01-01T00:00:00.000Z'],
    ['epoch_second||yyyy', '2021', '1970-01-01T00:33:41.000Z'],
  ])('format %s', (format, text, iso) => {
    expect(new Date(Number(parseDate(text, format))).toISOString()).toBe(iso);
  });

  test('an unknown pattern letter is refused', () => {
    expect(() => parseDate('x', 'yyyy-DDD')).toThrow('DDD');
  });
});

describe('date math', () => {
  const now = Date.parse('2020-05-20T10:20:30.400Z');
  test.each([
    ['now', false, '2020-05-20T10:20:30.400Z'],
    ['now-30m', false, '2020-05-20T09:50:30.400Z'],
    ['now-1d/d', false, '2020-05-19T00:00:00.000Z'],
    ['now-1d/d', true, '2020-05-19T23:59:59.999Z'],
    ['now/w', false, '2020-05-18T00:00:00.000Z'],
    ['now+1M/M', true, '2020-06-30T23:59:59.999Z'],
    ['2020-01-31||+1M', false, '2020-02-29T00:00:00.000Z'],
    ['2020-01-01||/y', true, '2020-12-31T23:59:59.999Z'],
    ['2020', true, '2020-01-01T23:59:59.999Z'],
    ['2020-06', true, '2020-06-01T23:59:59.999Z'],
    ['2020-01-01T10', true, '2020-01-01T10:59:59.999Z'],
    ['2020-01-01T10:00:00.5', true, '2020-01-01T10:00:00.500Z'],
  ])('%s (rounded up: %s) is %s', (expression, roundUp, iso) => {
    expect(new Date(resolveDateMath(expression, now, { roundUp })).toISOString()).toBe(iso);
  });

  test.each(['now-1x', 'now-', 'now*', 'yesterday', '2020||+', 'now/'])('%s is refused', (expression) => {
    expect(() => resolveDateMath(expression, now)).toThrow(DateMathError);
  });
});

describe('IP addresses', () => {
  test.each([
    ['1.2.3.4', '1.2.3.4'],
    ['::ffff:1.2.3.4', '1.2.3.4'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['::1.2.3.4', '::102:304'],
    ['::', '::'],
    ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
    ['fe80::1%eth0', 'fe80::1'],
  ])('%s is %s', (text, shown) => {
    expect(formatIp(parseIp(text) ?? '')).toBe(shown);
  });

  test.each([
    '1.2.3',
    '01.2.3.4',
    '256.1.1.1',
    '',
    '1::2::3',
    '1.2.3.4/24',
    ' 1.2.3.4',
    '1:2:3:4:5:6:7',
    ':::',
    '1:2:3:4:5:6:7:8:9',
    '12345::',
  ])('"%s" is none', (text) => {
    expect(parseIp(text)).toBeUndefined();
  });

  test.each([
    ['10.0.0.0/8', '10.0.0.0', '10.255.255.255'],
    ['10.1.2.3/24', '10.1.2.0', '10.1.2.255'],
    ['2001:db8::/32', '2001:db8::', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['::/0', '::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ])('%s is %s to %s', (block, first, last) => {
    const range = parseCidr(block);
    expect([formatIp(range?.first ?? ''), formatIp(range?.last ?? '')]).toEqual([first, last]);
  });

  test.each(['10.0.0.0', '10.0.0.0/33', '::/129', '10.0.0.0/x'])('%s is no block', (block) => {
    expect(parseCidr(block)).toBeUndefined();
  });
});

describe('the standard analyzer', () => {
  test.each([
    [
      "The quick-brown foo.bar foo:bar can't O’Neil",
      ['the', 'quick', 'brown', 'foo.bar', 'foo:bar', "can't", 'o’neil'],
    ],
    ['1.5 1,000 10:20:30 x.1 1x', ['1.5', '1,000', '10', '20', '30', 'x', '1', '1x']],
    [
      'user@example.com a_b __a _ C:\\Temp\\f.exe',
      ['user', 'example.com', 'a_b', '__a', 'c', 'temp', 'f.exe'],
    ],
    ['日本 カタカナ ひら 한국어 ไทย', ['日', '本', 'カタカナ', 'ひ', 'ら', '한국어', 'ไทย']],
    ['e\u0301 İ straße 👍🏽', ['e\u0301', 'i', 'straße', '👍🏽']],
    ['!!! ...', []],
  ])('%s', (text, tokens) => {
    expect(analyze(text)).toEqual(tokens);
  });

  test('long tokens are cut at 255', () => {
    expect(analyze('x'.repeat(300)).map((token) => token.length)).toEqual([255, 45]);
  });

  test('hostile text costs linear time', () => {
    const started = performance.now();
    analyze('_'.repeat(300_000));
    analyze('a.'.repeat(300_000));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('wildcard patterns', () => {
  test.each([
    ['a*c', 'abbc', true],
    ['a*c', 'ab', false],
    ['a*a', 'a', false],
    ['*', '', true],
    ['a?c', 'a😀c', true],
    ['a?c', 'ac', false],
    ['*b?d*', 'aabcde', true],
    [String.raw`a\*c`, 'a*c', true],
    [String.raw`a\*c`, 'abc', false],
    [String.raw`\?`, '?', true],
    ['A*', 'abc', false],
  ])('%s on %s: %s', (pattern, text, expected) => {
    expect(wildcardTest(pattern)(text)).toBe(expected);
  });

  test('without case, only ASCII letters fold', () => {
    expect(wildcardTest('AB*', true)('abc')).toBe(true);
    expect(wildcardTest('É*', true)('é')).toBe(false);
  });

  test('many stars cost no exponential time', () => {
    const started = performance.now();
    expect(wildcardTest(`${'*a'.repeat(50)}?b`)('a'.repeat(5000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

test('text orders by code point, not by UTF-16', () => {
  expect(compareText('\uffee', '😀')).toBeLessThan(0);
  expect(compareText('a', 'ab')).toBeLessThan(0);
  expect(compareText('b', 'ab')).toBeGreaterThan(0);
});
