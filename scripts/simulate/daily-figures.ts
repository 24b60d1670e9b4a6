import type { DailyFigures } from './report';

/** The value at a share of sorted values, by nearest rank: always one of them; 0 when there is none. */
export function nearestRank(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

/** Of the counts of all days, those without any included. */
export function dailyFigures(counts: readonly number[]): DailyFigures {
  const sorted = counts.toSorted((a, b) => a - b);
  return { median: nearestRank(sorted, 0.5), p95: nearestRank(sorted, 0.95), worst: sorted.at(-1) ?? 0 };
}
