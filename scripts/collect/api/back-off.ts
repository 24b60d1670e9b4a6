const FIRST = 1_000;
const LONGEST = 5 * 60_000;
/** After AF429 without Retry-After. */
const THROTTLED = 30_000;

/**
 * Milliseconds before a request is repeated after so many failures in a row (from 1): twice as long each time, up to 5
 * minutes, half of it by chance (`random`: 0 to below 1), so that many collectors do not come back together.
 */
export function backOff(failures: number, random: () => number): number {
  const most = Math.min(LONGEST, FIRST * 2 ** Math.max(0, failures - 1));
  return Math.round(most / 2 + (most / 2) * random());
}

/** Milliseconds without any request after too many of them: as the service says, else 30 to 60 seconds. */
export function throttledWait(stated: number | undefined, random: () => number): number {
  return Math.round((stated ?? THROTTLED) + THROTTLED * random() * (stated === undefined ? 1 : 0.1));
}
