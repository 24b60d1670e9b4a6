import { civilFromDays, daysFromCivil, daysInMonth } from '../../base/civil-date';
import { DAY, atDay, later, splitDay, type Moment } from './moment';
import { offsetAt, resolveLocal, type TimeZone } from './time-zone';

/** A unit of date math: year, month, week, day, hour, minute, second. */
export type CalendarUnit = 'y' | 'M' | 'w' | 'd' | 'h' | 'H' | 'm' | 's';

/** Milliseconds of the units that clocks count alike in every zone. */
const clockUnits: Readonly<Record<string, number>> = { h: 3_600_000, H: 3_600_000, m: 60_000, s: 1000 };

function daysLater(days: number, unit: CalendarUnit, amount: number): number {
  if (unit === 'd') return days + amount;
  if (unit === 'w') return days + 7 * amount;
  const date = civilFromDays(days);
  const months = date.year * 12 + date.month - 1 + (unit === 'y' ? 12 : 1) * amount;
  const year = Math.floor(months / 12);
  const month = months - year * 12 + 1;
  return daysFromCivil(year, month, Math.min(date.day, daysInMonth(year, month)));
}

/** What clocks of an offset, in minutes, show at a moment. */
function localOf(moment: Moment, offset: number): Moment {
  return offset === 0 ? moment : later(moment, Math.round(offset * 60_000));
}

/** Java's `ZonedDateTime.plus`: days and longer by the calendar of the zone, hours and shorter by the clock. */
export function plus(moment: Moment, unit: CalendarUnit, amount: number, zone: TimeZone): Moment {
  const length = clockUnits[unit];
  if (length !== undefined) return later(moment, length * amount);
  const offset = offsetAt(zone, moment);
  const { days, clock } = splitDay(localOf(moment, offset));
  return resolveLocal(atDay(daysLater(days, unit, amount), clock), zone, offset);
}

function startOfLocal(local: Moment, unit: CalendarUnit): Moment {
  const { days, clock } = splitDay(local);
  switch (unit) {
    case 'y':
      return atDay(daysFromCivil(civilFromDays(days).year, 1, 1), 0);
    case 'M':
      return atDay(days - civilFromDays(days).day + 1, 0);
    case 'w':
      // 1970-01-01 was a Thursday.
      return atDay(days - ((((days + 3) % 7) + 7) % 7), 0);
    case 'd':
      return atDay(days, 0);
    default: {
      const length = clockUnits[unit] ?? DAY;
      return atDay(days, clock - (clock % length));
    }
  }
}

/** The first or the last millisecond of the unit around a moment; weeks begin on Monday. */
export function round(moment: Moment, unit: CalendarUnit, isUp: boolean, zone: TimeZone): Moment {
  const offset = offsetAt(zone, moment);
  const start = resolveLocal(startOfLocal(localOf(moment, offset), unit), zone, offset);
  return isUp ? later(plus(start, unit, 1, zone), -1) : start;
}
