const FIRST = 1_000;
const LONGEST = 5 * 60_000;
/** After AF429 without Retry-After, for the first time. */
const THROTTLED = 60_000;
/** Beside what Retry-After says. */
const SPREAD = 3_000;

/**
 * Milliseconds before a request is repeated after so many failures in a row (from 1): twice as long each time, up to 5
 * minutes, half of it by chance (`random`: 0 to below 1), so that many collectors do not come back together.
 */
export function backOff(failures: number, random: () => number): number {
  return doubling(FIRST, failures, random);
}

/**
 * Milliseconds without any request after too many of them: as the service says, else 30 to 60 seconds, and twice as long
 * each time in a row (`times`, from 1), up to 5 minutes.
 */
export function throttledWait(stated: number | undefined, times: number, random: () => number): number {
  return stated === undefined ? doubling(THROTTLED, times, random) : Math.round(stated + SPREAD * random());
}

function doubling(first: number, times: number, random: () => number): number {
  const most = Math.min(LONGEST, first * 2 ** Math.max(0, times - 1));
  return Math.round(most / 2 + (most / 2) * random());
}
