import { fromLocal, parseTimeZone, utc, type TimeZone } from './time-zone';

/** The first and the last millisecond that a date text can mean: they differ when parts are missing. */
export interface DateSpan {
  readonly first: number;
  readonly last: number;
}

const DAY = 86_400_000;

/** Days since 1970-01-01 of a date in the proleptic Gregorian calendar. */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function daysInMonth(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : (monthLengths[month - 1] ?? 0);
}

/** Two digits at the offset, or -1. */
function two(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

interface Clock {
  /** Milliseconds since midnight. */
  readonly first: number;
  readonly last: number;
  /** Where the zone begins. */
  readonly end: number;
}

/** `HH[:mm[:ss[(.|,)S{1,9}]]]` at the offset. */
function readClock(text: string, at: number): Clock | undefined {
  const hour = two(text, at);
  if (hour < 0 || hour > 23) return undefined;
  const start = hour * 3_600_000;
  if (text.charAt(at + 2) !== ':') return { first: start, last: start + 3_599_999, end: at + 2 };
  const minute = two(text, at + 3);
  if (minute < 0 || minute > 59) return undefined;
  const withMinute = start + minute * 60_000;
  if (text.charAt(at + 5) !== ':') return { first: withMinute, last: withMinute + 59_999, end: at + 5 };
  const second = two(text, at + 6);
  if (second < 0 || second > 59) return undefined;
  const withSecond = withMinute + second * 1000;
  const point = text.charAt(at + 8);
  if (point !== '.' && point !== ',') return { first: withSecond, last: withSecond + 999, end: at + 8 };
  return readFraction(text, at + 9, withSecond);
}

function readFraction(text: string, at: number, seconds: number): Clock | undefined {
  let end = at;
  let first = 0;
  for (; end < at + 9; end += 1) {
    const digit = text.charCodeAt(end) - 48;
    if (!(digit >= 0 && digit <= 9)) break;
    if (end < at + 3) first += digit * (end === at ? 100 : end === at + 1 ? 10 : 1);
  }
  // A fraction is complete whatever its length: `.5` is half a second, not a span of 100 ms.
  return end === at ? undefined : { first: seconds + first, last: seconds + first, end };
}

/**
 * Reads `strict_date_optional_time`: `yyyy[-MM[-dd['T'[HH[:mm[:ss[.S…]]]][zone]]]]`. A zone in the text wins
 * over the one given. Undefined when the text has another form or names no real date.
 */
export function parseIsoDate(text: string, zone: TimeZone = utc): DateSpan | undefined {
  if (text.startsWith('-')) return parseBeforeChrist(text, zone);
  const year = two(text, 0) * 100 + two(text, 2);
  if (two(text, 0) < 0 || two(text, 2) < 0) return undefined;
  if (text.length === 4) return wholeDay(daysFromCivil(year, 1, 1), zone);
  const month = two(text, 5);
  if (text.charAt(4) !== '-' || month < 1 || month > 12) return undefined;
  if (text.length === 7) return wholeDay(daysFromCivil(year, month, 1), zone);
  const day = two(text, 8);
  if (text.charAt(7) !== '-' || day < 1 || day > daysInMonth(year, month)) return undefined;
  const date = daysFromCivil(year, month, day);
  if (text.length === 10) return wholeDay(date, zone);
  if (text.charAt(10) !== 'T') return undefined;
  if (text.length === 11) return wholeDay(date, zone);
  const clock = readClock(text, 11);
  if (clock === undefined) return undefined;
  const { end } = clock;
  const isUtc = end === text.length - 1 && text.charAt(end) === 'Z';
  const named = end === text.length ? zone : isUtc ? utc : parseTimeZone(text.slice(end));
  if (named === undefined) return undefined;
  const midnight = date * DAY;
  if (named === utc) return { first: midnight + clock.first, last: midnight + clock.last };
  return { first: fromLocal(midnight + clock.first, named), last: fromLocal(midnight + clock.last, named) };
}

/** Years with a minus. */
function parseBeforeChrist(text: string, zone: TimeZone): DateSpan | undefined {
  return /^-\d{4}(?!\d)/.test(text) ? parseOfYear(Number(text.slice(0, 5)), text.slice(5), zone) : undefined;
}

/**
 * As {@link parseIsoDate}, of any year and what follows it in the text: read as the year of 2000 to 2399 that has
 * the same calendar.
 */
export function parseOfYear(year: number, rest: string, zone: TimeZone): DateSpan | undefined {
  const cycles = Math.floor(year / 400) - 5;
  const span = parseIsoDate(`${year - cycles * 400}${rest}`, zone);
  const shift = cycles * 146_097 * DAY;
  return span && { first: span.first + shift, last: span.last + shift };
}

/** A missing month or day is the first, also where a bound is rounded up; a missing time is the whole day. */
function wholeDay(day: number, zone: TimeZone): DateSpan {
  return { first: fromLocal(day * DAY, zone), last: fromLocal(day * DAY + DAY - 1, zone) };
}
