import { daysInMonth } from '../../base/civil-date';

/** Where Java rounds a date up, days that a month does not have, up to 31, are its last one. */
export function lastDayUpTo(day: string | undefined, year: number, month: number): string | undefined {
  const isLate = day !== undefined && /^(?:29|3[01])$/.test(day);
  return isLate ? String(Math.min(Number(day), daysInMonth(year, month))) : day;
}
