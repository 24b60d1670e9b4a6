import { checkDate, checkRange, dateParseError, dateTimeError } from './date-errors';
import { daysFromCivil, daysInMonth } from '../../base/civil-date';
import { fromLocalSeconds, SECONDS_PER_DAY, type LocalDateTime } from './moment';
import type { ParsedFields } from './pattern-parser';

/**
 * The date and time that parsed fields mean, as java.time's strict resolver and Elasticsearch after it read them.
 *
 * What is missing behind the smallest given part is its first value; without a year the current one is taken.
 * A year of `y` letters is not checked against weekday; one of `u` letters is.
 */
export function resolveFields(fields: ParsedFields, currentYear: number): LocalDateTime {
  checkValues(fields);
  const time = resolveTime(fields);
  const year = fields.year ?? eraYear(fields);
  if (year === undefined) return { ...withoutYear(fields, currentYear), ...time };
  const date = resolveDate(fields, year);
  checkWeekday(fields, date);
  return { ...date, ...time };
}

type DatePart = Pick<LocalDateTime, 'year' | 'month' | 'day'>;
type TimePart = Pick<LocalDateTime, 'hour' | 'minute' | 'second' | 'nanos'>;

function eraYear({ yearOfEra, era }: ParsedFields): number | undefined {
  return yearOfEra !== undefined && era === 0 ? 1 - yearOfEra : yearOfEra;
}

function resolveDate(fields: ParsedFields, year: number): DatePart {
  if (fields.dayOfYear !== undefined && fields.month === undefined) {
    const days = daysFromCivil(year, 1, 1) + fields.dayOfYear - 1;
    const { month, day, year: sameYear } = fromLocalSeconds(days * SECONDS_PER_DAY, 0);
    if (sameYear !== year)
      throw dateTimeError(`Invalid date 'DayOfYear 366' as '${year}' is not a leap year`);
    return { year, month, day };
  }
  const { month = 1, day = 1 } = fields;
  checkDate(year, month, day);
  return { year, month, day };
}

/** Elasticsearch sets day, then month: a day that the month lacks becomes its last. */
function withoutYear({ month = 1, day = 1 }: ParsedFields, year: number): DatePart {
  return { year, month, day: Math.min(day, daysInMonth(year, month)) };
}

/** No time at all unless the hour is known and nothing in between is missing. */
function resolveTime(fields: ParsedFields): TimePart {
  const hour = resolveHour(fields);
  const { minute, second, nanos } = fields;
  const gap =
    (minute === undefined && (second ?? nanos) !== undefined) ||
    (second === undefined && nanos !== undefined);
  if (hour === undefined || gap) return { hour: 0, minute: 0, second: 0, nanos: nanos ?? 0 };
  return { hour, minute: minute ?? 0, second: second ?? 0, nanos: nanos ?? 0 };
}

function resolveHour({
  hour,
  hour24From1,
  hour12From0,
  hour12From1,
  halfDay,
}: ParsedFields): number | undefined {
  if (hour !== undefined) return hour;
  if (hour24From1 !== undefined) return hour24From1 % 24;
  const half = hour12From0 ?? (hour12From1 === undefined ? undefined : hour12From1 % 12);
  return half === undefined || halfDay === undefined ? undefined : half + 12 * halfDay;
}

const RANGES = [
  ['yearOfEra', 'YearOfEra', 1, 1_000_000_000, '1 - 999999999/1000000000'],
  ['month', 'MonthOfYear', 1, 12, '1 - 12'],
  ['day', 'DayOfMonth', 1, 31, '1 - 28/31'],
  ['dayOfYear', 'DayOfYear', 1, 366, '1 - 365/366'],
  ['hour', 'HourOfDay', 0, 23, '0 - 23'],
  ['hour24From1', 'ClockHourOfDay', 1, 24, '1 - 24'],
  ['hour12From0', 'HourOfAmPm', 0, 11, '0 - 11'],
  ['hour12From1', 'ClockHourOfAmPm', 1, 12, '1 - 12'],
  ['minute', 'MinuteOfHour', 0, 59, '0 - 59'],
  ['second', 'SecondOfMinute', 0, 59, '0 - 59'],
  ['nanos', 'NanoOfSecond', 0, 999_999_999, '0 - 999999999'],
] as const;

function checkValues(fields: ParsedFields): void {
  for (const [field, name, min, max, range] of RANGES) {
    const value = fields[field];
    if (value !== undefined) checkRange(name, value, min, max, range);
  }
}

/** Only a date of a proleptic year (`u`) is complete for Java, and only then the weekday is compared. */
function checkWeekday(fields: ParsedFields, date: DatePart): void {
  if (fields.year === undefined || fields.weekday === undefined) return;
  const actual = ((((daysFromCivil(date.year, date.month, date.day) + 3) % 7) + 7) % 7) + 1;
  if (actual === fields.weekday) return;
  const derived = [date.year, date.month, date.day].map((part, index) =>
    String(part).padStart(index === 0 ? 4 : 2, '0'),
  );
  throw dateParseError(
    `Conflict found: Field DayOfWeek ${actual} differs from DayOfWeek ${fields.weekday} derived from ${derived.join('-')}`,
  );
}
