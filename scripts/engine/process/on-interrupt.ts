const SIGNALS: Readonly<Partial<Record<NodeJS.Signals, number>>> = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };

/** Longest time that cleaning up may take before the process ends all the same, milliseconds. */
const PATIENCE = 15_000;

type Cleanup = () => Promise<void>;

// Signals belong to the process, so what they must clean up is known once for the process.
const cleanups = new Set<Cleanup>();

/**
 * Runs `cleanup` when the process is interrupted (Ctrl-C, SIGTERM, SIGHUP) or crashes, before it ends with the
 * exit code that it would have ended with (128 + signal; 1 for a crash, whose error is printed).
 *
 * @returns call it when there is nothing left to clean up
 */
export function onInterrupt(cleanup: Cleanup): () => void {
  if (cleanups.size === 0) listen();
  cleanups.add(cleanup);
  return () => {
    cleanups.delete(cleanup);
    if (cleanups.size === 0) deafen();
  };
}

function listen(): void {
  for (const signal of Object.keys(SIGNALS)) process.on(signal, interrupted);
  process.on('uncaughtException', crashed);
}

function deafen(): void {
  for (const signal of Object.keys(SIGNALS)) process.off(signal, interrupted);
  process.off('uncaughtException', crashed);
}

function interrupted(signal: NodeJS.Signals): void {
  void end(128 + (SIGNALS[signal] ?? 0));
}

function crashed(error: unknown): void {
  console.error(error);
  void end(1);
}

async function end(code: number): Promise<void> {
  setTimeout(() => process.exit(code), PATIENCE).unref();
  await Promise.allSettled([...cleanups].map((cleanup) => cleanup()));
  process.exit(code);
}
