import { refuse, refuseUnknown } from '../refuse';
import { readDateParts, type DateParts } from './date-parts';
import type { DateFormat } from './iso-date';

/** Java pattern letters that the pack's formats use, with the ISO part that each gives. */
const patternParts: Readonly<Record<string, string>> = {
  yyyy: String.raw`(?<year>\d{4}|\+\d{5,9})`,
  uuuu: String.raw`(?<year>-?\d{4}|[+-]\d{5,9})`,
  MM: String.raw`(?<month>\d{2})`,
  dd: String.raw`(?<day>\d{2})`,
  HH: String.raw`(?<hour>\d{2})`,
  mm: String.raw`(?<minute>\d{2})`,
  ss: String.raw`(?<second>\d{2})`,
  SSS: String.raw`(?<fraction>\d{3})`,
  X: String.raw`(?<zone>Z|[+-]\d{2}(?:\d{2})?)`,
  XXX: String.raw`(?<zone>Z|[+-]\d{2}:\d{2})`,
  Z: String.raw`(?<zone>[+-]\d{4})`,
};

function escapeRegex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`);
}

/**
 * Compiles a Java pattern of the usual letters. Throws a ContentError that lists the formats there are, the names given
 * among them, for a letter that it does not know.
 */
export function patternFormat(name: string, names: readonly string[]): DateFormat {
  const known = [...names, ...Object.keys(patternParts)];
  const source = name.replace(/'([^']*)'|([a-zA-Z])\2*|[^a-zA-Z']/g, (piece: string, quoted?: string) => {
    if (quoted !== undefined) return escapeRegex(quoted === '' ? "'" : quoted);
    if (!/^[a-zA-Z]/.test(piece)) return escapeRegex(piece);
    return patternParts[piece] ?? refuseUnknown('DATE_FORMAT', 'date format: the letters', piece, known);
  });
  if (source.includes('?<day>') && !source.includes('?<month>')) {
    refuse('DATE_FORMAT', `date format: "${name}" has a day without a month`);
  }
  const form = new RegExp(`^${source}$`);
  return (text, zone, isUp) => {
    const parts: DateParts | undefined = form.exec(text)?.groups;
    // `yyyy` counts years of an era, which has no year 0.
    if (parts === undefined || (parts['year'] === '0000' && name.includes('yyyy'))) return undefined;
    return readDateParts(parts, zone, isUp);
  };
}
