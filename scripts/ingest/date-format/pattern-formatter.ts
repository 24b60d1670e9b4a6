import { HALF_DAYS, MONTHS, ROOT_ERAS, shortName, WEEKDAYS } from './names';
import { daysFromCivil } from '../../base/civil-date';
import { fromLocalSeconds, type LocalDateTime, type Moment } from './moment';
import type { NameField, NumberToken, OffsetShape, Token } from './pattern';
import type { Zone } from './zone';

/** Writes a moment in a zone by a pattern. */
export function formatByPattern(tokens: readonly Token[], moment: Moment, zone: Zone): string {
  const offset = zone.offsetAt(moment.seconds);
  const local = fromLocalSeconds(moment.seconds + offset, moment.nanos);
  return tokens.map((token) => formatToken(token, local, offset, zone)).join('');
}

function formatToken(token: Token, local: LocalDateTime, offset: number, zone: Zone): string {
  switch (token.kind) {
    case 'literal':
      return token.text;
    case 'number':
      return formatNumber(token, local);
    case 'reduced':
      return pad(Math.abs(yearOf(token.field, local)) % 100, 2);
    case 'fraction':
      return pad(local.nanos, 9).slice(0, token.digits);
    case 'name':
      return formatName(token.field, local);
    case 'offset':
      return formatOffset(offset, token.shape, token.zero);
    case 'zone':
      return zone.id;
    case 'optional':
      return token.tokens.map((inner) => formatToken(inner, local, offset, zone)).join('');
  }
}

function yearOf(field: 'year' | 'yearOfEra', { year }: LocalDateTime): number {
  return field === 'yearOfEra' && year < 1 ? 1 - year : year;
}

function formatNumber({ field, min, sign }: NumberToken, local: LocalDateTime): string {
  const value = valueOf(field, local);
  const digits = pad(Math.abs(value), min);
  if (value < 0) return `-${digits}`;
  return sign === 'exceeds' && digits.length > min ? `+${digits}` : digits;
}

function valueOf(field: NumberToken['field'], local: LocalDateTime): number {
  switch (field) {
    case 'year':
    case 'yearOfEra':
      return yearOf(field, local);
    case 'dayOfYear':
      return daysFromCivil(local.year, local.month, local.day) - daysFromCivil(local.year, 1, 1) + 1;
    case 'hour12From0':
      return local.hour % 12;
    case 'hour12From1':
      return ((local.hour + 11) % 12) + 1;
    case 'hour24From1':
      return local.hour === 0 ? 24 : local.hour;
    default:
      return local[field];
  }
}

/** Without a locale Java has no long names: `MMMM` and `EEEE` are written short. */
function formatName(field: NameField, local: LocalDateTime): string {
  const name = nameOf(field, local);
  return name.length > 2 ? shortName(name) : name;
}

function nameOf(field: NameField, local: LocalDateTime): string {
  if (field === 'month') return MONTHS[local.month - 1] ?? '';
  if (field === 'halfDay') return HALF_DAYS[local.hour < 12 ? 0 : 1];
  if (field === 'era') return ROOT_ERAS[local.year < 1 ? 0 : 1];
  const days = daysFromCivil(local.year, local.month, local.day);
  return WEEKDAYS[(((days + 3) % 7) + 7) % 7] ?? '';
}

function formatOffset(offset: number, shape: OffsetShape, zero: string): string {
  if (offset === 0) return zero;
  const size = Math.abs(offset);
  const minutes = Math.floor((size % 3600) / 60);
  const seconds = size % 60;
  const parts = [Math.floor(size / 3600)];
  if (shape !== 'hm' || minutes !== 0) parts.push(minutes);
  if ((shape === 'HMs' || shape === 'H:M:s') && seconds !== 0) parts.push(seconds);
  const separator = shape.includes(':') ? ':' : '';
  return (offset < 0 ? '-' : '+') + parts.map((part) => pad(part, 2)).join(separator);
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
