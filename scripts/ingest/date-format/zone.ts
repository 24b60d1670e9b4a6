import { IANAZone } from 'luxon';
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
  if (/^[+-]/.test(id)) return fixedZone(parseOffset(id));
  const prefixed = /^(UTC|GMT|UT)([+-].*)?$/.exec(id);
  if (prefixed !== null) {
    const [, prefix = '', offset] = prefixed;
    return offset === undefined ? fixedZone(0, prefix) : fixedZone(parseOffset(offset), id);
  }
  if (!/^[A-Za-z][A-Za-z0-9~/._+-]+$/.test(id)) {
    throw dateTimeError(`Invalid ID for region-based ZoneId, invalid format: ${id}`);
  }
  return regionZone(id);
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
const JAVA_SHORT = new Set(['CET', 'EET', 'MET', 'WET', 'PRC', 'ROK', 'UCT']);

function regionZone(id: string): Zone {
  if ((NOT_JAVA.test(id) && !JAVA_SHORT.has(id)) || !IANAZone.isValidZone(id)) {
    throw new IngestError('zone_rules_exception', `Unknown time-zone ID: ${id}`);
  }
  const zone = IANAZone.create(id);
  const offsetAt = (seconds: number): number => Math.round(zone.offset(seconds * 1000) * 60);
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

const OFFSET_FORMS = /^([+-])(\d{1,2})(?::?(\d{2})(?::?(\d{2}))?)?$/;

/** Java's `ZoneOffset.of`: +h, +hh, +hhmm, +hh:mm, +hhmmss, +hh:mm:ss. */
function parseOffset(text: string): number {
  const [, sign, hours = '', minutes = '0', seconds = '0'] = OFFSET_FORMS.exec(text) ?? [];
  const shape = text.replaceAll(/\d/g, '0').slice(1);
  if (sign === undefined || !['0', '00', '0000', '00:00', '000000', '00:00:00'].includes(shape)) {
    throw dateTimeError(`Invalid ID for ZoneOffset, invalid format: ${text}`);
  }
  const total = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  if (Number(minutes) > 59 || Number(seconds) > 59 || total > 18 * 3600) {
    throw dateTimeError(`Zone offset not in valid range: ${text}`);
  }
  return sign === '-' ? 0 - total : total;
}

/** `+01:00`, with seconds when there are any; `Z` for none. */
export function offsetText(offset: number): string {
  if (offset === 0) return 'Z';
  const size = Math.abs(offset);
  const parts = [Math.floor(size / 3600), Math.floor((size % 3600) / 60)];
  if (size % 60 !== 0) parts.push(size % 60);
  return (offset < 0 ? '-' : '+') + parts.map((part) => String(part).padStart(2, '0')).join(':');
}
