import { dateParseError } from './date-errors';
import { illegalArgument } from '../errors';
import { checkDate } from './date-errors';
import { toLocalSeconds, type LocalDateTime, type Moment } from './moment';
import { tryZoneOf, UTC, type Zone } from './zone';

/**
 * Elasticsearch's `iso8601` and `strict_date_optional_time` formats: a year and, each only with the one before it,
 * month, day, `T`, hour, minute, second, fraction (point or comma, up to nine digits). A zone may follow the hour
 * or anything smaller: `Z`, an offset, a region. Digits stand at fixed places, so nothing is searched for.
 *
 * Throws what Elasticsearch throws for text of another shape and for days that do not exist.
 */
export function parseIso8601(text: string, zone: Zone, formatName = 'iso8601'): Moment {
  if (text === '') throw illegalArgument('cannot parse empty datetime');
  const negative = text.startsWith('-');
  const scan = new IsoScan(negative ? text.slice(1) : text);
  if (!scan.run()) {
    throw illegalArgument(
      `failed to parse date field [${text}] with format [${formatName}]`,
      dateParseError('Could not fully parse datetime'),
    );
  }
  return toMoment(scan, negative, zone);
}

/** The year is read as a year of the common era: 0 is 1 BC, which is then taken for year 1. */
function toMoment(scan: IsoScan, negative: boolean, zone: Zone): Moment {
  const { month, day, hour, minute, second, nanos } = scan;
  const signed = negative ? -scan.year : scan.year;
  checkDate(signed, month, day);
  const local: LocalDateTime = { year: signed, month, day, hour, minute, second, nanos };
  const seconds = toLocalSeconds(local);
  const offset = (scan.zone ?? zone).offsetOfLocal(seconds);
  return { seconds: seconds - offset, nanos };
}

/** Reads the parts one after the other; a part that is missing keeps its first value. */
class IsoScan {
  year = 0;
  month = 1;
  day = 1;
  hour = 0;
  minute = 0;
  second = 0;
  nanos = 0;
  zone: Zone | undefined;

  constructor(private readonly text: string) {}

  /** Whether the whole text was read. */
  run(): boolean {
    const { text } = this;
    const { length } = text;
    this.year = this.digits(0, 4);
    if (this.year < 0) return false;
    if (length === 4) return true;
    this.month = this.part(4, '-', 12);
    if (this.month < 0 || length === 7) return this.month >= 0;
    this.day = this.part(7, '-', 31);
    if (this.day < 0 || length === 10) return this.day >= 0;
    if (length === 11) return text[10] === 'T';
    this.hour = this.part(10, 'T', 23);
    return this.hour >= 0 && (this.ends(13) ?? this.runMinutes());
  }

  private runMinutes(): boolean {
    this.minute = this.part(13, ':', 59);
    if (this.minute < 0) return false;
    const end = this.ends(16);
    if (end !== undefined) return end;
    this.second = this.part(16, ':', 59);
    if (this.second < 0) return false;
    return this.ends(19) ?? this.runFraction();
  }

  private runFraction(): boolean {
    const [, separator, digits] = /^([.,])(\d{1,9})/.exec(this.text.slice(19)) ?? [];
    if (separator === undefined || digits === undefined) return false;
    this.nanos = Number(digits.padEnd(9, '0'));
    return this.ends(20 + digits.length) ?? false;
  }

  /** True or false when the text, or a zone, begins and ends here; undefined when another part follows. */
  private ends(index: number): boolean | undefined {
    const { text } = this;
    if (index === text.length) return true;
    const code = text.charCodeAt(index);
    if (code === 0x5a && index + 1 === text.length) {
      this.zone = UTC;
      return true;
    }
    if (!/[A-Za-z+-]/.test(text[index] ?? '')) return undefined;
    this.zone = tryZoneOf(text.slice(index));
    return this.zone !== undefined;
  }

  /** A separator and two digits; -1 when they are not there or above `max`. */
  private part(index: number, separator: string, max: number): number {
    if (this.text[index] !== separator) return -1;
    const value = this.digits(index + 1, 2);
    return value > max ? -1 : value;
  }

  private digits(index: number, count: number): number {
    let value = 0;
    for (let place = index; place < index + count; place++) {
      const digit = this.text.charCodeAt(place) - 0x30;
      if (!(digit >= 0 && digit <= 9)) return -1;
      value = value * 10 + digit;
    }
    return value;
  }
}
