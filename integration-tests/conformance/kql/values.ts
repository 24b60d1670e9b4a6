import fc from 'fast-check';
import { exactDouble, exactInteger } from '../../../scripts/base/java-number';
import type { JsonValue } from '../../../scripts/base/json';

/** Kinds of values; documents and queries draw from the same pools. */
export type ValueKind = 'keyword' | 'text' | 'long' | 'double' | 'boolean' | 'date' | 'ip';

interface Pool {
  /** A few that every mapping of the kind takes, so that queries find something. */
  readonly common: readonly JsonValue[];
  /** More that most mappings of the kind take. */
  readonly more: readonly JsonValue[];
  /** What some of them refuse. */
  readonly odd: readonly JsonValue[];
}

/** Values as documents hold them, simple ones first; a query writes them as text. */
const POOLS: Readonly<Record<ValueKind, Pool>> = {
  keyword: {
    common: ['a', 'b', 'ab', 'abc', 'foo bar', 'Abc'],
    more: [
      ...[
        'foo  bar',
        'bar',
        '',
        'ä',
        'Ä',
        '日本',
        '😀',
        'e\u0301',
        'a*b',
        'a?b',
        'a\\b',
        'C:\\Temp\\x',
        'x"y',
      ],
      ...[
        '(a)',
        '{z}',
        'x:y',
        'a<b',
        'a=b',
        '/a/',
        'a-b',
        '~',
        '!x',
        'and',
        'or',
        'not',
        'a and b',
        'not a',
        'nota',
      ],
      ...[
        'cannot open',
        'true',
        'null',
        '1',
        '007',
        '2020-01-01',
        '192.0.2.1',
        ' a ',
        'a\tb',
        'a\nb',
        '\u00a0a',
      ],
      ...['a\u3000b', 'x'.repeat(300), true, 1, 1.5],
      ...[exactDouble(1), exactDouble(-0), exactDouble(1e7), 1e-7, exactInteger(9007199254740993n)],
    ],
    odd: ['x'.repeat(33_000)],
  },
  text: {
    common: ['a', 'hello', 'hello world', 'Hello, World!', 'foo-bar baz', 'foo bar'],
    more: [
      ...[
        'world hello',
        'a.b',
        'a_b',
        '',
        "don't",
        'alice@example.com',
        '日本語',
        'Straße',
        'ÄÖÜ',
        '😀 a',
        '1.5',
      ],
      ...['10,000', 'C:\\Temp', '-', '42', 'the quick brown fox', `${'y'.repeat(254)} z`, 'y'.repeat(256)],
      ...['İstanbul', 'ﬁn', 'カタカナ', '한국어', true, 1, exactDouble(1), 1e-7],
    ],
    odd: ['x'.repeat(33_000)],
  },
  long: {
    common: [1, 2, 0, -1, 7, 100],
    more: [
      ...['1', '2', '007', '1e2', 1.5, 1.9, -1.5, '1.9', '', 127, -128],
      ...[exactDouble(1), exactDouble(-0), exactDouble(100), '-0', '1.0', '0.99999999999999999999'],
    ],
    odd: [
      ...[
        ' 1',
        1000,
        2147483648,
        9007199254740991,
        9007199254740992,
        '9007199254740993',
        '9223372036854775807',
      ],
      ...['-9223372036854775808', '1d', 'NaN', '0x1p3', '+1', 32768, 127.9, 128.5, 2147483647.5],
      ...[exactInteger(9007199254740993n), exactInteger(-(2n ** 63n)), exactInteger(2n ** 63n)],
      ...[exactDouble(2 ** 63), exactDouble(9007199254740992), '9007199254740993.5', 1e300],
      ...['9223372036854775807.9', '1e18', -1e-50],
    ],
  },
  double: {
    common: [1, 1.5, 2, 0, -1.5, 0.1],
    more: [
      ...[1e10, '1.5', '1.50', '1e1', '.5', '2.', '', ' 2 ', 1.0000001, 16777217, '1f', '1e-7'],
      ...[exactDouble(1), exactDouble(0), exactDouble(-0), exactDouble(-0), '-0', '-0.0', -1e-50],
      ...[exactDouble(16777217), exactInteger(9007199254740993n), exactDouble(9007199254740992)],
    ],
    odd: [1e300, 3.5e38, '0x1p3', 'NaN', exactInteger(2n ** 64n)],
  },
  boolean: { common: [true, false], more: ['true', 'false', ''], odd: ['True', 0, 1] },
  date: {
    common: ['2020-01-01', '2020-01-01T00:00:00Z', '2020-01-01T10:30:00.123Z', '2019-12-31', '2020'],
    more: [
      ...[
        '2020-01-01T12:00:00+02:00',
        '2020-02',
        '2020-01-01T10',
        '2020-01-01T10:30',
        '1969-12-31',
        '9999',
        '0001',
      ],
      ...[
        '2020-02-29',
        '2020-01-01T23:59:59.999999999Z',
        '2019-12-31T23:59:59-05:00',
        '2020-01-01T10:30:00,5Z',
      ],
    ],
    odd: [
      ...[1577836800000, '1577836800000', 0, '1577836800000.5', '2020-02-32', '-1', '2020-02-30'],
      ...[1.5, -1.5, exactDouble(1), exactDouble(-0), 1577836800000.5, exactDouble(1e7)],
      ...[exactInteger(9007199254740993n), '9007199254740993', exactInteger(-(2n ** 63n)), '-0.0', '1.'],
      ...['9223372036854775807', '9223372036854775', '1577836800.123456789', '2020-04-31'],
    ],
  },
  ip: {
    common: ['192.0.2.1', '192.0.2.9', '192.0.2.255', '2001:db8::1'],
    more: ['2001:DB8:0::1', '::ffff:192.0.2.1', '::', '::1'],
    odd: ['192.0.2', 'fe80::1%eth0'],
  },
};

const KINDS = Object.keys(POOLS) as readonly ValueKind[];

/** A value of a kind. */
export function valueOf(kind: ValueKind): fc.Arbitrary<JsonValue> {
  const { common, more, odd } = POOLS[kind];
  return fc.oneof(
    { weight: 150, arbitrary: fc.constantFrom(...common) },
    { weight: 48, arbitrary: fc.constantFrom(...more) },
    { weight: 1, arbitrary: fc.constantFrom(...odd) },
  );
}

/** A value of any kind. */
export const anyValue: fc.Arbitrary<JsonValue> = fc.oneof(...KINDS.map(valueOf));

/** What no document could hold in such a field, but a query may ask for. */
const QUERY_ONLY: Readonly<Partial<Record<ValueKind, readonly string[]>>> = {
  long: [
    ...['abc', '9223372036854775808', '1e400', '0x10', '1,000', '-9223372036854775809', '1e19'],
    ...['-9223372036854775808.5', '0.1', '1e-400', '9223372036854775806.99999'],
  ],
  double: ['Infinity', '1e400', '1,5', 'abc', '-1e-400', '-0x0p0'],
  boolean: ['FALSE', 'yes'],
  date: [
    ...['now', 'now-1d/d', '2020-01-01||/M', '2020-01-01||+1d', '01/02/2020', 'yesterday', '2020-01-01||/y'],
    ...['2020-1-1', '2020-01-01T24:00:00Z', '2020-01-01||', '20200101', '2020-01-01||-1M/d'],
    ...['2020-02-31', '2021-02-29', '2020-02-30||/d', '2020-02-30T10', '2020-01-01T24:00:00.000Z'],
    ...['9007199254740993||+1d/d', '2020-01-01||+300000y', '2020-01-01||+2147483648d', '+1', '-1.'],
  ],
  ip: ['192.0.2.0/24', '2001:db8::/32', '192.0.2.0/33', '192.0.02.1', '::/0', '192.0.2.1/32'],
};

/** Text of query values of a kind, those no document can hold included. */
export function textOf(kind: ValueKind): fc.Arbitrary<string> {
  const { common, more, odd } = POOLS[kind];
  const own = [...odd.map(String).filter((text) => text.length < 400), ...(QUERY_ONLY[kind] ?? [])];
  return fc.oneof(
    { weight: 72, arbitrary: fc.constantFrom(...common.map(String)) },
    { weight: 24, arbitrary: fc.constantFrom(...more.map(String)) },
    { weight: own.length === 0 ? 0 : 4, arbitrary: fc.constantFrom(...own, '') },
  );
}
