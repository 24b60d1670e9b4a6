const EXIT_CODES = { SIGTERM: 143, SIGINT: 130 } as const;
type Signal = keyof typeof EXIT_CODES;

/** The first process of a container (PID 1) is ended by no signal that it does not listen to: this ends it, as anywhere else. */
export function endOnSignals(): void {
  if (process.pid === 1) process.on('SIGTERM', end).on('SIGINT', end);
}

function end(signal: NodeJS.Signals): void {
  process.exit(EXIT_CODES[signal as Signal]);
}

/** The first signal asks for an end in order, the second at once. */
export function stopOnSignals(): { readonly signal: AbortSignal } & Disposable {
  const controller = new AbortController();
  const stop = (signal: NodeJS.Signals): void => {
    if (controller.signal.aborted) end(signal);
    controller.abort();
  };
  process.off('SIGTERM', end).off('SIGINT', end).on('SIGTERM', stop).on('SIGINT', stop);
  return {
    signal: controller.signal,
    [Symbol.dispose]: () => {
      process.off('SIGTERM', stop).off('SIGINT', stop);
      endOnSignals();
    },
  };
}
