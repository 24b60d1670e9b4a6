import type { AreaRun, Disagreement } from './run-area';

/** A disagreement as text: what was asked, what each side answered, and how to see it again. */
export function disagreementText(area: string, { seed, compared }: Disagreement): string {
  const { vector, answers, features } = compared;
  return [
    `${area}: the embedded engine and Elasticsearch differ (${features.join(', ')})`,
    `  ${vector?.title ?? 'no title'}`,
    `  question: ${JSON.stringify(vector?.input)}`,
    ...Object.entries(answers ?? {}).map(([side, answer]) => `  ${side}: ${JSON.stringify(answer)}`),
    `  again: npm run conformance -- --area ${area} --seed ${seed} --seconds 60`,
  ].join('\n');
}

/** One line on a run. */
export function runText({ tally, disagreements }: AreaRun): string {
  const { area, comparisons, agreed, differed, seed, seconds } = tally;
  const others = comparisons - agreed - differed;
  return (
    `${area}: ${comparisons} comparisons in ${seconds} s (seed ${seed}): ${agreed} agreed, ` +
    `${others} known to differ or unsupported, ${disagreements.length} unexplained`
  );
}
