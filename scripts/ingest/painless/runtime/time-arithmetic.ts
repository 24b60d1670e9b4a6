import type { LocalDateTime, Moment } from '../../date-format/moment';
import { daysInMonth } from '../../../base/civil-date';
import { SECONDS_PER_DAY, toLocalSeconds } from '../../date-format/moment';
import { JavaError, classCast } from './java-error';
import { dateTimeError } from './parse-time';
import { JavaDuration, JavaInstant, JavaZonedDateTime } from './time-values';
import type { Value } from './values';
import { javaClassOf } from './values';

/** Units of a fixed length, in seconds; below a second in nanoseconds. */
const UNIT_SECONDS: Readonly<Record<string, number>> = {
  SECONDS: 1,
  MINUTES: 60,
  HOURS: 3600,
  HALF_DAYS: 43_200,
  DAYS: SECONDS_PER_DAY,
  WEEKS: 7 * SECONDS_PER_DAY,
};
const UNIT_MONTHS: Readonly<Record<string, number>> = {
  MONTHS: 1,
  YEARS: 12,
  DECADES: 120,
  CENTURIES: 1200,
  MILLENNIA: 12_000,
};
const UNIT_NANOS: Readonly<Record<string, number>> = { NANOS: 1, MICROS: 1000, MILLIS: 1_000_000 };

export function plusMoment(moment: Moment, seconds: number, nanos = 0): Moment {
  const total = moment.nanos + nanos;
  const carry = Math.floor(total / 1e9);
  return { seconds: moment.seconds + seconds + carry, nanos: total - carry * 1e9 };
}

/** Days and longer move the clock's reading, so a day may have 23 or 25 hours. */
export function plusDays(time: JavaZonedDateTime, days: number): JavaZonedDateTime {
  const seconds = toLocalSeconds(time.local) + days * SECONDS_PER_DAY;
  const shifted = new JavaZonedDateTime(
    { seconds, nanos: time.local.nanos },
    { ...time.zone, offsetAt: () => 0 },
  );
  return JavaZonedDateTime.ofLocal(shifted.local, time.zone);
}

/** The day is cut to the length of the month that is reached. */
export function plusMonths(time: JavaZonedDateTime, months: number): JavaZonedDateTime {
  const total = time.local.year * 12 + time.local.month - 1 + months;
  const year = Math.floor(total / 12);
  const month = total - year * 12 + 1;
  const day = Math.min(time.local.day, daysInMonth(year, month));
  return JavaZonedDateTime.ofLocal({ ...time.local, year, month, day }, time.zone);
}

export function plusSeconds(time: JavaZonedDateTime, seconds: number, nanos = 0): JavaZonedDateTime {
  return new JavaZonedDateTime(plusMoment(time.moment, seconds, nanos), time.zone);
}

const RANGES: Readonly<Record<string, readonly [string, number, number, string]>> = {
  month: ['MonthOfYear', 1, 12, '1 - 12'],
  day: ['DayOfMonth', 1, 31, '1 - 28/31'],
  hour: ['HourOfDay', 0, 23, '0 - 23'],
  minute: ['MinuteOfHour', 0, 59, '0 - 59'],
  second: ['SecondOfMinute', 0, 59, '0 - 59'],
  nanos: ['NanoOfSecond', 0, 999_999_999, '0 - 999999999'],
};

/** The same time with one field changed. */
export function withField(
  time: JavaZonedDateTime,
  field: keyof LocalDateTime,
  value: number,
): JavaZonedDateTime {
  const [name, min, max, range] = RANGES[field] ?? [
    'Year',
    -999_999_999,
    999_999_999,
    '-999999999 - 999999999',
  ];
  if (value < min || value > max)
    throw dateTimeError(`Invalid value for ${name} (valid values ${range}): ${value}`);
  const local = { ...time.local, [field]: value };
  if (field === 'day' && value > daysInMonth(local.year, local.month)) {
    throw dateTimeError(invalidDate(local));
  }
  const day = Math.min(local.day, daysInMonth(local.year, local.month));
  return JavaZonedDateTime.ofLocal({ ...local, day }, time.zone);
}

function invalidDate({ year, month, day }: LocalDateTime): string {
  if (day === 29) return `Invalid date 'February 29' as '${year}' is not a leap year`;
  const name = new Date(Date.UTC(2000, month - 1)).toLocaleString('en', { month: 'long', timeZone: 'UTC' });
  return `Invalid date '${name.toUpperCase()} ${day}'`;
}

/** Cuts everything below a unit; days are the largest that Java cuts to. */
export function truncated(time: JavaZonedDateTime, unit: string): JavaZonedDateTime {
  const fine = UNIT_NANOS[unit];
  const { local } = time;
  if (fine !== undefined)
    return JavaZonedDateTime.ofLocal({ ...local, nanos: local.nanos - (local.nanos % fine) }, time.zone);
  const length = UNIT_SECONDS[unit];
  if (length === undefined || length > SECONDS_PER_DAY) {
    throw new JavaError(
      'java.time.temporal.UnsupportedTemporalTypeException',
      'Unit is too large to be used for truncation',
    );
  }
  const seconds = local.hour * 3600 + local.minute * 60 + local.second;
  const cut = seconds - (seconds % length);
  return JavaZonedDateTime.ofLocal(
    {
      ...local,
      hour: Math.floor(cut / 3600),
      minute: Math.floor((cut % 3600) / 60),
      second: cut % 60,
      nanos: 0,
    },
    time.zone,
  );
}

export function momentOf(value: Value): Moment {
  if (value instanceof JavaInstant || value instanceof JavaZonedDateTime) return value.moment;
  throw classCast(`class ${javaClassOf(value)} cannot be cast to class java.time.temporal.Temporal`);
}

/** Both moments; what is measured from a zoned time on must be one. */
function momentsOf(from: Value, to: Value): readonly [Moment, Moment] {
  const moments = [momentOf(from), momentOf(to)] as const;
  if (!(from instanceof JavaZonedDateTime) || !(to instanceof JavaInstant)) return moments;
  const found = `${to.text()} of type java.time.Instant`;
  throw new JavaError(
    'java.time.DateTimeException',
    `Unable to obtain ZonedDateTime from TemporalAccessor: ${found}`,
  );
}

export function durationBetween(from: Value, to: Value): JavaDuration {
  const [start, end] = momentsOf(from, to);
  return durationOf(end.seconds - start.seconds, end.nanos - start.nanos);
}

export function durationOf(seconds: number, nanos: number): JavaDuration {
  const { seconds: whole, nanos: rest } = plusMoment({ seconds, nanos: 0 }, 0, nanos);
  return new JavaDuration(whole, rest);
}

/** Whole units between two times, rounded towards zero; days are days of the calendar. */
export function unitsBetween(unit: string, from: Value, to: Value): bigint {
  const months = UNIT_MONTHS[unit];
  if (months !== undefined && from instanceof JavaZonedDateTime && to instanceof JavaZonedDateTime)
    return BigInt(Math.trunc(monthsBetween(from, to) / months));
  const isCalendar = unit === 'DAYS' || unit === 'WEEKS';
  const isLocal = isCalendar && from instanceof JavaZonedDateTime && to instanceof JavaZonedDateTime;
  const span = isLocal ? localSpan(from, to) : durationBetween(from, to);
  const nanos = BigInt(span.seconds) * 1_000_000_000n + BigInt(span.nanos);
  const isLongForInstant = unit === 'WEEKS' && from instanceof JavaInstant;
  const length = isLongForInstant ? 0n : BigInt(UNIT_NANOS[unit] ?? (UNIT_SECONDS[unit] ?? 0) * 1e9);
  if (length === 0n) {
    // Java's names of units: Weeks, HalfDays.
    const name = unit.replace(
      /_?([A-Z])([A-Z]*)/g,
      (_, first: string, rest: string) => first + rest.toLowerCase(),
    );
    throw new JavaError('java.time.temporal.UnsupportedTemporalTypeException', `Unsupported unit: ${name}`);
  }
  return nanos / length;
}

/** Whole months of the calendar, as the clocks of the first time's zone show them. */
function monthsBetween(from: JavaZonedDateTime, to: JavaZonedDateTime): number {
  const { local: start } = from;
  const { local: end } = new JavaZonedDateTime(to.moment, from.zone);
  const months = (end.year - start.year) * 12 + end.month - start.month;
  const rest = restOfMonth(end) - restOfMonth(start) || end.nanos - start.nanos;
  if (months > 0 && rest < 0) return months - 1;
  return months < 0 && rest > 0 ? months + 1 : months;
}

/** Seconds since the month began. */
function restOfMonth({ day, hour, minute, second }: LocalDateTime): number {
  return ((day * 24 + hour) * 60 + minute) * 60 + second;
}

function localSpan(from: JavaZonedDateTime, to: JavaZonedDateTime): JavaDuration {
  const end = new JavaZonedDateTime(to.moment, from.zone);
  return durationOf(
    toLocalSeconds(end.local) - toLocalSeconds(from.local),
    end.local.nanos - from.local.nanos,
  );
}
