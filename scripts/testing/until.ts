import { setTimeout as pause } from 'node:timers/promises';

const BETWEEN = 50;

/**
 * Waits until something is so.
 *
 * @param what is waited for, in words
 * @throws Error when it is not so in time
 */
export async function until(
  condition: () => boolean | Promise<boolean>,
  what: string,
  milliseconds = 30_000,
): Promise<void> {
  const end = performance.now() + milliseconds;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`it did not come about in ${milliseconds} ms: ${what}`);
    await pause(BETWEEN);
  }
}
