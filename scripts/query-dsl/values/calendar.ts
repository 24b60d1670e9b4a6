import { daysInMonth } from './iso-date';
import { resolveLocal, type TimeZone } from './time-zone';

/** A unit of date math: year, month, week, day, hour, minute, second. */
export type CalendarUnit = 'y' | 'M' | 'w' | 'd' | 'h' | 'H' | 'm' | 's';

const DAY = 86_400_000;

/** Milliseconds of the units that clocks count alike in every zone. */
const clockUnits: Readonly<Record<string, number>> = { h: 3_600_000, H: 3_600_000, m: 60_000, s: 1000 };

function monthsLater(local: number, months: number): number {
  const date = new Date(local);
  const count = date.getUTCFullYear() * 12 + date.getUTCMonth() + months;
  const year = Math.floor(count / 12);
  const month = count - year * 12;
  const day = Math.min(date.getUTCDate(), daysInMonth(year, month + 1));
  const moved = new Date(local);
  moved.setUTCFullYear(year, month, day);
  return moved.getTime();
}

function addLocal(local: number, unit: CalendarUnit, amount: number): number {
  switch (unit) {
    case 'y':
      return monthsLater(local, 12 * amount);
    case 'M':
      return monthsLater(local, amount);
    case 'w':
      return local + 7 * DAY * amount;
    case 'd':
      return local + DAY * amount;
    default:
      return local + (clockUnits[unit] ?? 0) * amount;
  }
}

/** Java's `ZonedDateTime.plus`: days and longer by the calendar of the zone, hours and shorter by the clock. */
export function plus(moment: number, unit: CalendarUnit, amount: number, zone: TimeZone): number {
  const length = clockUnits[unit];
  if (length !== undefined) return moment + length * amount;
  const offset = zone(moment);
  return resolveLocal(addLocal(moment + offset * 60_000, unit, amount), zone, offset);
}

function startOfLocal(local: number, unit: CalendarUnit): number {
  const day = Math.floor(local / DAY) * DAY;
  const date = new Date(local);
  switch (unit) {
    case 'y':
      return new Date(day).setUTCMonth(0, 1);
    case 'M':
      return new Date(day).setUTCDate(1);
    case 'w':
      return day - ((date.getUTCDay() + 6) % 7) * DAY;
    case 'd':
      return day;
    default: {
      const length = clockUnits[unit] ?? 1;
      return Math.floor(local / length) * length;
    }
  }
}

/** The first or the last millisecond of the unit around a moment; weeks begin on Monday. */
export function round(moment: number, unit: CalendarUnit, isUp: boolean, zone: TimeZone): number {
  const offset = zone(moment);
  const start = resolveLocal(startOfLocal(moment + offset * 60_000, unit), zone, offset);
  return isUp ? plus(start, unit, 1, zone) - 1 : start;
}
