import { daysFromCivil } from '../../../base/civil-date';
import { offsetText, fixedZone } from '../../date-format/zone';
import * as arithmetic from '../runtime/time-arithmetic';
import type { JavaDuration, JavaEnum, JavaFormatter } from '../runtime/time-values';
import { JavaInstant, JavaZone, JavaZonedDateTime, compareMoments } from '../runtime/time-values';
import type { JavaObject, Value } from '../runtime/values';
import { JavaClass } from './java-class';
import { DAYS, MONTH_NAMES } from './time-constants';
import { OBJECT } from './objects';

function weekday({ local }: JavaZonedDateTime): JavaEnum | undefined {
  const days = daysFromCivil(local.year, local.month, local.day);
  // 1970-01-01 was a Thursday.
  return DAYS[(((days + 3) % 7) + 7) % 7];
}

function epochMilli(value: Value): bigint {
  const { seconds, nanos } = arithmetic.momentOf(value);
  return BigInt(seconds) * 1000n + BigInt(Math.floor(nanos / 1_000_000));
}

function compared(self: Value, other: Value): number {
  return compareMoments(arithmetic.momentOf(self), arithmetic.momentOf(other));
}

type Zoned = JavaZonedDateTime;

export const ZONED_DATE_TIME = new JavaClass('java.time.ZonedDateTime', [OBJECT]).with<Zoned>({
  'int getYear()': (self) => self.local.year,
  'int getMonthValue()': (self) => self.local.month,
  'Month getMonth()': (self) => MONTH_NAMES[self.local.month - 1],
  'int getDayOfMonth()': (self) => self.local.day,
  'int getDayOfYear()': ({ local }) =>
    daysFromCivil(local.year, local.month, local.day) - daysFromCivil(local.year, 1, 1) + 1,
  'DayOfWeek getDayOfWeek()': weekday,
  'DayOfWeek getDayOfWeekEnum()': weekday,
  'int getHour()': (self) => self.local.hour,
  'int getMinute()': (self) => self.local.minute,
  'int getSecond()': (self) => self.local.second,
  'int getNano()': (self) => self.local.nanos,
  'long getMillis()': epochMilli,
  'long toEpochSecond()': (self) => BigInt(self.moment.seconds),
  'Instant toInstant()': (self) => new JavaInstant(self.moment),
  'ZoneId getZone()': (self) => new JavaZone(self.zone),
  'ZoneId getOffset()': (self) => new JavaZone(fixedZone(self.offset, offsetText(self.offset))),
  'ZonedDateTime withZoneSameInstant(ZoneId)': (self, zone: JavaZone) =>
    new JavaZonedDateTime(self.moment, zone.zone),
  'ZonedDateTime withZoneSameLocal(ZoneId)': (self, zone: JavaZone) =>
    JavaZonedDateTime.ofLocal(self.local, zone.zone),
  'ZonedDateTime plusYears(long)': (self, count: bigint) => arithmetic.plusMonths(self, 12 * Number(count)),
  'ZonedDateTime plusMonths(long)': (self, count: bigint) => arithmetic.plusMonths(self, Number(count)),
  'ZonedDateTime plusWeeks(long)': (self, count: bigint) => arithmetic.plusDays(self, 7 * Number(count)),
  'ZonedDateTime plusDays(long)': (self, count: bigint) => arithmetic.plusDays(self, Number(count)),
  'ZonedDateTime plusHours(long)': (self, count: bigint) =>
    arithmetic.plusSeconds(self, 3600 * Number(count)),
  'ZonedDateTime plusMinutes(long)': (self, count: bigint) =>
    arithmetic.plusSeconds(self, 60 * Number(count)),
  'ZonedDateTime plusSeconds(long)': (self, count: bigint) => arithmetic.plusSeconds(self, Number(count)),
  'ZonedDateTime plusNanos(long)': (self, count: bigint) => arithmetic.plusSeconds(self, 0, Number(count)),
  'ZonedDateTime minusYears(long)': (self, count: bigint) => arithmetic.plusMonths(self, -12 * Number(count)),
  'ZonedDateTime minusMonths(long)': (self, count: bigint) => arithmetic.plusMonths(self, -Number(count)),
  'ZonedDateTime minusWeeks(long)': (self, count: bigint) => arithmetic.plusDays(self, -7 * Number(count)),
  'ZonedDateTime minusDays(long)': (self, count: bigint) => arithmetic.plusDays(self, -Number(count)),
  'ZonedDateTime minusHours(long)': (self, count: bigint) =>
    arithmetic.plusSeconds(self, -3600 * Number(count)),
  'ZonedDateTime minusMinutes(long)': (self, count: bigint) =>
    arithmetic.plusSeconds(self, -60 * Number(count)),
  'ZonedDateTime minusSeconds(long)': (self, count: bigint) => arithmetic.plusSeconds(self, -Number(count)),
  'ZonedDateTime withYear(int)': (self, value: number) => arithmetic.withField(self, 'year', value),
  'ZonedDateTime withMonth(int)': (self, value: number) => arithmetic.withField(self, 'month', value),
  'ZonedDateTime withDayOfMonth(int)': (self, value: number) => arithmetic.withField(self, 'day', value),
  'ZonedDateTime withHour(int)': (self, value: number) => arithmetic.withField(self, 'hour', value),
  'ZonedDateTime withMinute(int)': (self, value: number) => arithmetic.withField(self, 'minute', value),
  'ZonedDateTime withSecond(int)': (self, value: number) => arithmetic.withField(self, 'second', value),
  'ZonedDateTime withNano(int)': (self, value: number) => arithmetic.withField(self, 'nanos', value),
  'ZonedDateTime truncatedTo(ChronoUnit)': (self, unit: JavaEnum) => arithmetic.truncated(self, unit.name),
  'String format(DateTimeFormatter)': (self, formatter: JavaFormatter) =>
    formatter.format(self.moment, self.zone),
  'boolean isAfter(ZonedDateTime)': (self, other: Zoned) => compared(self, other) > 0,
  'boolean isBefore(ZonedDateTime)': (self, other: Zoned) => compared(self, other) < 0,
  'boolean isEqual(ZonedDateTime)': (self, other: Zoned) => compared(self, other) === 0,
  'int compareTo(ZonedDateTime)': (self, other: Zoned) => compared(self, other),
});

function shifted(self: JavaInstant, seconds: number, nanos = 0): JavaInstant {
  return new JavaInstant(arithmetic.plusMoment(self.moment, seconds, nanos));
}

export const INSTANT = new JavaClass('java.time.Instant', [OBJECT]).with<JavaInstant>({
  'long toEpochMilli()': epochMilli,
  'long getEpochSecond()': (self) => BigInt(self.moment.seconds),
  'int getNano()': (self) => self.moment.nanos,
  'ZonedDateTime atZone(ZoneId)': (self, zone: JavaZone) => new JavaZonedDateTime(self.moment, zone.zone),
  'Instant plusSeconds(long)': (self, count: bigint) => shifted(self, Number(count)),
  'Instant plusMillis(long)': (self, count: bigint) => shifted(self, 0, Number(count) * 1e6),
  'Instant minusSeconds(long)': (self, count: bigint) => shifted(self, -Number(count)),
  'Instant minusMillis(long)': (self, count: bigint) => shifted(self, 0, -Number(count) * 1e6),
  'boolean isAfter(Instant)': (self, other: JavaInstant) => compared(self, other) > 0,
  'boolean isBefore(Instant)': (self, other: JavaInstant) => compared(self, other) < 0,
  'int compareTo(Instant)': (self, other: JavaInstant) => compared(self, other),
});

export const DURATION = new JavaClass('java.time.Duration', [OBJECT]).with<JavaDuration>({
  'long getSeconds()': (self) => BigInt(self.seconds),
  // Towards zero, as Java does.
  'long toMillis()': (self) => (BigInt(self.seconds) * 1_000_000_000n + BigInt(self.nanos)) / 1_000_000n,
  'long toMinutes()': (self) => BigInt(self.seconds) / 60n,
  'long toHours()': (self) => BigInt(self.seconds) / 3600n,
  'long toDays()': (self) => BigInt(self.seconds) / 86_400n,
  'boolean isNegative()': (self) => self.seconds < 0,
  'boolean isZero()': (self) => self.seconds === 0 && self.nanos === 0,
});

const ENUM = new JavaClass('java.lang.Enum', [OBJECT]).with<JavaEnum>({
  'int getValue()': (self) => self.value,
  'String name()': (self) => self.name,
  'int compareTo(def)': (self, other: Value) => self.compareTo(other),
});

export const DAY_OF_WEEK = new JavaClass('java.time.DayOfWeek', [ENUM]);
export const MONTH = new JavaClass('java.time.Month', [ENUM]);

export const CHRONO_UNIT = new JavaClass('java.time.temporal.ChronoUnit', [OBJECT]).with<JavaEnum>({
  'long between(Temporal,Temporal)': (self, from: Value, to: Value) =>
    arithmetic.unitsBetween(self.name, from, to),
});

export const ZONE_ID = new JavaClass('java.time.ZoneId', [OBJECT]).with<JavaZone>({
  'String getId()': (self) => self.zone.id,
  'int getTotalSeconds()': (self) => self.zone.offsetAt(0),
});

export const FORMATTER = new JavaClass('java.time.format.DateTimeFormatter', [OBJECT]).with<JavaFormatter>({
  'String format(def)': (self, time: Value) =>
    self.format(arithmetic.momentOf(time), time instanceof JavaZonedDateTime ? time.zone : fixedZone(0, 'Z')),
});

/** Classes by the names that a script declares variables with. */
export const TIME_CLASSES: readonly (readonly [string, JavaClass])[] = [
  ['ZonedDateTime', ZONED_DATE_TIME],
  ['Instant', INSTANT],
  ['Duration', DURATION],
  ['DayOfWeek', DAY_OF_WEEK],
  ['Month', MONTH],
  ['ChronoUnit', CHRONO_UNIT],
  ['ZoneId', ZONE_ID],
  ['DateTimeFormatter', FORMATTER],
];

const BY_FULL_NAME = new Map(TIME_CLASSES.map(([, known]) => [known.name, known]));

/** The class of a time value at run time. */
export function timeClassOf(value: JavaObject): JavaClass | undefined {
  return BY_FULL_NAME.get(value.javaClass);
}
