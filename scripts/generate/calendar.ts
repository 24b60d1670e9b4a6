import { ContentError } from '../base/errors';
import { luxon } from '../base/luxon';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Offsets of time zones change at a quarter of an hour and are a multiple of it. */
export const QUARTER = 15 * MINUTE;

/** So many quarters are remembered: more than a year’s. */
const REMEMBERED = 40_000;

export type DayPart = 'business' | 'night' | 'other';

/** An hour of the week, by the clock on the wall. */
export interface LocalHour {
  /** 1 is Monday, 7 is Sunday. */
  readonly weekday: number;
  /** 0 to 23. */
  readonly hour: number;
  /** Business is 08:00 to 18:00 of any day, night 22:00 to 06:00; no hour is both. */
  readonly part: DayPart;
  /** Saturday and Sunday, from midnight to midnight. */
  readonly weekend: boolean;
}

/** What a rate is multiplied by. The weekend’s factor multiplies with that of the hour. */
export interface HourFactors {
  readonly business: number;
  readonly night: number;
  readonly weekend: number;
}

const HOURS_OF_WEEK: readonly LocalHour[] = Array.from({ length: 7 * 24 }, (_, index) => {
  const weekday = Math.floor(index / 24) + 1;
  const hour = index % 24;
  return { weekday, hour, part: partOf(hour), weekend: weekday > 5 };
});

function partOf(hour: number): DayPart {
  if (hour >= 8 && hour < 18) return 'business';
  return hour >= 22 || hour < 6 ? 'night' : 'other';
}

/** Tells the local hour of an instant, the change to and from summer time included. */
export class Calendar {
  readonly #offset: (instant: number) => number;
  readonly #known = new Map<number, LocalHour>();
  static readonly #calendars = new Map<string, Calendar>();

  /** One calendar a time zone, for all who ask: each remembers what it has been asked. */
  static of(timeZone: string): Calendar {
    const known = Calendar.#calendars.get(timeZone) ?? new Calendar(timeZone);
    Calendar.#calendars.set(timeZone, known);
    return known;
  }

  /** @throws ContentError when the IANA database has no such time zone (code GENERATE_TIME_ZONE) */
  private constructor(timeZone: string) {
    const zone = luxon().IANAZone.create(timeZone);
    if (!zone.isValid) {
      throw new ContentError({
        code: 'GENERATE_TIME_ZONE',
        message: `no such time zone: ${timeZone}`,
        found: timeZone,
        expected: 'a name of the IANA database',
        hint: 'Write it as Europe/Berlin or UTC.',
      });
    }
    this.#offset = (instant) => zone.offset(instant) * MINUTE;
  }

  /** The local hour at an instant in epoch milliseconds. */
  at(instant: number): LocalHour {
    const quarter = Math.floor(instant / QUARTER);
    const known = this.#known.get(quarter);
    if (known) return known;
    const hour = hourOfWeek(quarter * QUARTER + this.#offset(quarter * QUARTER));
    if (this.#known.size >= REMEMBERED) this.#known.clear();
    this.#known.set(quarter, hour);
    return hour;
  }

  /** The factor of the hour of day times that of the weekend; 1 where none applies. */
  factor(instant: number, factors: HourFactors): number {
    const { part, weekend } = this.at(instant);
    return (part === 'other' ? 1 : factors[part]) * (weekend ? factors.weekend : 1);
  }
}

/** The hour of the week of local milliseconds; 1970-01-01 was a Thursday. */
function hourOfWeek(local: number): LocalHour {
  const day = Math.floor(local / DAY);
  const weekday = (((day + 3) % 7) + 7) % 7;
  const hour = Math.floor((local - day * DAY) / HOUR);
  return HOURS_OF_WEEK[weekday * 24 + hour] as LocalHour;
}
