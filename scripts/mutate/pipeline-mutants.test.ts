import type { PipelineDefinition } from '../ingest/types';
import { pipelineMutants } from './pipeline-mutants';

const definition: PipelineDefinition = {
  processors: [
    { set: { tag: 'kind', field: 'event.kind', value: 'event', if: "ctx.a == 'x'" } },
    {
      json: {
        tag: 'parse',
        field: 'message',
        on_failure: [{ remove: { tag: 'odd', field: 'message', ignore_missing: true } }],
      },
    },
  ],
  on_failure: [
    { script: { tag: 'end', params: { table: { a: 1 } }, source: 'if (ctx.n > 1) ctx.m = true;' } },
  ],
};

describe('pipelineMutants', () => {
  const mutants = pipelineMutants(definition);

  test('changes one place at a time, also inside on_failure', () => {
    expect(mutants.map(({ tag, change }) => `${tag}: ${change}`)).toEqual([
      'kind: processor dropped',
      'kind: value: "event" → "event~"',
      'kind: condition negated',
      'kind: if:7: == → !=',
      "kind: if:10: 'x' → 'x~'",
      'parse: processor dropped',
      'odd: processor dropped',
      'odd: ignore_missing: false',
      'end: processor dropped',
      'end: params.table.a: 1 → 2',
      'end: line 1:11: > → >=',
      'end: line 1:13: 1 → 2',
      'end: line 1:24: true → false',
    ]);
  });

  test('leaves the rest of the pipeline as it is', () => {
    const negated = mutants.find(({ change }) => change === 'condition negated');
    expect(negated?.definition).toEqual({
      ...definition,
      processors: [
        { set: { tag: 'kind', field: 'event.kind', value: 'event', if: "!(ctx.a == 'x')" } },
        ...definition.processors.slice(1),
      ],
    });
  });
});
