import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../scripts/base/json';
import type { IngestQuestion } from '../../../scripts/conformance/ingest';
import type { PipelineDefinition } from '../../../scripts/ingest';
import { CONTROL, foreach, guarded, OTHERS, REPORT } from './control';
import { date } from './dates';
import { documentPlan, makeDocument } from './documents';
import { MOVING } from './moving';
import { PARSING } from './parsing';
import { PATTERNS } from './patterns';
import { spoiled } from './spoiled';
import type { Step } from './step';
import { TEMPLATES } from './templates';
import { TEXTUAL } from './texts';

const plain: fc.Arbitrary<Step> = fc.oneof(
  ...Object.values({ ...TEXTUAL, ...MOVING, ...PARSING, ...PATTERNS }).map((arbitrary) => ({
    weight: 2,
    arbitrary,
  })),
  { weight: 5, arbitrary: date },
  { weight: 2, arbitrary: CONTROL.script },
  { weight: 1, arbitrary: CONTROL.end },
  { weight: 1, arbitrary: TEMPLATES },
);

const inner = guarded(plain, undefined);
/** What stands in an `on_failure`. */
const failing = guarded(
  fc.oneof({ weight: 6, arbitrary: plain }, { weight: 1, arbitrary: CONTROL.call }),
  inner,
);
const step: fc.Arbitrary<Step> = guarded(
  fc.oneof(
    { weight: 12, arbitrary: plain },
    { weight: 1, arbitrary: CONTROL.call },
    { weight: 2, arbitrary: foreach(guarded(plain, inner)) },
  ),
  failing,
);

interface Planned {
  readonly pipeline: PipelineDefinition;
  readonly reads: Step['reads'];
}

function pipelineOf(steps: fc.Arbitrary<Step>, maxLength: number): fc.Arbitrary<Planned> {
  return fc
    .tuple(
      fc.array(steps, { minLength: 1, maxLength, size: 'max' }),
      fc.option(fc.array(failing, { maxLength: 1 }), { nil: undefined, freq: 2 }),
    )
    .map(([list, onFailure]) => ({
      pipeline: {
        processors: list.map(({ processor }) => processor),
        ...(onFailure === undefined
          ? {}
          : { on_failure: [...REPORT, ...onFailure.map(({ processor }) => processor)] }),
      },
      reads: [...list, ...(onFailure ?? [])].flatMap(({ reads }) => [...reads]),
    }));
}

/** Whether a definition calls one of the other pipelines. */
function calls(definitions: readonly JsonValue[], name: string): boolean {
  return JSON.stringify(definitions).includes(`"name":"${name}"`);
}

/** A pipeline, the pipelines that it calls, and documents that it mostly likes. */
export const question: fc.Arbitrary<IngestQuestion> = fc
  .tuple(
    fc.oneof(
      { weight: 4, arbitrary: pipelineOf(step, 1) },
      { weight: 6, arbitrary: pipelineOf(step, 6) },
      { weight: 1, arbitrary: pipelineOf(guarded(spoiled(plain), undefined), 1) },
    ),
    pipelineOf(step, 2),
    pipelineOf(step, 2),
    fc.array(documentPlan, { minLength: 1, maxLength: 16, size: 'max' }),
  )
  .map(([main, first, second, plans]) => {
    const others = usedOthers(main.pipeline, [first, second]);
    const reads = [main, ...others.values()].flatMap(({ reads }) => [...reads]);
    const documents = plans.map((plan): JsonObject => makeDocument(plan, reads));
    if (others.size === 0) return { pipeline: main.pipeline, documents };
    const definitions = [...others].map(([name, { pipeline }]) => [name, pipeline] as const);
    return { pipeline: main.pipeline, others: Object.fromEntries(definitions), documents };
  });

function usedOthers(main: PipelineDefinition, candidates: readonly Planned[]): ReadonlyMap<string, Planned> {
  const used = new Map<string, Planned>();
  const definitions: JsonValue[] = [main];
  // The first may call the second and the other way round.
  for (let pass = 0; pass < 2; pass++) {
    OTHERS.forEach((name, index) => {
      const candidate = candidates[index];
      if (candidate === undefined || used.has(name) || !calls(definitions, name)) return;
      used.set(name, candidate);
      definitions.push(candidate.pipeline);
    });
  }
  return used;
}
