import fc from 'fast-check';
import type { JsonValue } from '../../../scripts/base/json';
import type { Variant } from './step';
import { processor } from './step';
import { path } from './values';

const ISO = [
  ...[
    '2026-01-02T03:04:05Z',
    '2026-01-02T03:04:05.123456789+02:00',
    '2026-01-02',
    '2026-01',
    '2026',
    '2026-01-02T03',
    '2026-01-02T03:04',
  ],
  ...[
    '2026-02-30',
    '2024-02-29T23:59:59.9Z',
    '2023-02-29',
    '2026-01-02T24:00:00Z',
    '2026-01-02T03:04:60Z',
    '2026-1-2',
    '2026-01-02 03:04:05',
  ],
  ...[
    '2026-01-02T03:04:05,5Z',
    '2026-01-02T03:04:05+0200',
    '2026-01-02T03:04:05+02',
    '2026-03-29T02:30:00',
    '2026-10-25T02:30:00',
    '-0001-01-01',
    '0000-01-01',
  ],
  ...[
    '20260102',
    '2026-13-01',
    '2026-00-01',
    '2026-01-32',
    '2026-01-02T',
    '2026-01-02T03:04:05Europe/Paris',
    '2026-01-02T03:04:05UTC',
    '2026-01-02T03Z',
    '10000-01-01',
  ],
];

/** Formats, and texts that most of them read. */
const FORMATS: readonly (readonly [format: string, ...texts: JsonValue[]])[] = [
  ['ISO8601', ...ISO],
  ['UNIX', '1500000000', '1500000000.5', '-1.5', '0', 1500000000, 1.5, '0x10', 'NaN', ' 5 ', true],
  ['UNIX_MS', '1500000000123', '-1', '0', 1500000000123, '1.5', '+5', '99999999999999', ''],
  [
    'TAI64N',
    '@4000000037c219bf2ef02e94',
    '4000000037c219bf2ef02e94',
    '@40000000',
    '@zz00000037c219bf2ef02e94',
  ],
  [
    'yyyy-MM-dd',
    '2026-01-02',
    '2026-02-31',
    '26-01-02',
    '2026-1-2',
    '+12026-01-02',
    '-2026-01-02',
    '2026-01-02x',
  ],
  ['yyyyMMdd', '20260102', '2026010', '202601023', '20261301'],
  [
    'yyyy-MM-dd HH:mm:ss',
    '2026-01-02 03:04:05',
    '2026-01-02 24:00:00',
    '2026-03-29 02:30:00',
    '2026-10-25 02:30:00',
  ],
  ['yyyy-MM-dd HH:mm:ss.SSS', '2026-01-02 03:04:05.678', '2026-01-02 03:04:05.67'],
  [
    "yyyy-MM-dd'T'HH:mm:ssXXX",
    '2026-01-02T03:04:05+02:00',
    '2026-01-02T03:04:05Z',
    '2026-01-02T03:04:05+0200',
  ],
  ["yyyy-MM-dd'T'HH:mm:ssZ", '2026-01-02T03:04:05+0200', '2026-01-02T03:04:05+02:00', '2026-01-02T03:04:05Z'],
  [
    'MMM d HH:mm:ss',
    'Jan 2 03:04:05',
    'Feb 29 00:00:00',
    'Feb 31 00:00:00',
    'jan 2 03:04:05',
    'Jan 02 3:04:05',
  ],
  ['MMM dd yyyy', 'Jan 02 2026', 'January 02 2026', 'Dez 02 2026', 'Sept 02 2026'],
  ['EEE, d MMM yyyy HH:mm:ss Z', 'Fri, 2 Jan 2026 03:04:05 +0100', 'Mon, 2 Jan 2026 03:04:05 +0100'],
  ['EEE d MMM uuuu', 'Fri 2 Jan 2026', 'Mon 2 Jan 2026'],
  ['dd/MMM/yyyy:HH:mm:ss Z', '02/Jan/2026:03:04:05 +0000', '2/Jan/2026:03:04:05 +0000'],
  [
    'M/d/yyyy h:mm:ss a',
    '1/2/2026 3:04:05 PM',
    '12/31/2026 12:00:00 AM',
    '1/2/2026 13:04:05 PM',
    '1/2/2026 3:04:05 pm',
  ],
  ['M/d/yy', '1/2/26', '1/2/99', '13/2/26'],
  ['yyyy-MM-dd[ HH:mm[:ss]]', '2026-01-02', '2026-01-02 03:04', '2026-01-02 03:04:05', '2026-01-02 03'],
  ['yyyy-DDD', '2026-002', '2026-366', '2024-366', '2026-2'],
  [
    'yyyy-MM-dd HH:mm:ss z',
    '2026-01-02 03:04:05 UTC',
    '2026-01-02 03:04:05 CET',
    '2026-07-02 03:04:05 EST',
    '2026-01-02 03:04:05 Europe/Paris',
  ],
  [
    'yyyy-MM-dd HH:mm VV',
    '2026-01-02 03:04 Asia/Tokyo',
    '2026-01-02 03:04 Z',
    '2026-01-02 03:04 +01:00',
    '2026-01-02 03:04 nowhere',
  ],
  ['yyyy G', '2026 AD', '2026 CE', '0100 BC'],
  ['MMMM d, yyyy', 'January 2, 2026', 'Jan 2, 2026'],
  ['EEEE dd.MM.uuuu', 'Friday 02.01.2026', 'Fri 02.01.2026'],
  ['HH:mm', '03:04', '24:00', '3:04'],
  ['yyyy', '2026', '0000', '20261'],
  ['yyyy-MM', '2026-01', '2026-13'],
  ['dd.MM.yyyy', '02.01.2026', '29.02.2023', '31.04.2026'],
  ["yyyy-MM-dd 'at' HH 'o''clock'", "2026-01-02 at 03 o'clock"],
  ['strict_date_optional_time', ...ISO.slice(0, 8)],
  ['yyyy-MM-dd||yyyy/MM/dd', '2026-01-02', '2026/01/02'],
  ['epoch_millis', '1500000000123', '-1.5', '1.'],
  ['epoch_second', '1500000000', '-1.5'],
  ['basic_date', '20260102'],
];

const variant: fc.Arbitrary<Variant> = fc
  .array(fc.constantFrom(...FORMATS), { minLength: 1, maxLength: 3, size: 'small' })
  .map((formats) => ({
    options: { formats: formats.map(([format]) => format) },
    likes: formats.flatMap(([, ...texts]) => texts),
  }));

/** The `date` processor: formats, zones, output formats. */
export const date = processor('date', variant, {
  target_field: path,
  timezone: fc.constantFrom(
    ...[
      'UTC',
      'Europe/Paris',
      '+02:00',
      '-0530',
      'America/New_York',
      'Asia/Kolkata',
      'Z',
      'GMT+1',
      'UTC-03:30',
    ],
    ...['EST', 'Nowhere/City', 'CET', '+25', 'Australia/Lord_Howe', 'Etc/GMT+5', ''],
  ),
  locale: fc.constantFrom('en', 'en-US', 'ROOT', ''),
  output_format: fc.constantFrom(
    ...[
      'yyyy-MM-dd',
      "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX",
      'EEE d MMM uu h:mm a',
      'D kk K H:m:s n',
      'yyyy-MM-dd HH:mm:ss VV',
    ],
    ...['EEEE MMMM dd', 'xxx', 'Z X', 'yyyy[ G]', 'HH:mm:ssxxxxx'],
  ),
});
