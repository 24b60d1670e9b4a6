import { lastDayUpTo } from './last-day';
import { edgeOf, parseOfYear } from './iso-date';
import { DAY, later, type Moment } from './moment';
import type { TimeZone } from './time-zone';

/** The digits of a date text, by what they say: two of each but the year and the fraction. */
export type DateParts = Readonly<
  Partial<
    Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'fraction' | 'zone', string | undefined>
  >
>;

/**
 * The first or (`isUp`) the last moment of a date, as the formats read it that Java parses: rounding up it is not
 * strict, so that 30 February is the last of February and 24:00 the midnight of the next day.
 */
export function readDateParts(parts: DateParts, zone: TimeZone, isUp: boolean): Moment | undefined {
  if (!isUp || !isMidnightAtTheEnd(parts)) return read(parts, zone, isUp);
  const midnight = read({ ...parts, hour: '00' }, zone, isUp);
  return midnight === undefined ? undefined : later(midnight, DAY);
}

/** Java wants all parts to be there. */
function isMidnightAtTheEnd({ hour, minute, second, fraction = '' }: DateParts): boolean {
  return hour === '24' && minute === '00' && second === '00' && /^0+$/.test(fraction);
}

function read(parts: DateParts, zone: TimeZone, isUp: boolean): Moment | undefined {
  const { year, month, hour, minute, second, fraction, zone: named = '' } = parts;
  const day = isUp && year !== undefined ? lastDayUpTo(parts.day, Number(year), Number(month)) : parts.day;
  const clock = [hour, minute, second].filter((part) => part !== undefined).join(':');
  const date =
    clock === '' ? [month, day].filter((part) => part !== undefined) : [month ?? '01', day ?? '01'];
  const time = clock === '' ? '' : `T${clock}${fraction === undefined ? '' : `.${fraction}`}${named}`;
  const rest = `${date.map((part) => `-${part}`).join('')}${time}`;
  return edgeOf(parseOfYear(Number(year ?? '1970'), rest, zone), isUp);
}
