import { isDeepStrictEqual } from 'node:util';
import { ContentError } from '../base/errors';
import type { Stream } from '../content';
import { loadPipelines } from '../ingest';
import type { KnownSteps } from '../ingest';
import type { PipelineSet } from '../ingest/types';
import { comparison } from '../cases';
import type { PipelineFixture } from '../cases';
import { pipelineMutants } from './pipeline-mutants';
import type { PipelineMutation, PipelineSurvivor } from './mutation';

/** What of a stream its pipelines need. */
type Piped = Pick<Stream, 'dataset' | 'name' | 'defaultPipeline' | 'pipelines'>;

/** Puts every mutant of a stream's pipelines (or every `parts`-th of them) to the pipeline fixtures of that stream, which the pipelines must pass as they stand. */
export function mutatePipelines(
  stream: Piped,
  fixtures: readonly PipelineFixture[],
  { part, parts } = { part: 0, parts: 1 },
): PipelineMutation {
  const survivors: PipelineSurvivor[] = [];
  // Of a mutant's processors all but one are the pipeline's own: they are compiled once.
  const steps: KnownSteps = new WeakMap();
  const trials = [...fixtures];
  const own = loadPipelines(stream.pipelines, { steps });
  const failed = fixtures.find((fixture) => differs(stream, own, fixture));
  if (failed) throw unproven(stream, failed);
  let count = 0;
  for (const [name, definition] of Object.entries(stream.pipelines)) {
    for (const [index, { tag, change, definition: changed }] of pipelineMutants(definition).entries()) {
      if (index % parts !== part) continue;
      count += 1;
      if (isKilled(stream, { ...stream.pipelines, [name]: changed }, trials, steps)) continue;
      survivors.push({ id: `${tag}: ${change}`, pipeline: name, tag, change });
    }
  }
  return { dataset: stream.dataset, mutants: count, survivors };
}

function unproven({ dataset }: Piped, { dataStream, name }: PipelineFixture): ContentError {
  return new ContentError({
    code: 'MUTATE_UNPROVEN_PIPELINE',
    message: `the pipelines of ${dataset} fail the fixture “${name}” of fixtures/pipelines/${dataStream}/ as they stand`,
    hint: 'Mend the pipeline or the fixture first: npm run unit -- pipeline-fixtures.',
  });
}

/** Tries the fixtures in turn and puts the one that kills to the front: the next mutant mostly dies of the same. */
function isKilled(
  stream: Piped,
  pipelines: Piped['pipelines'],
  trials: PipelineFixture[],
  steps: KnownSteps,
): boolean {
  let compiled: PipelineSet;
  try {
    compiled = loadPipelines(pipelines, { steps });
  } catch (error) {
    if (error instanceof ContentError) return true;
    throw error;
  }
  const index = trials.findIndex((fixture) => differs(stream, compiled, fixture));
  if (index < 0) return false;
  trials.unshift(...trials.splice(index, 1));
  return true;
}

function differs(stream: Piped, compiled: PipelineSet, fixture: PipelineFixture): boolean {
  const input = { index: stream.name, id: null, source: fixture.source };
  const outcome = compiled.run([stream.defaultPipeline], input, fixture.arrival);
  const isDropped = fixture.expected === 'dropped';
  if (outcome.kind !== 'document') return outcome.kind !== 'dropped' || !isDropped;
  if (isDropped) return true;
  if (fixture.id !== undefined && outcome.id !== fixture.id) return true;
  return !isDeepStrictEqual(...comparison(fixture, outcome.source));
}
