import { luxon } from '../../base/luxon';
import { DAY, later, type Moment } from './moment';

/** Minutes east of UTC at a moment given in epoch milliseconds. */
export type TimeZone = (at: number) => number;

export const utc: TimeZone = () => 0;

const offsetForm = /^([+-])(\d{2})(?::?(\d{2})(?::?(\d{2}))?)?$/;
const prefixedForm = /^(?:UTC|GMT|UT)([+-])(\d{1,2})(?::?(\d{2}))?$/;

function fixed(sign: string, hours: string, minutes = '0', seconds = '0'): TimeZone {
  const total = Number(hours) * 60 + Number(minutes) + Number(seconds) / 60;
  const offset = sign === '-' ? -total : total;
  return () => offset;
}

/** A zone by the names that Java's `ZoneId.of` takes: `Z`, `+01:00`, `UTC`, `Zulu`, `Europe/Paris`. */
export function parseTimeZone(name: string): TimeZone | undefined {
  if (name === 'Z' || name === 'UTC' || name === 'GMT' || name === 'UT' || name === 'Zulu') return utc;
  const [, sign, hours, minutes, seconds] = offsetForm.exec(name) ?? [];
  if (sign !== undefined && hours !== undefined) return fixed(sign, hours, minutes, seconds);
  const [, direction, hour, minute] = prefixedForm.exec(name) ?? [];
  if (direction !== undefined && hour !== undefined) return fixed(direction, hour, minute);
  if (!/^[A-Z]/.test(name) || !luxon().IANAZone.isValidZone(name)) return undefined;
  const zone = luxon().IANAZone.create(name);
  return (at) => zone.offset(at);
}

/** Beyond these moments no rule of a zone changes, and no Date reaches. */
const LAST_DATE = 8.64e15;

/** Minutes east of UTC at any moment. */
export function offsetAt(zone: TimeZone, at: Moment): number {
  return zone(Math.min(Math.max(Number(at), -LAST_DATE), LAST_DATE));
}

/** The moment at which clocks of the zone show the local time (given as if it were UTC). */
export function fromLocal(local: Moment, zone: TimeZone): Moment {
  return resolveLocal(local, zone);
}

/**
 * As {@link fromLocal}, as Java resolves it: a time that clocks skip lies as long after the gap; of one that they show
 * twice it is the preferred offset's, else the first.
 */
export function resolveLocal(local: Moment, zone: TimeZone, preferred?: number): Moment {
  if (zone === utc) return local;
  const before = offsetAt(zone, later(local, -DAY));
  const offsets = [preferred ?? before, before, offsetAt(zone, later(local, DAY))];
  const at = (offset: number): Moment => later(local, -Math.round(offset * 60_000));
  return at(offsets.find((one) => offsetAt(zone, at(one)) === one) ?? before);
}
