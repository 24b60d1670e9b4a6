/**
 * Epoch milliseconds as Elasticsearch's dates have them: a long, so that it is a bigint beyond 2^53 (year 287396).
 * Equal moments are equal scalars.
 */
export type Moment = number | bigint;

/** Milliseconds of a day. */
export const DAY = 86_400_000;

/** An integer as a moment. */
export function momentOf(value: bigint): Moment {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** Does a long hold the moment? Java refuses to go on with any other. */
export function isLongMoment(moment: Moment): boolean {
  return typeof moment === 'number' || BigInt.asIntN(64, moment) === moment;
}

/** So many milliseconds later; of both a whole number. */
export function later(moment: Moment, milliseconds: Moment): Moment {
  if (typeof moment === 'number' && typeof milliseconds === 'number') {
    const sum = moment + milliseconds;
    // An infinity is the open end of a range.
    if (Number.isSafeInteger(sum) || !Number.isFinite(moment)) return sum;
  }
  return momentOf(BigInt(moment) + BigInt(milliseconds));
}

/** A moment as whole days since 1970-01-01, which a number always holds, and the milliseconds of the day. */
export function splitDay(moment: Moment): { readonly days: number; readonly clock: number } {
  if (typeof moment === 'number') {
    const days = Math.floor(moment / DAY);
    return { days, clock: moment - days * DAY };
  }
  const clock = Number(((moment % BigInt(DAY)) + BigInt(DAY)) % BigInt(DAY));
  return { days: Number((moment - BigInt(clock)) / BigInt(DAY)), clock };
}

/** The inverse of {@link splitDay}. */
export function atDay(days: number, clock: number): Moment {
  const moment = days * DAY + clock;
  return Number.isSafeInteger(moment) ? moment : momentOf(BigInt(days) * BigInt(DAY) + BigInt(clock));
}
