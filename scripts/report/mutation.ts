import pc from 'picocolors';
import type { MutationScore, Score } from '../mutate';

/** Survivors with the case that would kill each, and the counts. */
export function mutationText(
  { rules, pipelines, survivors, withoutMutants, failures }: MutationScore,
  seconds: number,
): string {
  const sections = [...survivors.rules].map(([slug, list]) =>
    [
      pc.bold(slug),
      ...list.map(
        ({ text, change, wanted, location }) =>
          `  ${pc.red('survived')} ${change}: ${text}  ${pc.dim(`${location.file}:${location.line}`)}\n` +
          `    ${pc.cyan('wanted:')} ${wanted}`,
      ),
    ].join('\n'),
  );
  for (const [dataset, list] of survivors.pipelines)
    sections.push(
      [
        pc.bold(`pipelines of ${dataset}`),
        ...list.map(({ tag, change }) => `  ${pc.red('survived')} ${tag}: ${change}`),
        `    ${pc.cyan('wanted:')} a fixture under fixtures/pipelines/ that this change would fail`,
      ].join('\n'),
    );
  if (withoutMutants.length > 0)
    sections.push(
      `${pc.yellow('not judged:')} ${withoutMutants.join(', ')} (no mutants are made of ES|QL: no engine here runs it)`,
    );
  const counts = [
    scoreText('rule', rules),
    ...(pipelines.mutants === 0 ? [] : [scoreText('pipeline', pipelines)]),
  ];
  const verdict = failures.length === 0 ? pc.green('passed') : pc.red(failures.join('\n'));
  return [...sections, [...counts, `${seconds.toFixed(1)} s`].join(' · '), verdict].join('\n\n');
}

function scoreText(what: string, { mutants, killed, equivalent }: Score): string {
  const rest = equivalent === 0 ? '' : `, ${equivalent} equivalent`;
  return `${mutants} ${what} mutants: ${killed} killed${rest}, ${mutants - killed - equivalent} survived`;
}

/** The same for other programs. */
export function mutationJson(
  { rules, pipelines, survivors, withoutMutants, failures }: MutationScore,
  seconds: number,
): string {
  const report = {
    seconds,
    passed: failures.length === 0,
    failures,
    withoutMutants,
    rules,
    pipelines,
    survivors: {
      rules: Object.fromEntries(survivors.rules),
      pipelines: Object.fromEntries(survivors.pipelines),
    },
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
