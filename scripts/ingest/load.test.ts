import { ContentError, type Problem } from '../base/errors';
import type { JsonObject, JsonValue } from '../base/json';
import type { KnownSteps } from './compile-processor';
import { loadPipelines } from './load';
import type { PipelineDefinition } from './types';

function problemsOf(processors: JsonValue[], rest: JsonObject = {}): readonly Problem[] {
  try {
    loadPipelines({ audit: { processors: processors as JsonObject[], ...rest } });
  } catch (error) {
    if (error instanceof ContentError) return error.problems;
    throw error;
  }
  return [];
}

test.each([
  [
    'an unknown processor',
    [{ renam: { field: 'a' } }],
    'PIPELINE_UNKNOWN_PROCESSOR',
    'Did you mean "rename"?',
  ],
  [
    'an unknown option',
    [{ set: { field: 'a', value: 1, overide: true } }],
    'PIPELINE_UNKNOWN_OPTION',
    'Did you mean "override"?',
  ],
  ['a wrong type', [{ set: { field: 'a', value: 1, override: 'true' } }], 'PIPELINE_OPTION', undefined],
  ['a missing option', [{ rename: { field: 'a' } }], 'PIPELINE_OPTION', undefined],
  [
    'a pattern with a look-behind of any length',
    [{ gsub: { field: 'a', pattern: '(?<=x?)y', replacement: '' } }],
    'REGEX_UNSUPPORTED',
    undefined,
  ],
  [
    'an unknown grok pattern',
    [{ grok: { field: 'a', patterns: ['%{NUMBR:n}'] } }],
    'PIPELINE_OPTION',
    undefined,
  ],
  ['an unknown pipeline', [{ pipeline: { name: 'audti' } }], 'PIPELINE_UNKNOWN', 'Did you mean "audit"?'],
  ['a date pattern', [{ date: { field: 'a', formats: ['YYYY-ww'] } }], 'PIPELINE_UNSUPPORTED', undefined],
  ['two processors in one', [{ set: { field: 'a', value: 1 }, drop: {} }], 'PIPELINE_SYNTAX', undefined],
  ['a processor that is no object', ['drop'], 'PIPELINE_SYNTAX', undefined],
  ['an empty on_failure', [{ drop: { on_failure: [] } }], 'PIPELINE_OPTION', undefined],
  ['a stored script', [{ script: { id: 'x', source: 'return' } }], 'PIPELINE_UNSUPPORTED', undefined],
  [
    'an unknown mustache function',
    [{ set: { field: 'a', value: 'x {{#toJson}}a{{/toJson}}' } }],
    'PIPELINE_OPTION',
    undefined,
  ],
])('refuses %s', (_, processors, code, hint) => {
  expect(problemsOf(processors)).toEqual([
    expect.objectContaining(hint === undefined ? { code } : { code, hint }),
  ]);
});

test('names pipeline, place, tag and what is known', () => {
  const [problem] = problemsOf([{ drop: {} }, { set: { tag: 'kind', field: 'a', valu: 1 } }]);
  expect(problem).toMatchObject({
    message:
      'pipeline "audit", processor "set" at processors[1].set (tag "kind"): option "value": is required and missing',
  });
});

test('tells processors of Elasticsearch that are not run from names that are none', () => {
  expect(problemsOf([{ geoip: { field: 'a' } }])[0]?.message).toContain('the embedded engine does not run');
});

test('shows all problems of all pipelines in one error', () => {
  const wrong: JsonValue[] = [
    { set: { field: 1, value: 1 } },
    { foreach: { field: 'a', processor: { nope: {} } } },
  ];
  expect(problemsOf(wrong, { on_failure: [{ also: {} }] })).toHaveLength(3);
});

test('locates problems by the path within the definition', () => {
  const places: unknown[] = [];
  const load = (): unknown =>
    loadPipelines(
      {
        p: { processors: [{ foreach: { field: 'a', processor: { set: { field: 'b', value: 1, x: 1 } } } }] },
      },
      {
        locate: (pipeline, path) => {
          places.push([pipeline, ...path]);
          return { file: 'p.yml', line: 3, column: 5 };
        },
      },
    );
  expect(load).toThrow(ContentError);
  expect(places).toEqual([['p', 'processors', 0, 'foreach', 'processor', 'set', 'x']]);
});

test('refuses keys that a pipeline does not have', () => {
  expect(problemsOf([], { on_failur: [] })).toEqual([
    expect.objectContaining({ code: 'PIPELINE_UNKNOWN_OPTION', hint: 'Did you mean "on_failure"?' }),
  ]);
});

test('takes the names of pipelines that are loaded together, in any order', () => {
  const set = loadPipelines({
    first: { processors: [{ pipeline: { name: 'second' } }] },
    second: { processors: [{ set: { field: 'a', value: 1 } }] },
  });
  expect(set.names).toEqual(['first', 'second']);
  expect(set.run(['first'], { index: 'i', id: null, source: {} }, 0)).toMatchObject({ source: { a: 1 } });
});

describe('known steps', () => {
  const set = (value: string): JsonObject => ({ set: { field: value, value } });
  const run = (set: ReturnType<typeof loadPipelines>, name: string): unknown =>
    set.run([name], { index: 'i', id: null, source: {} }, 0);

  test('are taken over by the very same definition; others are compiled', () => {
    const steps: KnownSteps = new WeakMap();
    const kept = set('kept');
    loadPipelines({ audit: { processors: [kept, set('before')] } }, { steps });
    const step = steps.get(kept);
    const changed = loadPipelines({ audit: { processors: [set('after'), kept] } }, { steps });
    expect(step).toBeDefined();
    expect(steps.get(kept)).toBe(step);
    expect(run(changed, 'audit')).toMatchObject({ source: { after: 'after', kept: 'kept' } });
  });

  test('are never wrong ones: what was refused once is refused again', () => {
    const steps: KnownSteps = new WeakMap();
    const wrong = { audit: { processors: [{ set: { field: 'a' } }] } };
    expect(() => loadPipelines(wrong, { steps })).toThrow(ContentError);
    expect(() => loadPipelines(wrong, { steps })).toThrow(ContentError);
  });

  test('are left aside where pipelines may run each other', () => {
    const steps: KnownSteps = new WeakMap();
    const call = { pipeline: { name: 'inner' } };
    for (const value of ['first', 'second']) {
      const both = loadPipelines(
        { outer: { processors: [call] }, inner: { processors: [set(value)] } },
        { steps },
      );
      expect(run(both, 'outer')).toMatchObject({ source: { [value]: value } });
    }
    expect(steps.has(call)).toBe(false);
  });
});

describe('the pipelines of a base', () => {
  /** Compiling it reads its processors; so does nothing else. */
  const counted = (processors: JsonObject[]): { definition: PipelineDefinition; reads: () => number } => {
    let reads = 0;
    const definition = {
      get processors() {
        reads += 1;
        return processors;
      },
    };
    return { definition, reads: () => reads };
  };
  const inner = (value: string): PipelineDefinition => ({ processors: [{ set: { field: 'a', value } }] });
  const call = [{ pipeline: { name: 'inner' } }];
  const run = (set: ReturnType<typeof loadPipelines>, ...names: string[]): unknown =>
    set.run(names, { index: 'i', id: null, source: {} }, 0);

  test('are taken over beside new ones', () => {
    const outer = counted(call);
    const definitions = { outer: outer.definition, inner: inner('own') };
    const base = loadPipelines(definitions);
    const last = { processors: [{ set: { field: 'b', value: 'last' } }] };
    const set = loadPipelines({ ...definitions, last }, { base });
    expect(outer.reads()).toBe(1);
    expect(set.names).toEqual(['outer', 'inner', 'last']);
    expect(run(set, 'outer', 'last')).toMatchObject({ source: { a: 'own', b: 'last' } });
  });

  test('are compiled again where one that they may call is another', () => {
    const outer = counted(call);
    const base = loadPipelines({ outer: outer.definition, inner: inner('before') });
    const set = loadPipelines({ outer: outer.definition, inner: inner('after') }, { base });
    expect(outer.reads()).toBe(2);
    expect(run(set, 'outer')).toMatchObject({ source: { a: 'after' } });
  });
});
