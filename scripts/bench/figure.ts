/** One measured figure, beside the baseline that ran with it and the target of the project. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the figure is compared with, measured in the same run on the same machine. */
  readonly baseline?: { readonly name: string; readonly value: number };
  readonly target?: { readonly limit: number; readonly kind: 'at most' | 'at least' };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Milliseconds that one call takes: the median of several rounds, each long enough to be timed. */
export function timePerCall(call: () => void, rounds = 7, millisecondsPerRound = 120): number {
  for (const until = performance.now() + millisecondsPerRound; performance.now() < until;) call();
  const samples = Array.from({ length: rounds }, () => {
    let calls = 0;
    const started = performance.now();
    do {
      call();
      calls += 1;
    } while (performance.now() - started < millisecondsPerRound);
    return (performance.now() - started) / calls;
  });
  return median(samples);
}
