import type { LocalDateTime, Moment } from '../../date-format/moment';
import { fromLocalSeconds, toLocalSeconds } from '../../date-format/moment';
import type { Zone } from '../../date-format/zone';
import { offsetText } from '../../date-format/zone';
import { foldLong, javaHashCode } from '../../java-hash-order';
import { ComparableObject } from './ordering';
import { TextObject } from './text';
import type { Value } from './values';

/** A constant such as `DayOfWeek.MONDAY`. */
export class JavaEnum extends ComparableObject {
  constructor(
    readonly javaClass: string,
    readonly name: string,
    /** From 1 for days and months, else the position. */
    readonly value: number,
  ) {
    super();
  }

  text(): string {
    return this.name;
  }

  override stored(): string {
    return this.name;
  }

  compareTo(other: Value): number {
    return other instanceof JavaEnum ? this.value - other.value : 0;
  }
}

/** Java's ZoneId and ZoneOffset. */
export class JavaZone extends TextObject {
  readonly javaClass = 'java.time.ZoneId';

  constructor(readonly zone: Zone) {
    super();
  }

  get implementation(): string {
    return /^[Z+-]/.test(this.zone.id) ? 'java.time.ZoneOffset' : 'java.time.ZoneRegion';
  }

  text(): string {
    return this.zone.id;
  }
}

/** Java's `compareTo`: the sign of the distance in seconds, or the distance in nanoseconds. */
export function compareMoments(left: Moment, right: Moment): number {
  return Math.sign(left.seconds - right.seconds) || left.nanos - right.nanos;
}

export class JavaInstant extends ComparableObject {
  readonly javaClass = 'java.time.Instant';

  constructor(readonly moment: Moment) {
    super();
  }

  text(): string {
    const local = fromLocalSeconds(this.moment.seconds, this.moment.nanos);
    return `${dateText(local)}T${two(local.hour)}:${two(local.minute)}:${two(local.second)}${fraction(local.nanos)}Z`;
  }

  override stored(): string {
    return storedText(fromLocalSeconds(this.moment.seconds, this.moment.nanos), 'Z');
  }

  compareTo(other: Value): number {
    return other instanceof JavaInstant ? compareMoments(this.moment, other.moment) : 0;
  }

  override hash(): number {
    return (foldLong(BigInt(this.moment.seconds)) + Math.imul(51, this.moment.nanos)) | 0;
  }
}

/** Java's ZonedDateTime: a moment, a zone, and the date and time that its clocks show. */
export class JavaZonedDateTime extends ComparableObject {
  readonly javaClass = 'java.time.ZonedDateTime';
  readonly offset: number;
  readonly local: LocalDateTime;

  constructor(
    readonly moment: Moment,
    readonly zone: Zone,
  ) {
    super();
    this.offset = zone.offsetAt(moment.seconds);
    this.local = fromLocalSeconds(moment.seconds + this.offset, moment.nanos);
  }

  /** From what the clocks show; a time in a gap moves on by its length, the earlier of two wins. */
  static ofLocal(local: LocalDateTime, zone: Zone): JavaZonedDateTime {
    const seconds = toLocalSeconds(local);
    return new JavaZonedDateTime(
      { seconds: seconds - zone.offsetOfLocal(seconds), nanos: local.nanos },
      zone,
    );
  }

  text(): string {
    const { local, zone } = this;
    const offset = offsetText(this.offset);
    const region = zone.id === offset ? '' : `[${zone.id}]`;
    return `${dateText(local)}T${timeText(local)}${offset}${region}`;
  }

  override stored(): string {
    // Offsets are written without their seconds.
    return storedText(this.local, offsetText(Math.trunc(this.offset / 60) * 60));
  }

  compareTo(other: Value): number {
    return other instanceof JavaZonedDateTime ? compareMoments(this.moment, other.moment) : 0;
  }

  override hash(): number {
    const { year, month, day, hour, minute, second, nanos } = this.local;
    const date = (year & 0xfffff800) ^ ((year << 11) + (month << 6) + day);
    const time = foldLong(BigInt((hour * 60 + minute) * 60 + second) * 1_000_000_000n + BigInt(nanos));
    const isOffset = this.zone.id === offsetText(this.offset);
    const zone = isOffset ? this.offset : javaHashCode(this.zone.id);
    return date ^ time ^ this.offset ^ ((zone << 3) | (zone >>> 29));
  }
}

/** Java's Duration: whole seconds and nanoseconds from 0 on. */
export class JavaDuration extends ComparableObject {
  readonly javaClass = 'java.time.Duration';

  constructor(
    readonly seconds: number,
    readonly nanos: number,
  ) {
    super();
  }

  text(): string {
    // The fraction of what is negative counts towards zero.
    const isNegative = this.seconds < 0 && this.nanos > 0;
    const whole = isNegative ? this.seconds + 1 : this.seconds;
    const [hours, minutes] = [Math.trunc(whole / 3600), Math.trunc((whole % 3600) / 60)];
    const seconds = whole % 60 || (isNegative ? '-0' : 0);
    const nanos = String(isNegative ? 1e9 - this.nanos : this.nanos).padStart(9, '0');
    const decimals = this.nanos === 0 ? '' : `.${nanos.replace(/0+$/, '')}`;
    const parts = [
      hours === 0 ? '' : `${hours}H`,
      minutes === 0 ? '' : `${minutes}M`,
      seconds === 0 && this.nanos === 0 ? '' : `${seconds}${decimals}S`,
    ];
    return `PT${parts.join('') || '0S'}`;
  }

  override stored(): string {
    return this.text();
  }

  compareTo(other: Value): number {
    return other instanceof JavaDuration ? compareMoments(this, other) : 0;
  }

  override hash(): number {
    return (foldLong(BigInt(this.seconds)) + Math.imul(51, this.nanos)) | 0;
  }
}

/** Java's DateTimeFormatter, for output. */
export class JavaFormatter extends TextObject {
  readonly javaClass = 'java.time.format.DateTimeFormatter';

  constructor(
    readonly pattern: string,
    readonly format: (moment: Moment, zone: Zone) => string,
  ) {
    super();
  }

  text(): string {
    return this.pattern;
  }
}

export function two(value: number): string {
  return String(value).padStart(2, '0');
}

export function dateText({ year, month, day }: LocalDateTime): string {
  const sign = year < 0 ? '-' : year > 9999 ? '+' : '';
  return `${sign}${String(Math.abs(year)).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

/** Java leaves seconds out when they are zero. */
export function timeText({ hour, minute, second, nanos }: LocalDateTime): string {
  const seconds = second === 0 && nanos === 0 ? '' : `:${two(second)}${fraction(nanos)}`;
  return `${two(hour)}:${two(minute)}${seconds}`;
}

/** As Elasticsearch writes times into JSON: seconds always, a fraction of at least three digits. */
function storedText(local: LocalDateTime, offset: string): string {
  const digits = String(local.nanos)
    .padStart(9, '0')
    .replace(/0{1,6}$/, '');
  return `${dateText(local)}T${two(local.hour)}:${two(local.minute)}:${two(local.second)}.${digits}${offset}`;
}

/** `.123`, `.123456` or `.123456789`, or nothing. */
function fraction(nanos: number): string {
  if (nanos === 0) return '';
  const digits = String(nanos).padStart(9, '0');
  if (nanos % 1_000_000 === 0) return `.${digits.slice(0, 3)}`;
  return nanos % 1000 === 0 ? `.${digits.slice(0, 6)}` : `.${digits}`;
}
