import { DAYS_OF_CYCLE, daysFromCivil, daysInMonth } from '../../base/civil-date';
import { DAY, atDay, isLongMoment, later, type Moment } from './moment';
import { fromLocal, parseTimeZone, utc, type TimeZone } from './time-zone';

/** The first and the last millisecond that a date text can mean: they differ when parts are missing. */
export interface DateSpan {
  readonly first: Moment;
  readonly last: Moment;
}

/**
 * Reads a date text, as the first or (`isUp`) the last moment that it can mean. Undefined when it does not have the
 * format.
 */
export type DateFormat = (text: string, zone: TimeZone, isUp: boolean) => Moment | undefined;

/** The end of a span that is asked for; undefined when Java's long cannot hold it. */
export function edgeOf(span: DateSpan | undefined, isUp: boolean): Moment | undefined {
  if (span === undefined) return undefined;
  const moment = isUp ? span.last : span.first;
  return isLongMoment(moment) ? moment : undefined;
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
  const shift = atDay(cycles * DAYS_OF_CYCLE, 0);
  if (span === undefined || shift === 0) return span;
  return { first: later(span.first, shift), last: later(span.last, shift) };
}

/** A missing month or day is the first, also where a bound is rounded up; a missing time is the whole day. */
function wholeDay(day: number, zone: TimeZone): DateSpan {
  return { first: fromLocal(day * DAY, zone), last: fromLocal(day * DAY + DAY - 1, zone) };
}
