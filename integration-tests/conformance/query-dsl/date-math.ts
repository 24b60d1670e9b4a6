import fc from 'fast-check';
import type { JsonObject } from '../../../scripts/base/json';
import { pick } from './values';
import type { Tagged } from './tagged';

/** One bound of a range on a date, and how it is to be read. */
export interface DateBound {
  readonly operator: 'gt' | 'gte' | 'lt' | 'lte';
  readonly value: string;
  readonly options: JsonObject;
}

const dates = pick(
  ...[
    '2020-03-01',
    '2020-02-29T23:59:59.999Z',
    '2019-12-31',
    '2020-01-31T12:34:56.789Z',
    '2021-01-01',
    '2020-10',
  ],
  ...[
    '2020',
    '2020-03-29T01:30:00',
    '2020-03-01T00:00:00+02:00',
    '2020-08-15T10:00',
    '2020-02-29',
    '2020-12-28T12',
  ],
  ...['2020-10-25T00:30:00Z', '1969-12-31T23:59:59Z', '2000-02-29T00:00:00.000Z', '2020-06-30T23:59:59.5Z'],
);

const units = pick('d', 'h', 'm', 's', 'M', 'w', 'y', 'H');

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(pick('+', '-'), pick('1', '2', '', '12', '30', '90', '500'), units)
      .map((parts) => parts.join('')),
  },
  { weight: 2, arbitrary: units.map((unit) => `/${unit}`) },
);

const steps = fc.array(step, { maxLength: 3 }).map((all) => all.join(''));

const expression = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(dates, steps).map(([date, math]) => (math === '' ? date : `${date}||${math}`)),
  },
  { weight: 2, arbitrary: steps.map((math) => `now${math}`) },
  {
    weight: 1,
    arbitrary: pick(
      'now-',
      'now/x',
      '2020-03-01||',
      '2020-03-01|/d',
      'nowish',
      '2020-03-01||+1',
      '2020-03-01||/2d',
      'now+1d-',
      '2020-03-01||+d/d',
      'now||/d',
    ),
  },
);

const zones = fc.constantFrom<JsonObject>(
  ...[{}, {}, { time_zone: '+01:00' }, { time_zone: 'Europe/Paris' }, { time_zone: '-05:30' }],
  ...[{ time_zone: 'America/New_York' }, { time_zone: 'Z' }],
);

/** Another format than the field's, with dates of it. */
const formatted = fc.constantFrom<readonly [string, string]>(
  ...([
    ['dd/MM/yyyy', '01/03/2020'],
    ['dd/MM/yyyy', '29/02/2020||/M'],
    ['epoch_second', '1583020800'],
  ] as const),
  ...([
    ['strict_date_optional_time', '2020-03-01'],
    ['yyyy-MM-dd HH:mm', '2020-03-01 12:30'],
  ] as const),
  ...([
    ['strict_date', '2020-03-01||-1d/d'],
    ['yyyy-MM', '2020-03'],
    ['yyyy', '2020'],
    ['epoch_millis', '1583020800000||/d'],
  ] as const),
  ...([
    ['date_optional_time', '2020-3-1||/h'],
    ["yyyy-MM-dd'T'HH:mm:ssXXX", '2020-03-01T12:30:00+01:00'],
  ] as const),
);

const operator = pick('gte', 'gt', 'lte', 'lt');

function rows(value: string, options: JsonObject): string[] {
  return [
    'date math',
    ...(value.includes('/') && /\/[yMwdhHms]/.test(value) ? ['date math: rounding'] : []),
    ...(value.startsWith('now') ? ['date math: now'] : []),
    ...(/[+-]\d*[yM]/.test(value) ? ['date math: months and years'] : []),
    ...Object.keys(options).map((name) => `date math: ${name}`),
  ];
}

/** A bound, told by its rows of the page. */
export const dateBound: fc.Arbitrary<Tagged<DateBound>> = fc
  .oneof(
    { weight: 8, arbitrary: fc.record({ operator, value: expression, options: zones }) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(operator, formatted, zones)
        .map(([end, [format, value], zone]) => ({ operator: end, value, options: { format, ...zone } })),
    },
  )
  .map((value) => ({ features: rows(value.value, value.options), value }));
