import { parentPort, workerData } from 'node:worker_threads';
import { ContentError } from '../base/errors';
import type { Problem } from '../base/errors';
import { loadPack } from '../content';
import { pipelineFixtures } from '../cases';
import type { PipelineMutation, RuleMutation } from './mutation';
import { mutatePipelines } from './mutate-pipelines';
import { mutateRules } from './mutate-rules';

/** What a thread is told: whose mutants to put to the test, and which part of the mutants of every pipeline. */
export interface Assignment {
  readonly root: string;
  readonly slugs: readonly string[];
  readonly pipelines: { readonly part: number; readonly parts: number } | undefined;
}

export type Outcome =
  | { readonly kind: 'rule'; readonly rule: RuleMutation }
  | { readonly kind: 'pipeline'; readonly pipeline: PipelineMutation }
  /** The content is wrong: a class does not survive the way between threads, so its problems are told. */
  | { readonly kind: 'wrong'; readonly problems: readonly Problem[] };

async function run({ root, slugs, pipelines }: Assignment, tell: (outcome: Outcome) => void): Promise<void> {
  const pack = loadPack(root);
  const rules = pack.rules.filter(({ slug }) => slugs.includes(slug));
  await mutateRules(pack, rules, (rule) => tell({ kind: 'rule', rule }));
  if (pipelines === undefined) return;
  const fixtures = pipelineFixtures(root);
  for (const stream of pack.streams.values()) {
    const own = fixtures.filter(({ dataStream }) => dataStream === stream.config.data_stream);
    tell({ kind: 'pipeline', pipeline: mutatePipelines(stream, own, pipelines) });
  }
}

const tell = (outcome: Outcome): void => parentPort?.postMessage(outcome);

run(workerData as Assignment, tell).catch((error: unknown) => {
  if (error instanceof ContentError) {
    tell({ kind: 'wrong', problems: error.problems });
    return;
  }
  // Reaches the pool as the worker's error.
  setImmediate(() => {
    throw error;
  });
});
