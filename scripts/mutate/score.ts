import { ContentError } from '../base/errors';
import type { Problem } from '../base/errors';
import type { Equivalents } from './equivalents';
import type { PipelineSurvivor, Survivor } from './mutation';
import type { MutationOutcome } from './pool';

/** Of the mutants of rules all must die; of those of pipelines, this part. */
const PIPELINES_KILLED = 0.95;

/** Equivalent mutants may be this part of all. */
const EQUIVALENT_SHARE = 0.02;

/** How many mutants there are, and what became of them. */
export interface Score {
  readonly mutants: number;
  readonly killed: number;
  readonly equivalent: number;
}

export interface MutationScore {
  readonly rules: Score;
  readonly pipelines: Score;
  /** Survivors that nobody declared equivalent, by slug and by event.dataset. */
  readonly survivors: {
    readonly rules: ReadonlyMap<string, readonly Survivor[]>;
    readonly pipelines: ReadonlyMap<string, readonly PipelineSurvivor[]>;
  };
  /** Rules that were asked for and have no mutants, by slug: nothing was learnt of them. */
  readonly withoutMutants: readonly string[];
  /** What is too much or too little, in words; empty when the run passes. */
  readonly failures: readonly string[];
}

/**
 * Judges a mutation run: every mutant of a rule and 95 % of those of the pipelines must die, and at most 2 % may be
 * declared equivalent.
 * @throws ContentError MUTANT_NOT_EQUIVALENT where a declared mutant died or does not exist
 */
export function scoreOf({ rules, pipelines }: MutationOutcome, equivalents: Equivalents): MutationScore {
  const problems: Problem[] = [];
  const ofRules = judge(
    rules.map((rule) => ({ of: rule.slug, ...rule })),
    equivalents,
    problems,
  );
  const ofPipelines = judge(
    pipelines.map((pipeline) => ({ of: pipeline.dataset, ...pipeline })),
    equivalents,
    problems,
  );
  if (problems.length > 0) throw new ContentError(problems);
  const judged = ofRules.score.mutants + ofPipelines.score.mutants;
  const failures = [
    ...(judged === 0 ? ['nothing was judged: there are no mutants of what was selected'] : []),
    ...surviving('rule', ofRules.score, 1),
    ...surviving('pipeline', ofPipelines.score, PIPELINES_KILLED),
    ...tooManyEquivalents('rule', ofRules.score),
    ...tooManyEquivalents('pipeline', ofPipelines.score),
  ];
  return {
    rules: ofRules.score,
    pipelines: ofPipelines.score,
    survivors: { rules: ofRules.survivors, pipelines: ofPipelines.survivors },
    withoutMutants: rules.filter(({ mutants }) => mutants === 0).map(({ slug }) => slug),
    failures,
  };
}

interface Judged<S> {
  readonly score: Score;
  readonly survivors: ReadonlyMap<string, readonly S[]>;
}

function judge<S extends { readonly id: string }>(
  outcomes: readonly { readonly of: string; readonly mutants: number; readonly survivors: readonly S[] }[],
  { entries, document }: Equivalents,
  problems: Problem[],
): Judged<S> {
  const survivors = new Map<string, readonly S[]>();
  let equivalent = 0;
  for (const outcome of outcomes) {
    const name = outcome.of;
    const declared = new Set<string>();
    for (const [index, { of, mutant }] of entries.entries()) {
      if (of !== name) continue;
      if (outcome.survivors.some(({ id }) => id === mutant)) declared.add(mutant);
      else
        problems.push(
          document.problem([index, 'mutant'], {
            code: 'MUTANT_NOT_EQUIVALENT',
            message: `this mutant of ${of} is declared equivalent, but it does not survive`,
            found: mutant,
            hint: 'A case or fixture kills it, or it does not exist any more: take the entry away.',
          }),
        );
    }
    equivalent += declared.size;
    const others = outcome.survivors.filter(({ id }) => !declared.has(id));
    if (others.length > 0) survivors.set(name, others);
  }
  const mutants = outcomes.reduce((sum, outcome) => sum + outcome.mutants, 0);
  const alive = [...survivors.values()].reduce((sum, list) => sum + list.length, 0);
  return { score: { mutants, killed: mutants - equivalent - alive, equivalent }, survivors };
}

function surviving(what: string, { mutants, killed, equivalent }: Score, wanted: number): string[] {
  const share = mutants === equivalent ? 1 : killed / (mutants - equivalent);
  if (share >= wanted) return [];
  return [`${percent(share)} of the ${what} mutants were killed, wanted ${percent(wanted)}`];
}

function tooManyEquivalents(what: string, { mutants, equivalent }: Score): string[] {
  if (equivalent <= mutants * EQUIVALENT_SHARE) return [];
  return [
    `${percent(equivalent / mutants)} of the ${what} mutants are declared equivalent, at most ${percent(EQUIVALENT_SHARE)} may be`,
  ];
}

function percent(share: number): string {
  return `${(Math.floor(share * 1000) / 10).toFixed(1)} %`;
}
