import { refuseUnknown } from '../refuse';
import { parseOfYear, type DateSpan } from './iso-date';
import { isoFormats } from './iso-variants';
import { utc, type TimeZone } from './time-zone';

/** Reads a date text; undefined when it does not have the format. */
export type DateFormat = (text: string, zone: TimeZone) => DateSpan | undefined;

const epochForm = /^[+-]?\d{1,19}(?:\.\d{0,9})?$/;

/** Elasticsearch reads the digits as a long, without the sign, and counts milliseconds in a long. */
function isBeyondLong(text: string, factor: number): boolean {
  if (text.length < 15) return false;
  return BigInt(/\d+/.exec(text)?.[0] ?? '0') * BigInt(factor) >= 2n ** 63n;
}

function epoch(factor: number): DateFormat {
  return (text) => {
    if (!epochForm.test(text) || isBeyondLong(text, factor)) return undefined;
    const first = Math.floor(Number(text) * factor);
    return { first, last: factor === 1 || text.includes('.') ? first : first + factor - 1 };
  };
}

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

function patternFormat(name: string): DateFormat {
  const source = name.replace(/'([^']*)'|([a-zA-Z])\2*|[^a-zA-Z']/g, (piece: string, quoted?: string) => {
    if (quoted !== undefined) return escapeRegex(quoted === '' ? "'" : quoted);
    if (!/^[a-zA-Z]/.test(piece)) return escapeRegex(piece);
    return (
      patternParts[piece] ?? refuseUnknown('DATE_FORMAT', 'date format: the letters', piece, knownFormats())
    );
  });
  const form = new RegExp(`^${source}$`);
  return (text, zone) => {
    const groups = form.exec(text)?.groups;
    if (groups === undefined) return undefined;
    // `yyyy` counts years of an era, which has no year 0.
    if (groups['year'] === '0000' && name.includes('yyyy')) return undefined;
    const { year = '1970', month, day, hour, minute, second, fraction, zone: named = '' } = groups;
    const date = month === undefined ? '' : `-${month}${day === undefined ? '' : `-${day}`}`;
    const clock = [hour, minute, second].filter((part) => part !== undefined).join(':');
    const time = clock === '' ? '' : `T${clock}${fraction === undefined ? '' : `.${fraction}`}${named}`;
    return parseOfYear(Number(year), `${date}${time}`, zone);
  };
}

const named: ReadonlyMap<string, DateFormat> = new Map([
  ...isoFormats,
  ['epoch_millis', epoch(1)],
  ['epoch_second', epoch(1000)],
]);

function knownFormats(): string[] {
  return [...named.keys(), ...Object.keys(patternParts)];
}

export const DEFAULT_DATE_FORMAT = 'strict_date_optional_time||epoch_millis';

/**
 * Compiles a format of Elasticsearch, alternatives separated by `||`: the named ones and Java patterns of
 * the usual letters. Throws a ContentError for a letter it does not know.
 */
export function dateFormat(format: string): DateFormat {
  const alternatives = format.split('||').map((name) => named.get(name) ?? patternFormat(name));
  return (text, zone) => {
    for (const alternative of alternatives) {
      const span = alternative(text, zone);
      if (span !== undefined) return span;
    }
    return undefined;
  };
}

/** Epoch milliseconds of a date text; undefined when it does not have the format. */
export function parseDate(text: string, format = DEFAULT_DATE_FORMAT): number | undefined {
  return dateFormat(format)(text, utc)?.first;
}
