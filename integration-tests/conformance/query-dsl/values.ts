import fc from 'fast-check';
import { exactDouble, exactInteger } from '../../../scripts/base/java-number';
import type { JsonValue } from '../../../scripts/base/json';
import type { Kind } from './fields';

type Values = fc.Arbitrary<JsonValue>;

/** Picks one; the first are the simplest, to which it shrinks. */
export function pick<T extends JsonValue>(...values: readonly T[]): fc.Arbitrary<T> {
  return fc.constantFrom(...values);
}

/** Numbers that JSON.parse does not tell from others, or does not hold. */
const [ONE, TWO, TEN_MILLION, MINUS_ZERO] = [
  exactDouble(1),
  exactDouble(2),
  exactDouble(1e7),
  exactDouble(-0),
];
const [ODD_LONG, NO_LONG] = [exactInteger(2n ** 53n + 1n), exactInteger(2n ** 63n)];
const [FIRST_LONG, LAST_LONG] = [exactInteger(-(2n ** 63n)), exactInteger(2n ** 63n - 1n)];

const words: Values = fc.oneof(
  { weight: 6, arbitrary: pick<JsonValue>('a', 'b', 'ab', 'B', 'abc', 'a b', '1', 'true') },
  {
    weight: 2,
    arbitrary: pick<JsonValue>(
      '',
      'é',
      'É',
      'ß',
      '𝒳',
      '\uFFFD',
      'a*',
      'İ',
      'a\\b',
      'a?',
      '\u0130x',
      '10',
      '9',
    ),
  },
  {
    weight: 1,
    arbitrary: pick<JsonValue>(1, true, 1.5, 0, -1, ONE, ODD_LONG, TEN_MILLION, MINUS_ZERO, '1.0'),
  },
);

const texts: Values = fc.oneof(
  { weight: 6, arbitrary: pick<JsonValue>('a', 'a b', 'b a', 'a b c', 'A-b', 'abc', 'a c b', 'b') },
  {
    weight: 2,
    arbitrary: pick<JsonValue>('', "it's", 'É', 'x_y', '1.5', 'a.b', '-', 'foo@example.com', 'a a b'),
  },
  { weight: 1, arbitrary: pick<JsonValue>(1, true, 1.5, ONE, ODD_LONG) },
);

const whole: Values = fc.oneof(
  { weight: 7, arbitrary: fc.integer({ min: -2, max: 6 }) },
  {
    weight: 2,
    arbitrary: pick<JsonValue>(
      ...[1.5, -0.5, '1', '2.9', '', '007', '1e1', -0.9, 127, -128, 100, '+3', '1.0', ONE, TWO, MINUS_ZERO],
    ),
  },
);

const longs: Values = pick<JsonValue>(
  ...[32767, -32768, 2147483647, -2147483648, 9007199254740991, 9007199254740992, 9007199254740994, 1e15],
  ...['9007199254740993', '9223372036854775807', '-9223372036854775808', 1e18],
  ...[ODD_LONG, LAST_LONG, FIRST_LONG, TEN_MILLION],
);

const decimal: Values = fc.oneof(
  { weight: 6, arbitrary: pick<JsonValue>(0, 1, 0.5, 1.5, -1, 2, 0.1, 3, -0.5, 2.5) },
  {
    weight: 2,
    arbitrary: pick<JsonValue>(
      '1',
      '0.1',
      1e300,
      -1e300,
      1e-300,
      0.30000000000000004,
      16777217,
      '1.5 ',
      '1d',
      '',
    ),
  },
  {
    weight: 1,
    arbitrary: pick<JsonValue>(
      ...[
        MINUS_ZERO,
        '-0',
        3.4e38,
        1e-46,
        '0x1p3',
        '.5',
        '5.',
        '1e2',
        ONE,
        TWO,
        TEN_MILLION,
        ODD_LONG,
        LAST_LONG,
        NO_LONG,
      ],
    ),
  },
);

const flags: Values = pick<JsonValue>(true, false, 'true', 'false', '');

const dates: Values = fc.oneof(
  {
    weight: 6,
    arbitrary: pick<JsonValue>(
      ...['2020-03-01T00:00:00.000Z', '2020-02-29T23:59:59.999Z', '2020-03-01', '2020-03-01T12:00:00Z'],
      ...['2020-03-02T00:00:00Z', '2020-03', '2020', '2020-02-29', 1583020800000, '2020-03-01T12:34:56.789Z'],
    ),
  },
  {
    weight: 3,
    arbitrary: pick<JsonValue>(
      ...['2020-03-01T01:00:00+01:00', '2020-03-01T12', '2020-03-01T12:30', '2020-03-01T00:00:00.1Z', 0, -1],
      ...['2020-03-01T00:00:00.123456789Z', '1583020800000', '2020-03-01T', '2020-03-01T12:30:00+0530'],
      ...[
        '2020-03-01T00:00:00,5Z',
        '1969-12-31T23:59:59.999Z',
        '2020-12-31T23:59:59.999999Z',
        '1583020800000.5',
      ],
      ...[
        '2020-03-01T24:00:00Z',
        '2020-03-01T00:00:00Europe/Paris',
        '0000-01-01',
        '9999-12-31',
        '-0001-01-01',
      ],
    ),
  },
);

const dayTexts: Values = pick<JsonValue>(
  '2020-03-01',
  '2020-02-29',
  '2020-03-02',
  '1970-01-01',
  '2019-12-31',
);
const seconds: Values = pick<JsonValue>(1583020800, '1583020800', 0, 1, 1583020801, '1583020800.5', -1);
const eitherTexts: Values = pick<JsonValue>(
  ...['2020-03-01T00:00:00.000Z', '2020-03-01 00:00:00', 1583020800000, '2020-02-29 23:59:59'],
  ...['2020-03-01T12:30:00.500+01:00'],
);
const vagueTexts: Values = pick<JsonValue>(
  ...[
    '2020-3-1',
    '2020-03-01',
    '2020-3',
    '2020',
    '2020-03-01T1:2:3Z',
    '2020-03-01T12:00:00.000Z',
    'soon',
    '20-3-1',
  ],
  ...['2020-3-01T12', '2020-03-01T12:0', 1583020800000, '12020-01-01'],
);

const addresses: Values = fc.oneof(
  {
    weight: 5,
    arbitrary: pick<JsonValue>('192.0.2.1', '192.0.2.2', '192.0.2.255', '192.0.3.0', '10.0.0.1', '::1'),
  },
  {
    weight: 2,
    arbitrary: pick<JsonValue>(
      ...['2001:db8::1', '2001:DB8:0:0:0:0:0:1', '::ffff:192.0.2.1', '0.0.0.0', '255.255.255.255', '::'],
      ...[
        'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
        '::192.0.2.1',
        'fe80::1%eth0',
        '1:0:0:2:0:0:0:3',
        '2001:db8:0:1:1:1:1:1',
      ],
    ),
  },
);

/** What documents hold and queries ask for, by kind; all of it is legal for the kind. */
export const VALUES: Readonly<Record<Kind, Values>> = {
  keyword: words,
  text: texts,
  whole,
  decimal,
  boolean: flags,
  date: dates,
  ip: addresses,
  flat: words,
  none: words,
};

/** Fields whose documents hold something else than their kind says. */
export const OWN_VALUES: Readonly<Record<string, Values>> = {
  long: fc.oneof({ weight: 3, arbitrary: whole }, { weight: 1, arbitrary: longs }),
  exact: fc.integer({ min: -2, max: 6 }),
  day: dayTexts,
  second: seconds,
  either: eitherTexts,
  vague: vagueTexts,
};

const odd: Values = pick<JsonValue>(
  ...[
    'x',
    '',
    ' ',
    'NaN',
    'Infinity',
    '0x10',
    '1_000',
    '1d',
    ' 5',
    '5 ',
    '1.',
    '-',
    '1e400',
    '9223372036854775808',
  ],
  ...[
    true,
    false,
    'TRUE',
    1e19,
    -1e19,
    1e300,
    '1.2.3',
    '1.2.3.4/8',
    '1.2.3.400',
    '01.2.3.4',
    ':::',
    '2020-02-30',
  ],
  ...[
    '2020-13-01',
    '2020-1-1',
    '20200301',
    '2020-03-01 12:00',
    'T12',
    '2020-03-01T25',
    '2020-W10',
    '+2020-01-01',
  ],
  ...[
    '2020-03-01t00:00:00z',
    '2020-03-01T00:00:60Z',
    '12020-01-01',
    99999999999999,
    1.5,
    2.5e9,
    '1583020800',
    ONE,
    TEN_MILLION,
    NO_LONG,
  ],
);

/** What some field refuses. */
export const ODD_VALUES: Values = fc.oneof({ weight: 8, arbitrary: odd }, { weight: 1, arbitrary: longs });

const blocks: Values = pick<JsonValue>(
  ...[
    '192.0.2.0/24',
    '192.0.2.1/32',
    '192.0.2.77/31',
    '0.0.0.0/0',
    '::/0',
    '2001:db8::/32',
    '10.0.0.0/8',
    '::1/128',
  ],
  ...['::ffff:192.0.2.0/120', '192.0.0.0/22', 'fe80::/10'],
);

const dateMath: Values = pick<JsonValue>(
  ...[
    '2020-03-01||/d',
    '2020-03-01||+1d/d',
    '2020-02||/M',
    '2020||/y',
    '2020-03-01T12:34:56||/h',
    '2020-03-01||-1M',
  ],
  ...['2020-03-01||/w', '2020-03-02||-1d', '2020-03-01T00:00:00.000Z||-1ms'],
);

/** What a query asks a field of the kind for; mostly what documents hold. */
export function queryValue(field: string, kind: Kind): Values {
  const own = OWN_VALUES[field] ?? VALUES[kind];
  if (kind === 'ip') return fc.oneof({ weight: 3, arbitrary: own }, { weight: 1, arbitrary: blocks });
  if (kind === 'whole') return fc.oneof({ weight: 6, arbitrary: own }, { weight: 1, arbitrary: longs });
  if (kind === 'date') {
    return fc.oneof(
      { weight: 3, arbitrary: own },
      { weight: 2, arbitrary: dates },
      { weight: 1, arbitrary: dateMath },
    );
  }
  return own;
}
