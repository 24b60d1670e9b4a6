import { DAYS_OF_CYCLE } from '../../base/civil-date';
import { luxon } from '../../base/luxon';
import { IngestError } from '../errors';
import { dateTimeError } from './date-errors';

/** A time zone with Java's rules for local times that occur twice or never. */
export interface Zone {
  readonly id: string;
  /** Seconds east of Greenwich at a moment. */
  offsetAt(epochSeconds: number): number;
  /** Seconds east of Greenwich for a local time: the earlier of two; in a gap the offset before it. */
  offsetOfLocal(localSeconds: number): number;
}

export function fixedZone(offset: number, id = offsetText(offset)): Zone {
  return { id, offsetAt: () => offset, offsetOfLocal: () => offset };
}

export const UTC = fixedZone(0, 'Z');

/** Java's `ZoneId.of`; throws what it throws. */
export function zoneOf(id: string): Zone {
  if (id === 'Z') return UTC;
  if (id.length < 2 || /^[+-]/.test(id)) return fixedZone(parseOffset(id));
  const prefixed = /^(UTC|GMT|UT)([+-].*)?$/.exec(id);
  if (prefixed !== null) {
    const [, prefix = '', offset] = prefixed;
    return offset === undefined ? fixedZone(0, prefix) : prefixedZone(prefix, offset);
  }
  if (!/^[A-Za-z][A-Za-z0-9~/._+-]+$/.test(id)) {
    throw dateTimeError(`Invalid ID for region-based ZoneId, invalid format: ${id}`);
  }
  return regionZone(id);
}

/** `UTC+01:00`; the offset is written as Java does. */
function prefixedZone(prefix: string, text: string): Zone {
  try {
    const offset = parseOffset(text);
    return fixedZone(offset, offset === 0 ? prefix : prefix + offsetText(offset));
  } catch (error) {
    if (!(error instanceof IngestError)) throw error;
    throw new IngestError(error.type, `Invalid ID for offset-based ZoneId: ${prefix}${text}`, error);
  }
}

/** As {@link zoneOf}, but undefined where it throws. */
export function tryZoneOf(id: string): Zone | undefined {
  try {
    return zoneOf(id);
  } catch {
    return undefined;
  }
}

/** Names that ICU knows and Java's ZoneId does not. */
const NOT_JAVA = /^(?:EST|MST|HST|[A-Z][A-Z]T|ROC)$/;
/** Seconds of 400 years, after which the rules of zones repeat as the calendar does. */
const CYCLE = DAYS_OF_CYCLE * 86_400;
/** JavaScript's dates end two days later: local times must be in reach, too. */
const LAST_SECOND = 8.64e12 - 2 * 86_400;

/** A moment with the same offset that JavaScript's dates reach: Java's go further. */
function nearby(seconds: number): number {
  if (Math.abs(seconds) < LAST_SECOND) return seconds;
  return seconds < 0 ? 1 - LAST_SECOND : seconds - Math.ceil((seconds - LAST_SECOND) / CYCLE + 1) * CYCLE;
}

const JAVA_SHORT = new Set(['CET', 'EET', 'MET', 'WET', 'PRC', 'ROK', 'UCT']);

/** Zones that were asked for, by id: making one, and asking Intl for an offset, takes a hundred times the rest. */
const regions = new Map<string, Zone>();
const MOST_REGIONS = 1_000;
const MOST_DAYS = 5_000;

function regionZone(id: string): Zone {
  const known = regions.get(id);
  if (known !== undefined) return known;
  const zone = newRegionZone(id);
  if (regions.size >= MOST_REGIONS) regions.clear();
  regions.set(id, zone);
  return zone;
}

/** Remembers the days that have one offset: it is the same at both ends, and changes are further apart than that. */
function byDay(offsetAt: (seconds: number) => number): (seconds: number) => number {
  const days = new Map<number, number | null>();
  return (seconds) => {
    const day = Math.floor(seconds / 86_400);
    let offset = days.get(day);
    if (offset === undefined) {
      const atStart = offsetAt(day * 86_400);
      offset = offsetAt((day + 1) * 86_400) === atStart ? atStart : null;
      if (days.size >= MOST_DAYS) days.clear();
      days.set(day, offset);
    }
    return offset ?? offsetAt(seconds);
  };
}

function newRegionZone(id: string): Zone {
  if ((NOT_JAVA.test(id) && !JAVA_SHORT.has(id)) || !luxon().IANAZone.isValidZone(id)) {
    throw new IngestError('zone_rules_exception', `Unknown time-zone ID: ${id}`);
  }
  const zone = luxon().IANAZone.create(id);
  const offsetAt = byDay((seconds) => Math.round(zone.offset(nearby(seconds) * 1000) * 60));
  return {
    id,
    offsetAt,
    offsetOfLocal: (local) => {
      // The offset a day before and a day after bracket every change; changes are further apart than two days.
      const before = offsetAt(local - 86_400);
      const after = offsetAt(local + 86_400);
      if (before === after) return before;
      if (offsetAt(local - before) === before) return before;
      return offsetAt(local - after) === after ? after : before;
    },
  };
}

/** Places of hours, minutes and seconds by the length of the text; `true`: a colon stands before. */
const OFFSET_PLACES: Readonly<Record<number, readonly (readonly [place: number, colon: boolean])[]>> = {
  3: [[1, false]],
  5: [
    [1, false],
    [3, false],
  ],
  6: [
    [1, false],
    [4, true],
  ],
  7: [
    [1, false],
    [3, false],
    [5, false],
  ],
  9: [
    [1, false],
    [4, true],
    [7, true],
  ],
};

/** Java's `ZoneOffset.of`: +h, +hh, +hhmm, +hh:mm, +hhmmss, +hh:mm:ss. */
function parseOffset(text: string): number {
  const id = text.length === 2 ? `${text[0] ?? ''}0${text[1] ?? ''}` : text;
  const places = OFFSET_PLACES[id.length];
  if (places === undefined) throw dateTimeError(`Invalid ID for ZoneOffset, invalid format: ${id}`);
  const [hours = 0, minutes = 0, seconds = 0] = places.map(([place, colon]) => twoDigits(id, place, colon));
  checkUnit('hours', id.startsWith('-') ? -hours : hours, 18);
  checkUnit('minutes', minutes, 59);
  checkUnit('seconds', seconds, 59);
  const total = hours * 3600 + minutes * 60 + seconds;
  if (total > 18 * 3600) throw dateTimeError('Zone offset not in valid range: -18:00 to +18:00');
  return id.startsWith('-') ? 0 - total : total;
}

function twoDigits(id: string, place: number, colon: boolean): number {
  if (colon && id[place - 1] !== ':') {
    throw dateTimeError(`Invalid ID for ZoneOffset, colon not found when expected: ${id}`);
  }
  const digits = id.slice(place, place + 2);
  if (/^[0-9]{2}$/.test(digits)) return Number(digits);
  throw dateTimeError(`Invalid ID for ZoneOffset, non numeric characters found: ${id}`);
}

function checkUnit(unit: string, value: number, max: number): void {
  if (Math.abs(value) <= max) return;
  const range = `value ${value} is not in the range -${max} to ${max}`;
  throw dateTimeError(`Zone offset ${unit} not in valid range: ${range}`);
}

/** `+01:00`, with seconds when there are any; `Z` for none. */
export function offsetText(offset: number): string {
  if (offset === 0) return 'Z';
  const size = Math.abs(offset);
  const parts = [Math.floor(size / 3600), Math.floor((size % 3600) / 60)];
  if (size % 60 !== 0) parts.push(size % 60);
  return (offset < 0 ? '-' : '+') + parts.map((part) => String(part).padStart(2, '0')).join(':');
}
