import { luxon } from '../../base/luxon';

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

/** The moment at which clocks of the zone show the local time (given as if it were UTC). */
export function fromLocal(local: number, zone: TimeZone): number {
  return resolveLocal(local, zone);
}

/**
 * As {@link fromLocal}, as Java resolves it: a time that clocks skip lies as long after the gap; of one that they show
 * twice it is the preferred offset's, else the first.
 */
export function resolveLocal(local: number, zone: TimeZone, preferred?: number): number {
  if (zone === utc) return local;
  const before = zone(local - 86_400_000);
  const offsets = [preferred ?? before, before, zone(local + 86_400_000)];
  const offset = offsets.find((one) => zone(local - one * 60_000) === one) ?? before;
  return local - offset * 60_000;
}
