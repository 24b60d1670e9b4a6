import { loadPack } from '../content';
import { loadEquivalents, mutateInThreads, scoreOf } from '../mutate';
import type { MutationOutcome } from '../mutate';
import { mutationJson, mutationText } from '../report';
import { EXIT } from './exit-codes';
import { selectRules } from './select-rules';
import type { Selection } from './select-rules';
import { StatusLine } from './status-line';

export interface MutateOptions extends Selection {
  readonly json?: boolean;
}

/** Puts mutants of the selected rules (of all rules and pipelines, where none is named) to their cases; returns the exit code. */
export async function mutate(root: string, options: MutateOptions): Promise<number> {
  const start = performance.now();
  const pack = loadPack(root);
  const equivalents = loadEquivalents(pack);
  const slugs = selectRules(pack, options).map(({ slug }) => slug);
  const status = new StatusLine();
  let outcome: MutationOutcome;
  try {
    outcome = await mutateInThreads({
      root,
      slugs,
      pipelines: options.rule === undefined && options.tag === undefined,
      progress: (done, total) => status.show(`mutating: ${done} of ${total} rules`),
    });
  } finally {
    status.clear();
  }
  const score = scoreOf(outcome, equivalents);
  const seconds = (performance.now() - start) / 1000;
  process.stdout.write(
    options.json === true ? mutationJson(score, seconds) : `${mutationText(score, seconds)}\n`,
  );
  return score.failures.length === 0 ? EXIT.proven : EXIT.failed;
}
