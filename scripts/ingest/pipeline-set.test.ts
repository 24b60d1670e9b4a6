import { BoxedInteger, JavaNumber } from '../base/java-number';
import type { JsonObject } from '../base/json';
import { loadPipelines } from './load';
import { simulate } from './simulate';
import type { PipelineDefinition } from './types';

const now = Date.UTC(2026, 10, 22, 6, 0, 0, 123);

function run(processors: JsonObject[], source: JsonObject = {}): JsonObject {
  const outcome = simulate({ processors }, source, now);
  if (outcome.kind !== 'document') throw new Error(JSON.stringify(outcome));
  return outcome.source;
}

test('does not change the input, and takes it over only when told so', () => {
  const set = loadPipelines({ p: { processors: [{ set: { field: 'a.b', value: 2 } }] } });
  const source = { a: { b: 1 } };
  expect(set.run(['p'], { index: 'i', id: null, source }, now)).toMatchObject({ source: { a: { b: 2 } } });
  expect(source).toEqual({ a: { b: 1 } });
  set.runOwned(['p'], { index: 'i', id: null, source }, now);
  expect(source).toEqual({ a: { b: 2 } });
});

test('runs pipelines one after the other and stops when one drops', () => {
  const set = loadPipelines({
    first: { processors: [{ append: { field: 'seen', copy_from: '_ingest.pipeline' } }] },
    second: { processors: [{ append: { field: 'seen', copy_from: '_ingest.pipeline' } }] },
    third: { processors: [{ drop: {} }] },
  });
  const input = { index: 'i', id: 'x', source: {} };
  expect(set.run(['first', 'second'], input, now)).toEqual({
    kind: 'document',
    index: 'i',
    id: 'x',
    source: { seen: ['first', 'second'] },
  });
  expect(set.run(['third', 'first'], input, now)).toEqual({ kind: 'dropped' });
});

test("Java's own numbers leave as their JSON is read", () => {
  const script = 'ctx.s = (short) 4; ctx.l = [7L, 1.5f, [:]]; ctx.l[2].n = 0.0 / 0; ctx.d = 2.0';
  const convert = { convert: { field: 'a', type: 'long' } };
  expect(run([convert, { script: { source: script } }], { a: '5', x: [new BoxedInteger(5n)] })).toEqual({
    a: 5,
    x: [5],
    s: 4,
    l: [7, 1.5, { n: 'NaN' }],
    d: new JavaNumber('double', 2),
  });
});

test('metadata decides where the document goes', () => {
  const definition: PipelineDefinition = {
    processors: [{ set: { field: '_index', value: 'other' } }, { set: { field: '_id', copy_from: 'Id' } }],
  };
  expect(simulate(definition, { Id: 'abc' }, now)).toMatchObject({ index: 'other', id: 'abc' });
});

test('a failure names processor, tag and innermost pipeline', () => {
  const set = loadPipelines({
    outer: { processors: [{ pipeline: { name: 'inner' } }] },
    inner: { processors: [{ fail: { message: 'no', tag: 'stop' } }] },
  });
  expect(set.run(['outer'], { index: 'i', id: null, source: {} }, now)).toEqual({
    kind: 'failed',
    error: {
      type: 'fail_processor_exception',
      reason: 'no',
      processorType: 'fail',
      processorTag: 'stop',
      pipeline: 'inner',
    },
  });
});

test('on_failure of the outer pipeline sees the error of the inner one', () => {
  const set = loadPipelines({
    outer: {
      processors: [{ pipeline: { name: 'inner' } }],
      on_failure: [
        { set: { field: 'message', copy_from: '_ingest.on_failure_message' } },
        { set: { field: 'pipeline', copy_from: '_ingest.on_failure_pipeline' } },
        { set: { field: 'running', copy_from: '_ingest.pipeline' } },
      ],
    },
    inner: { processors: [{ convert: { field: 'a', type: 'integer' } }] },
  });
  expect(set.run(['outer'], { index: 'i', id: null, source: { a: 'x' } }, now)).toMatchObject({
    source: { message: 'For input string: "x"', pipeline: 'inner', running: 'outer' },
  });
});

test('pipelines that call each other in a circle fail', () => {
  const set = loadPipelines({
    a: { processors: [{ pipeline: { name: 'b' } }] },
    b: { processors: [{ pipeline: { name: 'a' } }] },
  });
  expect(set.run(['a'], { index: 'i', id: null, source: {} }, now)).toMatchObject({
    error: { type: 'graph_structure_exception', reason: 'Cycle detected for pipeline: a' },
  });
});

test('a pipeline that is not loaded fails the document', () => {
  const set = loadPipelines({});
  expect(set.run(['nope'], { index: 'i', id: null, source: {} }, now)).toMatchObject({
    error: { reason: 'pipeline with id [nope] does not exist' },
  });
});

test('_ingest.timestamp is the time of the run', () => {
  expect(run([{ set: { field: 'at', copy_from: '_ingest.timestamp' } }])).toEqual({
    at: '2026-11-22T06:00:00.123Z',
  });
});

test.each([
  ['{{{a}}}', { a: 'x "y"' }, 'x "y"'],
  ['{{a}}', { a: 'x "y"\n\u0001' }, 'x \\"y\\"\\n\\u0001'],
  ['{{& a.b.1}}', { a: { b: [1, 2.5] } }, '2.5'],
  ['{{{a}}}', { a: [1, { b: null, c: 'd' }] }, '[1, {b=null, c=d}]'],
  ['{{{missing}}}', {}, ''],
  ['{{{a}}}', { a: null }, ''],
  ['{{{constructor}}} {{{a.constructor.name}}}', { a: 'x' }, ' '],
  ['{{{_index}}}/{{{_source.a}}}/{{{_ingest.timestamp}}}', { a: 1 }, 'index/1/2026-11-22T06:00:00.123Z'],
  ['{{#a}}[{{b}}{{c}}]{{/a}}{{^z}}none{{/z}}', { a: [{ b: 1 }, { b: 2 }], c: 3 }, '[13][23]none'],
  ['{{! nothing }}{{#a}}{{.}},{{/a}}{{a.size}}', { a: ['x', 'y'] }, 'x,y,2'],
])('the template %s renders %j as %s', (template, source, expected) => {
  expect(run([{ set: { field: 'result', value: template } }], source)['result']).toBe(expected);
});

test('templates are rendered in keys, nested values, field names and messages', () => {
  const source = run(
    [
      { set: { field: 'to.{{name}}', value: { '{{name}}': ['{{{name}}}!', 1] } } },
      { set: { field: 'empty', value: '{{{nothing}}}', ignore_empty_value: true } },
    ],
    { name: 'n' },
  );
  expect(source).toEqual({ name: 'n', to: { n: { n: ['n!', 1] } } });
});

test('a constant value is a copy for each document', () => {
  const set = loadPipelines({
    p: { processors: [{ set: { field: 'a', value: [] } }, { append: { field: 'a', value: 1 } }] },
  });
  const input = { index: 'i', id: null, source: {} };
  set.run(['p'], input, now);
  expect(set.run(['p'], input, now)).toMatchObject({ source: { a: [1] } });
});

test('keys of prototypes are keys like others', () => {
  const source = JSON.parse(
    '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":2}}}',
  ) as JsonObject;
  const result = run(
    [
      { rename: { field: '__proto__.polluted', target_field: 'constructor.toString' } },
      { set: { field: '__proto__.x', value: 3 } },
      { remove: { field: 'hasOwnProperty', ignore_missing: true } },
    ],
    source,
  );
  expect(Object.keys(result)).toEqual(['__proto__', 'constructor']);
  expect(JSON.stringify(result)).toBe(
    '{"__proto__":{"x":3},"constructor":{"prototype":{"polluted":2},"toString":1}}',
  );
  expect(({} as JsonObject)['x']).toBeUndefined();
});

test('a document that is nested too deeply fails alone, as in Elasticsearch', () => {
  const nested = (levels: number): JsonObject => {
    let source: JsonObject = {};
    for (let level = 1; level < levels; level++) source = { a: source };
    return source;
  };
  expect(simulate({ processors: [] }, nested(1000), now)).toMatchObject({ kind: 'document' });
  expect(simulate({ processors: [] }, nested(200_000), now)).toMatchObject({
    error: {
      type: 'x_content_parse_exception',
      reason: expect.stringContaining('nesting depth (1001)') as string,
    },
  });
  const text = '['.repeat(200_000);
  expect(simulate({ processors: [{ json: { field: 'a' } }] }, { a: text }, now)).toMatchObject({
    error: { type: 'x_content_parse_exception' },
  });
});

test('a source with metadata fields in it is refused, as in Elasticsearch', () => {
  expect(simulate({ processors: [] }, { _version: 1, _id: 'zz' }, now)).toMatchObject({
    error: {
      type: 'illegal_argument_exception',
      reason: 'unexpected metadata [_id:zz, _version:1] in source',
    },
  });
});

test('large values, long lists and many keys are done in a moment', () => {
  const large = 'x=1 '.repeat(200_000).trim();
  const list = Array.from({ length: 100_000 }, (_, index) => String(index));
  const outcome = simulate(
    {
      processors: [
        { convert: { field: 'list', type: 'integer' } },
        { foreach: { field: 'list', processor: { set: { field: '_ingest._value', value: 0 } } } },
        { append: { field: 'list', value: ['a', 'b'] } },
        { kv: { field: 'large', field_split: ' ', value_split: '=', target_field: 'kv' } },
        { gsub: { field: 'large', pattern: '(=1 )+x', replacement: '-' } },
        { grok: { field: 'large', patterns: ['%{DATA:before} %{NUMBER:n:int}$'], ignore_failure: true } },
      ],
    },
    { list, large },
    now,
  );
  expect(outcome).toMatchObject({ kind: 'document' });
}, 5000);
