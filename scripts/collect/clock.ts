import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds; injected so that tests need not wait. */
export interface Clock {
  now(): number;
  /** Ends early, without an error, when the signal is given. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

const sleep: Clock['sleep'] = async (milliseconds, signal) => {
  await pause(milliseconds, undefined, { signal }).catch(() => undefined);
};

/** The time of day: it can be set, and jump. */
export const SYSTEM_CLOCK: Clock = { now: () => Date.now(), sleep };

/** Goes on evenly whatever happens to the time of day: for what must be so long apart. */
export const STEADY_CLOCK: Clock = { now: () => performance.now(), sleep };
