import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ContentError } from '../base/errors';
import type { PipelineMutation, RuleMutation } from './mutation';
import type { Assignment, Outcome } from './worker';

export interface MutationRequest {
  /** Absolute path of the checkout. */
  readonly root: string;
  readonly slugs: readonly string[];
  /** Also the mutants of all pipelines. */
  readonly pipelines: boolean;
  /** Told after each rule: how many are done, of how many. */
  readonly progress: (done: number, total: number) => void;
}

export interface MutationOutcome {
  /** In the order of the slugs. */
  readonly rules: readonly RuleMutation[];
  readonly pipelines: readonly PipelineMutation[];
}

/** Mutates by as many threads as there are cores. Each loads the pack itself: compiled queries cannot be handed over. */
export async function mutateInThreads({
  root,
  slugs,
  pipelines,
  progress,
}: MutationRequest): Promise<MutationOutcome> {
  const parts = availableParallelism();
  const rules = new Map<string, RuleMutation>();
  const parted: PipelineMutation[] = [];
  let wrong: ContentError | undefined;
  const take = (outcome: Outcome): void => {
    if (outcome.kind === 'wrong') {
      wrong ??= new ContentError(outcome.problems);
    } else if (outcome.kind === 'pipeline') {
      parted.push(outcome.pipeline);
    } else {
      rules.set(outcome.rule.slug, outcome.rule);
      progress(rules.size, slugs.length);
    }
  };
  await Promise.all(
    Array.from({ length: parts }, async (_, part) => {
      const own = slugs.filter((_slug, index) => index % parts === part);
      if (own.length > 0 || pipelines)
        await runWorker({ root, slugs: own, pipelines: pipelines ? { part, parts } : undefined }, take);
    }),
  );
  if (wrong) throw wrong;
  return { rules: slugs.flatMap((slug) => rules.get(slug) ?? []), pipelines: joined(parted) };
}

function joined(parts: readonly PipelineMutation[]): PipelineMutation[] {
  return [...Map.groupBy(parts, ({ dataset }) => dataset)].map(([dataset, own]) => ({
    dataset,
    mutants: own.reduce((sum, { mutants }) => sum + mutants, 0),
    survivors: own.flatMap(({ survivors }) => survivors),
  }));
}

function runWorker(assignment: Assignment, onOutcome: (outcome: Outcome) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(__dirname, 'worker.js'), { workerData: assignment });
    worker.on('message', onOutcome);
    worker.on('error', reject);
    worker.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`a thread of the mutation run ended with code ${code}`));
    });
  });
}
