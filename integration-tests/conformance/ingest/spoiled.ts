import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../scripts/base/json';
import type { Step } from './step';

const ODD: readonly JsonValue[] = [null, 1, '', 'odd', true, [], {}, ['a', 1], { a: 1 }];

/** Processors that Elasticsearch refuses when they are made, and some that it only refuses for each document. */
const WRONG: readonly JsonObject[] = [
  { gsub: { field: 'a', pattern: '(', replacement: '' } },
  { split: { field: 'a', separator: '[' } },
  { convert: { field: 'a', type: 'short' } },
  { user_agent: { field: 'agent', properties: ['build'] } },
  { user_agent: { field: 'agent', regex_file: 'x.yml' } },
  ...['x.', '.x', 'a..b', 'a', ''].map((field) => ({ dot_expander: { field } })),
  ...[
    '%{*k} %{b}',
    '%{+} %{b}',
    '%{}',
    'abc',
    '',
    '%{+&a} %{b}',
    '%{a/1} %{b}',
    '%{*k} %{*k}',
    '%{+a/x} %{b}',
  ].map((pattern) => ({ dissect: { field: 'a', pattern } })),
  ...[['%{NOSUCH:a}', 'x'], ['%{SYSLOGBASE}'], ['(x'], [], ['%{WORD:a'], ['x', 1]].map((patterns) => ({
    grok: { field: 'a', patterns },
  })),
  { grok: { field: 'a', patterns: ['%{LOOP:a}'], pattern_definitions: { LOOP: 'x%{LOOP}' } } },
  { grok: { field: 'a', patterns: ['%{NUM:a}'], pattern_definitions: { NUM: 1 } } },
  ...['', 'no_such_format', '{', 'YYYY-ww'].map((format) => ({ date: { field: 'a', formats: [format] } })),
  ...['', 'no_such_format', '{', 'JJ', 'e', 'iso8601', 'epoch_millis'].map((format) => ({
    date: { field: 'a', formats: ['UNIX'], output_format: format },
  })),
  ...['de', 'nonsense', 'x-y-z'].map((locale) => ({ date: { field: 'a', formats: ['UNIX'], locale } })),
  ...['1', 'ctx.a =', '', 'return', 'ctx.a.'].map((source) => ({ drop: { if: source } })),
  ...['ctx[', 'ctx.a = ', 'int x = "a"; ctx.x = x', 'unknown(1)'].map((source) => ({ script: { source } })),
  { script: { id: 'no-such-script' } },
  { script: { source: 'ctx.a = 1', lang: 'nonsense' } },
  { script: {} },
  { no_such_processor: { field: 'a' } },
  { csv: { field: 'a', target_fields: ['x'] } },
  { set: { field: 'a', value: 1, copy_from: 'b' } },
  { set: { field: 'a' } },
  { set: { field: 'a', value: 1, media_type: 'text/html' } },
  { remove: { field: 'a', keep: 'b' } },
  { foreach: { field: 'a', processor: {} } },
  { foreach: { field: 'a', processor: { drop: {}, fail: { message: 'x' } } } },
  { foreach: { field: 'a' } },
  { json: { field: 'a', add_to_root: true, target_field: 'b' } },
  { json: { field: 'a', add_to_root_conflict_strategy: 'merge' } },
  { fingerprint: { fields: [] } },
  { fingerprint: { fields: ['a'], method: 'MD4' } },
  { sort: { field: 'a', order: 'up' } },
  { kv: { field: 'a', field_split: '(', value_split: '=' } },
  { kv: { field: 'a', field_split: ' ', value_split: '=', trim_key: ']' } },
  { pipeline: { name: 'missing' } },
];

const wrong = fc
  .constantFrom(...WRONG)
  .map((processor): Step => ({ processor, reads: [{ path: 'a', likes: ['x'] }] }));

/** A processor that is wrong, or has one option that is missing, unknown or of another type. */
export function spoiled(step: fc.Arbitrary<Step>): fc.Arbitrary<Step> {
  const names = ['unknown', 'tag', 'description', 'if', 'on_failure', 'ignore_failure', 'target_field'];
  const change: fc.Arbitrary<Change> = fc.oneof(
    fc.record({ at: fc.nat({ max: 8 }), value: fc.constantFrom(...ODD) }),
    fc.record({ at: fc.nat({ max: 8 }) }),
    fc.record({ name: fc.constantFrom(...names), value: fc.constantFrom(...ODD) }),
  );
  return fc.oneof(wrong, fc.tuple(step, change).map(changed));
}

interface Change {
  readonly at?: number;
  readonly name?: string;
  readonly value?: JsonValue;
}

function changed([{ processor, reads }, { at = 0, name, value }]: [Step, Change]): Step {
  const [[type, options] = ['', {}]] = Object.entries(processor);
  const result = { ...(options as JsonObject) };
  const names = Object.keys(result);
  const option = name ?? names[at % names.length] ?? '';
  if (value === undefined) Reflect.deleteProperty(result, option);
  else result[option] = value;
  return { processor: { [type]: result }, reads };
}
