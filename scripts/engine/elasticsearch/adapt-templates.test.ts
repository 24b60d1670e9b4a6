import type { JsonObject } from '../../base/json';
import { loadPipelines } from '../../ingest';
import type { PipelineDefinition } from '../../ingest/types';
import { withoutMustache } from './adapt-templates';

/** The embedded engine has Mustache and scripts, so that both forms of a pipeline can be compared. */
function run(pipeline: PipelineDefinition, source: JsonObject): JsonObject {
  const outcome = loadPipelines({ p: pipeline }).run(['p'], { index: 'i', id: null, source }, 0);
  if (outcome.kind !== 'document') throw new Error(JSON.stringify(outcome));
  return outcome.source;
}

describe('withoutMustache', () => {
  const failing: PipelineDefinition = {
    processors: [{ fail: { tag: 'no', message: 'not {this}', if: 'ctx.a != null' } }],
    on_failure: [
      {
        set: {
          tag: 'm',
          field: 'error.message',
          value: '{{{_ingest.on_failure_processor_tag}}}: {{{_ingest.on_failure_message}}}!',
        },
      },
    ],
  };

  test.each([
    ['the reason of a failure', failing, { a: 1 }],
    [
      'fields and their absence',
      { processors: [{ set: { field: 'b', value: '<{{{a.x}}}|{{{ none }}}>' } }] },
      { a: { x: 7 } },
    ],
    [
      'a field in an object that is there',
      { processors: [{ set: { field: 'a.y', value: '{{{a.x}}}' } }] },
      { a: { x: 'é' } },
    ],
  ])(
    'does without templates what Mustache does: %s',
    (_, pipeline: PipelineDefinition, source: JsonObject) => {
      const adapted = withoutMustache(pipeline);
      expect(JSON.stringify(adapted)).not.toContain('{{');
      expect(run(adapted, source)).toEqual(run(pipeline, source));
    },
  );

  test.each<JsonObject>([
    { set: { field: 'a', value: 'plain' } },
    { set: { field: 'a', value: '{{{b}}}', if: 'ctx.a == null' } },
    { append: { field: 'a', value: '{{{b}}}' } },
  ])('leaves %j as it is', (processor) => {
    expect(withoutMustache({ processors: [processor] })).toEqual({ processors: [processor] });
  });
});
