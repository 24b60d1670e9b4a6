import { illegalArgument, ingestError, IngestError } from '../errors';
import {
  asciiDigits,
  doubleFormatMessage,
  numberFormat,
  parseJavaDouble,
  parseJavaLong,
} from '../java-numbers';
import { Unsupported } from '../unsupported';
import { dateParseError, dateTimeError } from './date-errors';
import { parseIso8601 } from './iso8601';
import { toLocalSeconds, type Moment } from './moment';
import { inRootLocale, parsePattern, type Token } from './pattern';
import { parseByPattern } from './pattern-parser';
import { resolveFields } from './resolve';
import { UTC, type Zone } from './zone';

/** Reads a text in a format; `zone` is that of texts without one, `currentYear` that of texts without a year. */
export type DateParser = (text: string, zone: Zone, currentYear: number) => Moment;

/**
 * Compiles one of the `formats` of the `date` processor: ISO8601, UNIX, UNIX_MS, TAI64N, a named format or a Java
 * pattern; names of months and days are English or, without a language, Java's own short ones. Throws an Error for
 * a format that is not supported.
 */
export function compileDateParser(format: string, locale: 'en' | 'root' = 'en'): DateParser {
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
      return compileAlternatives(format.replace(/^8/, ''), locale);
  }
}

function compileAlternatives(format: string, locale: 'en' | 'root'): DateParser {
  const parsers = format.split('||').map((part) => compileNamedOrPattern(part, locale));
  const [only] = parsers;
  if (parsers.length === 1 && only !== undefined) return only;
  return (text, zone, currentYear) => {
    for (const parser of parsers) {
      try {
        return parser(text, zone, currentYear);
      } catch (error) {
        if (!(error instanceof IngestError)) throw error;
      }
    }
    throw text === '' ? emptyDate() : noneFits(text, format);
  };
}

function compileNamedOrPattern(format: string, locale: 'en' | 'root'): DateParser {
  if (/^(?:iso8601|strict_date_optional_time(?:_nanos)?)$/.test(format)) {
    return (text, zone) => parseIso8601(text, zone, format);
  }
  if (format === 'epoch_millis') return (text) => parseEpoch(text, 1000, format);
  if (format === 'epoch_second') return (text) => parseEpoch(text, 1, format);
  const english = format === 'basic_date' ? BASIC_DATE : parsePattern(refuseOtherNames(format));
  const tokens = locale === 'en' ? english : inRootLocale(english);
  return (text, zone, currentYear) => {
    if (text === '') throw emptyDate();
    const fields = parseByPattern(tokens, text);
    if ('mismatchAt' in fields) throw mismatch(text, format, fields.mismatchAt, fields.unparsed);
    const local = resolveFields(fields, currentYear);
    const seconds = toLocalSeconds(local);
    // Elasticsearch's own parser of basic_date knows no zone.
    const own = format === 'basic_date' ? UTC : (fields.zone ?? zone);
    return { seconds: seconds - own.offsetOfLocal(seconds), nanos: local.nanos };
  };
}

/** Not quite the pattern yyyyMMdd: the year has four digits and may be negative, the day one digit. */
const BASIC_DATE: readonly Token[] = [
  { kind: 'number', field: 'year', min: 4, max: 4, sign: 'negative', reserved: 0, failsAtDigit: true },
  { kind: 'number', field: 'month', min: 2, max: 2, sign: 'never', reserved: 0, failsAtDigit: true },
  { kind: 'number', field: 'day', min: 1, max: 2, sign: 'never', reserved: 0, failsAtDigit: true },
];

/** Names such as `date_hour_minute` have an underscore and are no patterns. */
function refuseOtherNames(format: string): string {
  if (format === '') throw new Error('the format is empty');
  if (/^[a-z]+(?:_[a-z]+)+$/.test(format))
    throw new Unsupported(`the named format "${format}" is not supported`);
  return format;
}

/** What Elasticsearch says of no text at all. */
export function emptyDate(): IngestError {
  return illegalArgument('cannot parse empty datetime');
}

/** What it says of null in a format: some hand it on to Java, whose messages they then are. */
export function nullDate(format: string): IngestError {
  switch (format) {
    case 'UNIX':
      return isNull('String.length()', 'in');
    case 'UNIX_MS':
      return ingestError('number_format_exception', 'Cannot parse null string');
    case 'TAI64N':
      return isNull('String.startsWith(String)', 'date');
    default:
      return emptyDate();
  }
}

function isNull(method: string, name: string): IngestError {
  return ingestError('null_pointer_exception', `Cannot invoke "${method}" because "${name}" is null`);
}

/** What it says of formats that are made of several. */
function noneFits(text: string, format: string): IngestError {
  return illegalArgument(
    `failed to parse date field [${text}] with format [${format}]`,
    dateParseError('Failed to parse with all enclosed parsers'),
  );
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
  return fromMillis(millis);
}

/** A label of TAI: 2^62 seconds plus, ten seconds ahead of Unix time, then nanoseconds, in hexadecimal. */
function parseTai64n(text: string): Moment {
  const label = text.replace(/^@/, '');
  const seconds = parseHex(substring(label, 1, 16));
  const nanos = parseHex(substring(label, 16, 24));
  // Far ahead a long overflows, as in Elasticsearch.
  return fromMillis(BigInt.asIntN(64, seconds * 1000n - 10_000n + nanos / 1_000_000n));
}

/** Java's `String.substring`. */
function substring(text: string, start: number, end: number): string {
  if (text.length >= end) return text.slice(start, end);
  const range = `Range [${start}, ${end}) out of bounds for length ${text.length}`;
  throw new IngestError('string_index_out_of_bounds_exception', range);
}

function parseHex(digits: string): bigint {
  if (parseJavaLong(digits, 16) === null) throw numberFormat(digits, 16);
  const magnitude = BigInt(`0x${asciiDigits(digits).replace(/^[+-]/, '')}`);
  return digits.startsWith('-') ? -magnitude : magnitude;
}

/** Java's dates end with the year 999,999,999. */
const LAST_SECOND = 31_556_889_864_403_199;

function parseEpoch(text: string, perSecond: 1 | 1000, format: string): Moment {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d{1,19})(?:\.(\d{0,9}))?$/.exec(text) ?? [];
  if (text === '') throw emptyDate();
  const value = BigInt(whole);
  if (whole === '' || value > LONG_MAX) throw noneFits(text, format);
  const unit = 1_000_000_000 / perSecond;
  const seconds = Number(value / BigInt(perSecond));
  if (seconds > LAST_SECOND) throw dateTimeError('Instant exceeds minimum or maximum instant');
  const places = perSecond === 1000 ? 6 : 9;
  const rest = Number(value % BigInt(perSecond));
  const nanos = rest * unit + Number(fraction.slice(0, places).padEnd(places, '0'));
  if (sign === '') return { seconds, nanos };
  return nanos === 0
    ? { seconds: -seconds, nanos: 0 }
    : { seconds: -seconds - 1, nanos: 1_000_000_000 - nanos };
}
