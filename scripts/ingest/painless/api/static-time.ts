import { compileDateWriter } from '../../date-format/output-format';
import type { Moment } from '../../date-format/moment';
import type { Zone } from '../../date-format/zone';
import { UTC, fixedZone, offsetText } from '../../date-format/zone';
import { illegalArgument, nullPointer } from '../runtime/java-error';
import { dateTimeError, parseInstant, parseZone, parseZonedDateTime } from '../runtime/parse-time';
import { durationBetween, durationOf } from '../runtime/time-arithmetic';
import type { JavaEnum } from '../runtime/time-values';
import { JavaFormatter, JavaInstant, JavaZone, JavaZonedDateTime, dateText } from '../runtime/time-values';
import type { Value } from '../runtime/values';
import type { StaticClass } from './static-class';
import { staticClass } from './static-class';
import { DAYS, MONTH_NAMES, UNITS } from './time-constants';

function required(text: string | null): string {
  if (text === null) throw nullPointer('text');
  return text;
}

function byName(constants: readonly JavaEnum[]): Record<string, Value> {
  return Object.fromEntries(constants.map((constant) => [constant.name, constant]));
}

/** `DayOfWeek.of(1)`. */
function numbered(constants: readonly JavaEnum[], value: number, what: string): JavaEnum {
  const constant = constants[value - 1];
  if (constant === undefined) throw dateTimeError(`Invalid value for ${what}: ${value}`);
  return constant;
}

function named(constants: readonly JavaEnum[], name: string): JavaEnum {
  const constant = constants.find((candidate) => candidate.name === name);
  if (constant === undefined)
    throw illegalArgument(`No enum constant ${constants[0]?.javaClass ?? ''}.${name}`);
  return constant;
}

function local(moment: Moment, zone: Zone): JavaZonedDateTime['local'] {
  return new JavaZonedDateTime(moment, zone).local;
}

const ISO_INSTANT = new JavaFormatter('ISO_INSTANT', (moment) => new JavaInstant(moment).text());
const ISO_LOCAL_DATE = new JavaFormatter('ISO_LOCAL_DATE', (moment, zone) => dateText(local(moment, zone)));
const ISO_OFFSET_DATE_TIME = new JavaFormatter('ISO_OFFSET_DATE_TIME', (moment, zone) => {
  const offset = zone.offsetAt(moment.seconds);
  const shifted = { seconds: moment.seconds + offset, nanos: moment.nanos };
  return new JavaInstant(shifted).text().replace(/Z$/, offsetText(offset));
});

function formatter(pattern: string): JavaFormatter {
  try {
    return new JavaFormatter(pattern, compileDateWriter(pattern));
  } catch (error) {
    throw illegalArgument(error instanceof Error ? error.message : pattern);
  }
}

/** Static members of the classes of java.time by the names that scripts use. */
export const TIME_STATICS: readonly (readonly [string, StaticClass])[] = [
  [
    'ZonedDateTime',
    staticClass('java.time.ZonedDateTime', {
      methods: {
        'ZonedDateTime parse(CharSequence?)': (_, text: string | null) => parseZonedDateTime(required(text)),
        'ZonedDateTime ofInstant(Instant,ZoneId)': (_, instant: JavaInstant, zone: JavaZone) =>
          new JavaZonedDateTime(instant.moment, zone.zone),
      },
    }),
  ],
  [
    'Instant',
    staticClass('java.time.Instant', {
      constants: { EPOCH: new JavaInstant({ seconds: 0, nanos: 0 }) },
      methods: {
        'Instant parse(CharSequence?)': (_, text: string | null) => parseInstant(required(text)),
        'Instant ofEpochSecond(long)': (_, seconds: bigint) =>
          new JavaInstant({ seconds: Number(seconds), nanos: 0 }),
        'Instant ofEpochMilli(long)': (_, millis: bigint) => {
          const rest = ((millis % 1000n) + 1000n) % 1000n;
          return new JavaInstant({
            seconds: Number((millis - rest) / 1000n),
            nanos: Number(rest) * 1_000_000,
          });
        },
      },
    }),
  ],
  [
    'Duration',
    staticClass('java.time.Duration', {
      methods: {
        'Duration between(Temporal,Temporal)': (_, from: Value, to: Value) => durationBetween(from, to),
        'Duration ofMillis(long)': (_, count: bigint) => durationOf(0, Number(count) * 1e6),
        'Duration ofSeconds(long)': (_, count: bigint) => durationOf(Number(count), 0),
        'Duration ofMinutes(long)': (_, count: bigint) => durationOf(Number(count) * 60, 0),
        'Duration ofHours(long)': (_, count: bigint) => durationOf(Number(count) * 3600, 0),
        'Duration ofDays(long)': (_, count: bigint) => durationOf(Number(count) * 86_400, 0),
      },
    }),
  ],
  [
    'DayOfWeek',
    staticClass('java.time.DayOfWeek', {
      constants: byName(DAYS),
      methods: {
        'DayOfWeek of(int)': (_, value: number) => numbered(DAYS, value, 'DayOfWeek'),
        'DayOfWeek valueOf(String)': (_, name: string) => named(DAYS, name),
      },
    }),
  ],
  [
    'Month',
    staticClass('java.time.Month', {
      constants: byName(MONTH_NAMES),
      methods: { 'Month of(int)': (_, value: number) => numbered(MONTH_NAMES, value, 'MonthOfYear') },
    }),
  ],
  ['ChronoUnit', staticClass('java.time.temporal.ChronoUnit', { constants: byName(UNITS) })],
  [
    'ZoneId',
    staticClass('java.time.ZoneId', {
      methods: { 'ZoneId of(String)': (_, id: string) => new JavaZone(parseZone(id)) },
    }),
  ],
  [
    'ZoneOffset',
    staticClass('java.time.ZoneOffset', {
      constants: { UTC: new JavaZone(UTC) },
      methods: {
        'ZoneId of(String)': (_, id: string) => new JavaZone(parseZone(id)),
        'ZoneId ofHours(int)': (_, hours: number) => new JavaZone(fixedZone(hours * 3600)),
      },
    }),
  ],
  [
    'DateTimeFormatter',
    staticClass('java.time.format.DateTimeFormatter', {
      constants: { ISO_INSTANT, ISO_LOCAL_DATE, ISO_OFFSET_DATE_TIME },
      methods: { 'DateTimeFormatter ofPattern(String)': (_, pattern: string) => formatter(pattern) },
    }),
  ],
];
