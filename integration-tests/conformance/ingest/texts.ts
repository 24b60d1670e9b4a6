import fc from 'fast-check';
import type { Optional, Variant } from './step';
import { flag, processor, simple, variants } from './step';
import { numberTarget, path } from './values';

const optional: Optional = { target_field: path, ignore_missing: flag };

const WORDS = ['Contoso Ltd', '  x\t', 'ÄÖß İ ŉ Α', ['A', 'b '], '\u00a0x\u2003', '😀ab'];

const gsub = processor(
  'gsub',
  variants(
    [{ pattern: '\\s+', replacement: '' }, 'a b', ' a  b '],
    [{ pattern: '[a-c]', replacement: '<$0>' }, 'abcd', ['a', 'x']],
    [{ pattern: '(.)b?', replacement: '$1$1' }, 'abcb', 'b'],
    [{ pattern: '\\.', replacement: '\\$' }, 'a.b.c'],
    [{ pattern: '^|x*', replacement: '-' }, 'axxb', ''],
    [{ pattern: '(?i)(?<w>[A-Z]+)=(\\d*)', replacement: '${w}:$2' }, 'A=1 b=2 c='],
    [{ pattern: 'x', replacement: '$2' }, 'ax', 'b'],
    [{ pattern: 'x', replacement: '\\' }, 'ax', 'b'],
    [{ pattern: '(a)|(b)', replacement: '[$1$2]' }, 'ab'],
    [{ pattern: '.', replacement: 'y' }, 'a\nb\r\n😀\u2028'],
    [{ pattern: '\\b', replacement: '|' }, 'a-b ä', 'éa'],
    [{ pattern: '\\w+$', replacement: '' }, 'ab cd', 'ab\n'],
    [{ pattern: '\\p{L}\\d', replacement: '#' }, 'ä1 a2'],
    [{ pattern: '[^\\p{Alnum}]+', replacement: '_' }, 'a-b/c', 'äöü'],
    [{ pattern: 'a{2,3}?', replacement: '*' }, 'aaaaa'],
    [{ pattern: '\\Qa.b\\E', replacement: '' }, 'xa.by axb'],
    [{ pattern: '(?<=a)b|c(?!d)', replacement: '<$0>' }, 'ab cd c bab', 'éb'],
    [{ pattern: '(?<![0-9])(?=[a-f])', replacement: '-' }, 'a1b ff', '😀f'],
  ),
  optional,
);

const split = processor(
  'split',
  variants(
    [{ separator: ',' }, 'a,b,,', ',a', ','],
    [{ separator: '\\s*' }, 'ab c', ''],
    [{ separator: '' }, 'ab😀', ''],
    [{ separator: '[:/]' }, 'http://x:8/'],
    [{ separator: '\\.|-' }, 'a.b-c.-'],
    [{ separator: '(?=b)' }, 'abab'],
  ),
  { ...optional, preserve_trailing: flag },
);

const bytes = processor(
  'bytes',
  numberTarget.map((target): Variant => ({
    options: target === undefined ? {} : { target_field: target },
    likes: [
      '1kb',
      '1.5 MB',
      ' 2b',
      '-1',
      '0',
      '3PB',
      ['1k', '2g'],
      '7',
      '1.5b',
      '0.1tb',
      'kb',
      '-2kb',
      '+1kb',
    ],
  })),
  { ignore_missing: flag },
);

function convertTo(type: string, ...likes: readonly Variant['likes'][number][]): fc.Arbitrary<Variant> {
  return numberTarget.map((target) => ({
    options: { type, ...(target === undefined ? {} : { target_field: target }) },
    likes,
  }));
}

const WHOLE = [
  '1',
  '-5',
  '+7',
  '0x1F',
  '-0x80',
  '2147483647',
  '2147483648',
  '007',
  ['1', '2'],
  '٣',
  12,
  '0x',
  '1.5',
  ' 1',
];
const DECIMAL = [
  '1.5',
  '-.25',
  '1e-3',
  '+1.5f',
  '0x1.8p1',
  'NaN',
  'Infinity',
  '-Infinity',
  '1e400',
  ['1.5', '2.5'],
  1.5,
  '3.4028236e38',
  '1.17549435E-38f',
  ' 1.5 ',
  '1.5.5',
  'e5',
  '1e',
  '',
];
const ADDRESSES = [
  ...[
    '192.0.2.1',
    '192.0.2.01',
    '192.0.2.256',
    '192.0.2',
    '192.0.2.1/24',
    '0.0.0.0',
    '2001:db8::1',
    '::',
    '::1',
  ],
  ...[
    '::ffff:192.0.2.1',
    '2001:db8::192.0.2.1',
    '1:2:3:4:5:6:7:8',
    '1:2:3:4:5:6:7::',
    '::2:3:4:5:6:7:8',
    '1::2::3',
  ],
  ...[
    'fe80::1%eth0',
    'fe80::1%',
    '[::1]',
    '2001:db8::g',
    '12345::',
    ':1',
    '1:',
    '192.0.2.1 ',
    '::192.0.2.256',
    5,
  ],
  ...[
    '::FFFF:c000:0201',
    '1:2:3:4:5:6:192.0.2.1',
    '1:2:3:4:5:6:7:192.0.2.1',
    '192.0.2.1::',
    '%',
    '::%192.0.2.1',
    ['::1', '192.0.2.1'],
  ],
];

const convert = processor(
  'convert',
  fc.oneof(
    convertTo('integer', ...WHOLE),
    convertTo('long', ...WHOLE, '9007199254740991', '0x1FFFFFFFFFFFFF'),
    convertTo('double', ...DECIMAL),
    convertTo('float', ...DECIMAL),
    convertTo('boolean', 'true', 'FALSE', 'Yes', true, ['true', 'false'], 1),
    convertTo('string', 1, 1.5, true, [1, 1e-7, 1e21], { a: [null] }, 'x', 123456789.5, 0.001),
    convertTo('ip', ...ADDRESSES),
    convertTo(
      'auto',
      '1',
      '1.5',
      'true',
      'x',
      ['1', 'b', null],
      5,
      { a: '1' },
      '',
      '0x1F',
      '2147483648',
      'NaN',
    ),
    fc.constant({ options: { type: 'Integer' }, likes: ['5'] }),
  ),
  optional,
);

/** Processors that make another text, or another type, of a text. */
export const TEXTUAL = {
  lowercase: simple('lowercase', WORDS, optional),
  uppercase: simple('uppercase', WORDS, optional),
  trim: simple('trim', WORDS, optional),
  urldecode: simple(
    'urldecode',
    ['a%20b+c', '%E2%82%AC', '%E2x', '%', '%zz', 'x%4', ['%41', '+'], '%41%', '%+1', '%-1'],
    optional,
  ),
  gsub,
  split,
  bytes,
  convert,
};
