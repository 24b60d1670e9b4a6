import type { Clock } from './clock';

/**
 * Runs tasks side by side until all of them ended. When one fails the others are stopped, and its error is thrown after
 * they came to an end. That a task was stopped is no error.
 *
 * @param stop ends the tasks, as part of `signal`
 */
export async function supervise(
  tasks: readonly (() => Promise<void>)[],
  stop: AbortController,
  signal: AbortSignal,
): Promise<void> {
  let failure: { readonly error: unknown } | undefined;
  await Promise.all(
    tasks.map(async (task) => {
      try {
        await task();
      } catch (error) {
        if (signal.aborted && isAbort(error)) return;
        failure ??= { error };
        stop.abort();
      }
    }),
  );
  if (failure) throw failure.error;
}

/** What waits throw when they are stopped. */
export function isAbort(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'AbortError';
}

/** A task that does something again and again, so many milliseconds apart, until the signal is given. */
export function every(
  interval: number,
  clock: Clock,
  signal: AbortSignal,
  work: () => Promise<void>,
): () => Promise<void> {
  return async () => {
    for (;;) {
      await clock.sleep(interval, signal);
      if (signal.aborted) return;
      await work();
    }
  };
}
