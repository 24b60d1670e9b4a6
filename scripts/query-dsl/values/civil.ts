/** A date of the proleptic Gregorian calendar; months and days from 1 on. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Days of 400 years, after which the calendar repeats itself. */
const CYCLE = 146_097;

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function daysInMonth(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : (monthLengths[month - 1] ?? 0);
}

/** Where Java rounds a date up, days that a month does not have, up to 31, are its last one. */
export function lastDayUpTo(day: string | undefined, year: number, month: number): string | undefined {
  const isLate = day !== undefined && /^(?:29|3[01])$/.test(day);
  return isLate ? String(Math.min(Number(day), daysInMonth(year, month))) : day;
}

/** Days since 1970-01-01 of a date; a day beyond its month counts on into the next one. */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * CYCLE + dayOfEra - 719_468;
}

/** The date of so many days since 1970-01-01. */
export function civilFromDays(days: number): CivilDate {
  const cycles = Math.floor(days / CYCLE);
  const date = new Date((days - cycles * CYCLE) * 86_400_000);
  return {
    year: date.getUTCFullYear() + cycles * 400,
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
  };
}
