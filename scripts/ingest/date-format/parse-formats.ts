import { illegalArgument, ingestError, IngestError } from '../errors';
import { doubleFormatMessage, numberFormat, parseJavaDouble, parseJavaLong } from '../java-numbers';
import { dateParseError } from './date-errors';
import { parseIso8601 } from './iso8601';
import { toLocalSeconds, type Moment } from './moment';
import { parsePattern } from './pattern';
import { parseByPattern } from './pattern-parser';
import { resolveFields } from './resolve';
import type { Zone } from './zone';

/** Reads a text in a format; `zone` is that of texts without one, `currentYear` that of texts without a year. */
export type DateParser = (text: string, zone: Zone, currentYear: number) => Moment;

/** Named formats of Elasticsearch that are the same as a pattern. */
const NAMED_PATTERNS: Readonly<Record<string, string>> = { basic_date: 'yyyyMMdd' };

/**
 * Compiles one of the `formats` of the `date` processor: ISO8601, UNIX, UNIX_MS, TAI64N, a named format or a Java
 * pattern. Throws an Error for a format that is not supported.
 */
export function compileDateParser(format: string): DateParser {
  switch (format) {
    case 'ISO8601':
      return (text, zone) => parseIso8601(text, zone);
    case 'UNIX':
      return parseUnix;
    case 'UNIX_MS':
      return parseUnixMillis;
    case 'TAI64N':
      return parseTai64n;
    default:
      // An 8 in front once chose java.time patterns; it is still taken.
      return compileAlternatives(format.replace(/^8/, ''));
  }
}

function compileAlternatives(format: string): DateParser {
  const parsers = format.split('||').map((part) => compileNamedOrPattern(part));
  const [only] = parsers;
  if (parsers.length === 1 && only !== undefined) return only;
  return (text, zone, currentYear) => {
    let first: IngestError | undefined;
    for (const parser of parsers) {
      try {
        return parser(text, zone, currentYear);
      } catch (error) {
        if (!(error instanceof IngestError)) throw error;
        first ??= error;
      }
    }
    throw illegalArgument(`failed to parse date field [${text}] with format [${format}]`, first?.causedBy);
  };
}

function compileNamedOrPattern(format: string): DateParser {
  if (/^(?:iso8601|strict_date_optional_time(?:_nanos)?)$/.test(format)) {
    return (text, zone) => parseIso8601(text, zone, format);
  }
  if (format === 'epoch_millis') return (text) => parseEpoch(text, 1000, format);
  if (format === 'epoch_second') return (text) => parseEpoch(text, 1, format);
  const tokens = parsePattern(NAMED_PATTERNS[format] ?? refuseOtherNames(format));
  return (text, zone, currentYear) => {
    if (text === '') throw emptyDate();
    const fields = parseByPattern(tokens, text);
    if ('mismatchAt' in fields) throw mismatch(text, format, fields.mismatchAt, fields.unparsed);
    const local = resolveFields(fields, currentYear);
    const seconds = toLocalSeconds(local);
    return { seconds: seconds - (fields.zone ?? zone).offsetOfLocal(seconds), nanos: local.nanos };
  };
}

/** Names such as `date_hour_minute` have an underscore and are no patterns. */
function refuseOtherNames(format: string): string {
  if (/^[a-z]+(?:_[a-z]+)+$/.test(format)) throw new Error(`the named format "${format}" is not supported`);
  return format;
}

/** What Elasticsearch says of no text at all. */
export function emptyDate(): IngestError {
  return illegalArgument('cannot parse empty datetime');
}

/** Java's messages show the first 64 characters. */
function shortened(text: string): string {
  return text.length > 64 ? `${text.slice(0, 64)}...` : text;
}

function mismatch(text: string, format: string, at: number, unparsed: boolean): IngestError {
  const what = unparsed ? `, unparsed text found at index ${at}` : ` at index ${at}`;
  return illegalArgument(
    `failed to parse date field [${text}] with format [${format}]`,
    dateParseError(`Text '${shortened(text)}' could not be parsed${what}`),
  );
}

function fromMillis(millis: number | bigint): Moment {
  if (typeof millis === 'bigint') {
    // BigInt division cuts towards zero; a remainder below it belongs to the second before.
    const rest = ((millis % 1000n) + 1000n) % 1000n;
    return { seconds: Number((millis - rest) / 1000n), nanos: Number(rest) * 1_000_000 };
  }
  const seconds = Math.floor(millis / 1000);
  return { seconds, nanos: (millis - seconds * 1000) * 1_000_000 };
}

const LONG_MAX = 2n ** 63n - 1n;

/** Java's cast of a double to a long: NaN is 0, beyond the range the nearest end of it. */
function castToLong(value: number): number | bigint {
  if (Number.isNaN(value)) return 0;
  if (Math.abs(value) <= Number.MAX_SAFE_INTEGER) return Math.trunc(value);
  if (value >= 2 ** 63) return LONG_MAX;
  return value <= -(2 ** 63) ? -LONG_MAX - 1n : BigInt(value);
}

function parseUnix(text: string): Moment {
  const seconds = parseJavaDouble(text);
  if (seconds === null) throw ingestError('number_format_exception', doubleFormatMessage(text));
  return fromMillis(castToLong(seconds * 1000));
}

function parseUnixMillis(text: string): Moment {
  const millis = parseJavaLong(text);
  if (millis === null) throw numberFormat(text);
  if (Number.isSafeInteger(millis) || !/^[+-]?[0-9]+$/.test(text)) return fromMillis(millis);
  return fromMillis(BigInt(text.replace(/^\+/, '')));
}

/** A label of TAI: 2^62 seconds plus, ten seconds ahead of Unix time, then nanoseconds, in hexadecimal. */
function parseTai64n(text: string): Moment {
  const label = text.replace(/^@/, '');
  for (const [start, end] of [
    [1, 16],
    [16, 24],
  ] as const) {
    if (label.length < end) {
      const range = `Range [${start}, ${end}) out of bounds for length ${label.length}`;
      throw new IngestError('string_index_out_of_bounds_exception', range);
    }
  }
  const seconds = parseHex(label.slice(1, 16));
  const nanos = parseHex(label.slice(16, 24));
  return fromMillis(seconds * 1000 - 10_000 + Math.trunc(nanos / 1_000_000));
}

function parseHex(digits: string): number {
  const value = parseJavaLong(digits, 16);
  if (value === null) throw numberFormat(digits, 16);
  return value;
}

function parseEpoch(text: string, perSecond: 1 | 1000, format: string): Moment {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d{1,19})(?:\.(\d{0,9}))?$/.exec(text) ?? [];
  if (whole === '') throw mismatch(text, format, 0, false);
  const unit = 1_000_000_000 / perSecond;
  const value = Number(whole);
  const seconds = Math.trunc(value / perSecond);
  const places = perSecond === 1000 ? 6 : 9;
  const nanos = (value - seconds * perSecond) * unit + Number(fraction.slice(0, places).padEnd(places, '0'));
  if (sign === '') return { seconds, nanos };
  return nanos === 0
    ? { seconds: -seconds, nanos: 0 }
    : { seconds: -seconds - 1, nanos: 1_000_000_000 - nanos };
}
