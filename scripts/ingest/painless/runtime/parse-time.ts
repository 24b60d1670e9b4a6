import type { LocalDateTime } from '../../date-format/moment';
import { daysInMonth, isLeapYear } from '../../../base/civil-date';
import { MONTHS } from '../../date-format/names';
import type { Zone } from '../../date-format/zone';
import { UTC, fixedZone, offsetText, zoneOf } from '../../date-format/zone';
import { IngestError } from '../../errors';
import { JavaError } from './java-error';
import { JavaInstant, JavaZonedDateTime } from './time-values';

/** `ZonedDateTime.parse(text)`: DateTimeFormatter.ISO_ZONED_DATE_TIME. */
export function parseZonedDateTime(text: string): JavaZonedDateTime {
  const scan = new IsoScan(text, false);
  const { local, offset, zone } = scan.run();
  const moment = JavaZonedDateTime.ofLocal(local, offset).moment;
  return new JavaZonedDateTime(moment, zone ?? offset);
}

/** `Instant.parse(text)`: DateTimeFormatter.ISO_INSTANT. */
export function parseInstant(text: string): JavaInstant {
  const { local, offset } = new IsoScan(text, true).run();
  return new JavaInstant(JavaZonedDateTime.ofLocal(local, offset).moment);
}

/** `ZoneId.of(id)`. */
export function parseZone(id: string): Zone {
  try {
    const zone = zoneOf(id);
    const prefix = /^(?:UTC|GMT|UT)(?=[+-])/.exec(id)?.[0];
    return prefix === undefined ? zone : { ...zone, id: prefix + offsetText(zone.offsetAt(0)) };
  } catch (error) {
    if (!(error instanceof IngestError)) throw error;
    const name = error.type === 'zone_rules_exception' ? 'zone.ZoneRulesException' : 'DateTimeException';
    throw new JavaError(`java.time.${name}`, error.message);
  }
}

export function dateTimeError(reason: string): JavaError {
  return new JavaError('java.time.DateTimeException', reason);
}

/** How many characters of a text Java's messages show. */
const SHOWN = 64;

/** Reads an ISO date and time from left to right, and says where it failed as Java does. */
class IsoScan {
  private position = 0;

  constructor(
    private readonly text: string,
    private readonly isInstant: boolean,
  ) {}

  run(): { local: LocalDateTime; offset: Zone; zone: Zone | null } {
    const year = this.year();
    this.literal('-');
    const month = this.number(2);
    this.literal('-');
    const day = this.number(2);
    this.literal('T');
    const hour = this.number(2);
    this.literal(':');
    const minute = this.number(2);
    const [second, nanos] = this.seconds();
    const offset = this.offset();
    const zone = this.isInstant ? null : this.region();
    if (this.position < this.text.length) throw this.error(`, unparsed text found at index ${this.position}`);
    const local = { year, month, day, hour, minute, second, nanos };
    this.check(local);
    return { local, offset, zone };
  }

  private seconds(): [number, number] {
    if (!this.isInstant && this.text[this.position] !== ':') return [0, 0];
    if (this.text[this.position] !== ':') throw this.failure(this.position);
    this.position++;
    const second = this.number(2);
    const fraction = /^\.(\d{0,9})/.exec(this.text.slice(this.position));
    if (fraction === null) return [second, 0];
    this.position += fraction[0].length;
    return [second, Number((fraction[1] ?? '').padEnd(9, '0'))];
  }

  private offset(): Zone {
    const rest = this.text.slice(this.position);
    if (/^z/i.test(rest)) {
      this.position++;
      return UTC;
    }
    const match = /^([+-])(\d{2})(?::(\d{2})(?::(\d{2}))?)?/.exec(rest);
    if (match === null) throw this.failure(this.position);
    this.position += match[0].length;
    const seconds = Number(match[2]) * 3600 + Number(match[3] ?? 0) * 60 + Number(match[4] ?? 0);
    return seconds === 0 ? UTC : fixedZone(match[1] === '-' ? -seconds : seconds);
  }

  private region(): Zone | null {
    const match = /^\[([^\]]+)\]/.exec(this.text.slice(this.position));
    if (match === null) return null;
    this.position += match[0].length;
    return parseZone(match[1] ?? '');
  }

  /** Four digits; more of them want a sign, and a plus wants more of them. */
  private year(): number {
    const [text = '', sign = '', digits = ''] = /^([+-]?)(\d{4,9})/.exec(this.text) ?? [];
    const isLong = digits.length > 4;
    if (digits === '' && !this.text.startsWith('+')) this.position = this.text.startsWith('-') ? 1 : 0;
    if (digits === '' || (sign !== '-' && isLong !== (sign === '+'))) throw this.failure(this.position);
    this.position = text.length;
    return (sign === '-' ? -1 : 1) * Number(digits);
  }

  private number(digits: number): number {
    let value = 0;
    for (let index = 0; index < digits; index++) {
      const digit = this.text.charCodeAt(this.position + index) - 0x30;
      if (!(digit >= 0 && digit <= 9)) throw this.failure(this.position);
      value = value * 10 + digit;
    }
    this.position += digits;
    return value;
  }

  private literal(char: string): void {
    if (this.text[this.position]?.toUpperCase() !== char) throw this.failure(this.position);
    this.position++;
  }

  private check({ year, month, day, hour, minute, second }: LocalDateTime): void {
    this.checkRange('MonthOfYear', month, 1, 12);
    this.checkRange('DayOfMonth', day, 1, 31, '1 - 28/31');
    this.checkRange('HourOfDay', hour, 0, 23);
    this.checkRange('MinuteOfHour', minute, 0, 59);
    this.checkRange('SecondOfMinute', second, 0, 59);
    if (day <= daysInMonth(year, month)) return;
    if (day === 29 && !isLeapYear(year))
      throw this.error(`: Invalid date 'February 29' as '${year}' is not a leap year`);
    throw this.error(`: Invalid date '${(MONTHS[month - 1] ?? '').toUpperCase()} ${day}'`);
  }

  private checkRange(
    field: string,
    value: number,
    min: number,
    max: number,
    range = `${min} - ${max}`,
  ): void {
    if (value < min || value > max)
      throw this.error(`: Invalid value for ${field} (valid values ${range}): ${value}`);
  }

  private failure(index: number): JavaError {
    return this.error(` at index ${index}`);
  }

  private error(rest: string): JavaError {
    const shown = this.text.length > SHOWN ? `${this.text.slice(0, SHOWN)}...` : this.text;
    return new JavaError(
      'java.time.format.DateTimeParseException',
      `Text '${shown}' could not be parsed${rest}`,
    );
  }
}
