import { civilFromDays, daysFromCivil } from '../../base/civil-date';

/** A moment: whole seconds since 1970-01-01T00:00Z and nanoseconds within the second. */
export interface Moment {
  readonly seconds: number;
  readonly nanos: number;
}

/** A date and time of day without a zone. */
export interface LocalDateTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly nanos: number;
}

export const SECONDS_PER_DAY = 86_400;

/** Seconds since 1970-01-01T00:00 of the same calendar, any year. */
export function toLocalSeconds(local: LocalDateTime): number {
  const time = local.hour * 3600 + local.minute * 60 + local.second;
  return daysFromCivil(local.year, local.month, local.day) * SECONDS_PER_DAY + time;
}

/** The inverse of {@link toLocalSeconds}. */
export function fromLocalSeconds(seconds: number, nanos: number): LocalDateTime {
  const days = Math.floor(seconds / SECONDS_PER_DAY);
  const time = seconds - days * SECONDS_PER_DAY;
  return {
    ...civilFromDays(days),
    hour: Math.floor(time / 3600),
    minute: Math.floor((time % 3600) / 60),
    second: time % 60,
    nanos,
  };
}
