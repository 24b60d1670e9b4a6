import { QUARTER } from './calendar';
import type { Random } from './random';

const HOUR = 3_600_000;

/** From `start` to below `end`, epoch milliseconds. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The instants of a Poisson process whose rate, in events an hour, may change every quarter of an hour; whole
 * milliseconds, in order. One unit of exponential waiting is spent at the rate of each quarter, so that an event costs
 * one random number and a quarter without any costs none.
 */
export function* occurrences(
  random: Random,
  { start, end }: Span,
  perHour: (instant: number) => number,
): Generator<number, void, void> {
  let waiting = random.exponential();
  for (let instant = start; instant < end;) {
    const stop = Math.min(end, (Math.floor(instant / QUARTER) + 1) * QUARTER);
    const rate = perHour(instant) / HOUR;
    const expected = rate * (stop - instant);
    if (waiting < expected) {
      instant += waiting / rate;
      yield Math.floor(instant);
      waiting = random.exponential();
    } else {
      waiting -= expected;
      instant = stop;
    }
  }
}
