import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../scripts/base/json';
import type { Read, Step } from './step';
import { flag, given } from './step';
import { path } from './values';

/** The pipelines that a question's own pipeline may call. */
export const OTHERS = ['other-1', 'other-2'] as const;

/** Copies what `_ingest` says of the failure to fields that no other processor reads. */
export const REPORT: readonly JsonObject[] = [
  ...['message', 'processor_type', 'processor_tag', 'pipeline'].map((name) => ({
    set: { field: `error.${name}`, copy_from: `_ingest.on_failure_${name}`, ignore_empty_value: true },
  })),
  { set: { field: 'error.in', copy_from: '_ingest.pipeline' } },
];

const CONDITIONS: readonly (readonly [source: string, ...reads: Read[]])[] = [
  ['ctx.a != null'],
  ['ctx.b instanceof String'],
  ["ctx.containsKey('a')"],
  ['ctx.o.x instanceof Integer && ctx.o.x == 1', { path: 'o.x', likes: [1, 'x'] }],
  ["ctx.a == 'x' || ctx.b == 'x'", { path: 'a', likes: ['x', 'y'] }],
  ['ctx.l.length > 1', { path: 'l', likes: [[1, 2], [1]] }],
  ['ctx?.o?.x != null'],
  ['ctx.a.contains("x")', { path: 'a', likes: ['axb', ['x'], 'b'] }],
  ['ctx._index == "index"'],
  ['ctx.a', { path: 'a', likes: [true, false, 'x'] }],
];

const SCRIPTS: readonly (readonly [source: string, ...reads: Read[]])[] = [
  ['ctx.s = ctx.a'],
  ["ctx.remove('a')"],
  ['ctx.o.y = 1', { path: 'o.x', likes: [1] }],
  ['ctx.a.add(1)', { path: 'a', likes: [['x'], []] }],
  ['ctx._index = "z"'],
  ['ctx._id = null'],
  ["ctx.putIfAbsent('b', [1, 'x'])"],
  ['for (def k : new ArrayList(ctx.keySet())) { if (ctx[k] == null) ctx.remove(k) }'],
  ['ctx.b = ctx.a.toUpperCase()', { path: 'a', likes: ['x', 'ä'] }],
  ['ctx.s = params.p + ctx.a'],
  ['ctx.s = ctx.b.toString()', { path: 'b', likes: [[1, 'x'], { x: 1, a: [null] }, true] }],
  ['ctx.a.b.c = 1'],
  ['throw new IllegalArgumentException("no")'],
];

const script = fc
  .constantFrom(...SCRIPTS)
  .map(([source, ...reads]): Step => ({ processor: { script: { source, params: { p: 'p' } } }, reads }));

const call = fc
  .tuple(fc.constantFrom(...OTHERS, ...OTHERS, 'missing'), fc.option(flag, { nil: undefined }))
  .map(([name, ignore]): Step => ({
    processor: { pipeline: given({ name, ignore_missing_pipeline: name === 'missing' ? true : ignore }) },
    reads: [],
  }));

const end: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .constantFrom('no', '', 'ä')
      .map((message) => ({ processor: { fail: { message } }, reads: [] })),
  },
  { weight: 1, arbitrary: fc.constant({ processor: { drop: {} }, reads: [] }) },
);

/** Processors that direct others. */
export const CONTROL = { script, call, end };

/** Adds what every processor may have, and sometimes an `on_failure` of its own. */
export function guarded(
  step: fc.Arbitrary<Step>,
  failure: fc.Arbitrary<Step> | undefined,
): fc.Arbitrary<Step> {
  const onFailure =
    failure === undefined ? fc.constant(undefined) : fc.array(failure, { minLength: 1, maxLength: 2 });
  const rarely = <T>(freq: number, one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
    fc.option(one, { nil: undefined, freq });
  return fc
    .tuple(
      step,
      rarely(3, fc.constantFrom('t1', 't2')),
      rarely(6, fc.constantFrom(...CONDITIONS)),
      rarely(8, flag),
      rarely(7, onFailure),
      rarely(2, fc.constant(REPORT)),
    )
    .map(([{ processor, reads }, tag, condition, ignoreFailure, steps, report]) => {
      const handlers =
        steps === undefined ? undefined : [...(report ?? []), ...steps.map((one) => one.processor)];
      const common = { tag, if: condition?.[0], ignore_failure: ignoreFailure, on_failure: handlers };
      const [, ...conditionReads] = condition ?? [''];
      return {
        processor: withOptions(processor, given(common)),
        reads: [...reads, ...conditionReads, ...(steps ?? []).flatMap((one) => one.reads)],
      };
    });
}

function withOptions(processor: JsonObject, more: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(processor).map(([type, options]) => [type, { ...(options as JsonObject), ...more }]),
  );
}

const ELEMENT_PATHS = [
  '_ingest._value',
  '_ingest._value',
  '_ingest._value',
  '_ingest._value.x',
  '_ingest._key',
  'a',
  'out',
];

/** `foreach` with any other processor within it, mostly on the element. */
export function foreach(inner: fc.Arbitrary<Step>): fc.Arbitrary<Step> {
  const element = fc.constantFrom(...ELEMENT_PATHS);
  return fc
    .tuple(
      path,
      inner,
      element,
      fc.option(element, { nil: undefined }),
      fc.option(flag, { nil: undefined }),
      flag,
    )
    .map(([field, { processor, reads }, from, to, ignoreMissing, asMap]) => {
      const [[type, options] = ['', {}]] = Object.entries(processor);
      const moved = elementOptions(options as JsonObject, from, to);
      const likes = reads
        .flatMap((read) => [...read.likes])
        .map((like) => (from.endsWith('.x') ? { x: like } : like));
      const shared = { field, ignore_missing: ignoreMissing, processor: { [type]: moved } };
      return {
        processor: { foreach: given(shared) },
        reads: [{ path: field, likes: containers(likes, asMap) }],
      };
    });
}

function elementOptions(options: JsonObject, from: string, to: string | undefined): JsonObject {
  const moved = { ...options };
  if (typeof moved['field'] === 'string' && moved['field'] !== 'agent') moved['field'] = from;
  const target = moved['target_field'];
  if (to !== undefined && typeof target === 'string' && !target.startsWith('out')) moved['target_field'] = to;
  return moved;
}

function containers(likes: readonly JsonValue[], asMap: boolean): JsonValue[] {
  const items = likes.slice(0, 4);
  if (!asMap) return [items, items.slice(0, 1), []];
  return [
    Object.fromEntries(items.map((like, index) => [['a', 'b', 'c', 'ä'][index] ?? '', like])),
    { x: items[0] ?? 1 },
  ];
}
