import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../scripts/base/json';
import { anyValue, valueOf } from './values';
import type { ValueKind } from './values';

/** A value of a field as documents write it: mostly plain, else null, in arrays, or of a wrong kind. */
function slot(kind: ValueKind): fc.Arbitrary<JsonValue> {
  const value = valueOf(kind);
  return fc.oneof(
    { weight: 280, arbitrary: value },
    { weight: 60, arbitrary: fc.array(value, { maxLength: 3 }) },
    { weight: 10, arbitrary: fc.constantFrom<JsonValue>(null, [], [null]) },
    {
      weight: 10,
      arbitrary: fc.tuple(value, fc.constant(null), fc.array(value, { maxLength: 2 })),
    },
    { weight: 1, arbitrary: odd },
  );
}

/** What most fields refuse. */
const odd: fc.Arbitrary<JsonValue> = fc.oneof(
  anyValue,
  fc.constantFrom<JsonValue>({ v: 'a' }, {}, [{ v: 1 }], '', { 'v.w': 2 }),
);

function some(model: Readonly<Record<string, fc.Arbitrary<JsonValue>>>): fc.Arbitrary<JsonObject> {
  const optional = Object.entries(model).map(
    ([key, value]) => [key, fc.option(value, { nil: undefined, freq: 2 })] as const,
  );
  return fc
    .record(Object.fromEntries(optional))
    .map(
      (all) =>
        Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as JsonObject,
    );
}

function oneOrMany(object: fc.Arbitrary<JsonValue>): fc.Arbitrary<JsonValue> {
  return fc.oneof(
    { weight: 400, arbitrary: object },
    { weight: 300, arbitrary: fc.array(object, { maxLength: 3 }) },
    { weight: 30, arbitrary: fc.constantFrom<JsonValue>(null, [], [[{}]]) },
    { weight: 1, arbitrary: fc.constantFrom<JsonValue>('a', 1, ['a']) },
  );
}

const k = slot('keyword');
const l = slot('long');
const t = slot('text');
const nestedObject = some({
  ...{ a: k, b: l, t, u: k, m: oneOrMany(some({ c: k, d: l })) },
  ...{ 'm.c': k, o: some({ x: k }), 'o.x': k },
});
const plainObject = some({ x: k, y: l, t, ip: slot('ip'), u: t });
const flatObject = some({ a: k, 'a.b': k, 'c.d.e': l, c: some({ d: some({ e: l }) }), u: some({ v: t }) });
const flattenedObject = some({ a: k, b: some({ c: l, d: slot('boolean') }), 'b.c': l, 'a.x': k });

/** Keys that most documents lack: dotted ones beside objects, unknown ones, aliases, multi-fields. */
const seldom = some({
  ...{ 'o.x': k, 'o.u': t, 'n.a': k, 'n.m.c': k, 's.a.b': k, 'fl.a': k, 'o.u.v': k, 'u.v': k },
});
const refused = fc.constantFrom<JsonObject>({ al: 'a' }, { '': 'a' }, { 'k.text': 'a' }, { 'a..b': 1 });

/** Documents whose fields are there as often as not. */
export const document: fc.Arbitrary<JsonObject> = fc
  .tuple(
    some({
      ...{ k, k2: k, t, l, db: slot('double'), bo: slot('boolean'), d: slot('date'), ip: slot('ip') },
      ...{ fl: oneOrMany(flattenedObject), n: oneOrMany(nestedObject), o: oneOrMany(plainObject) },
      ...{ s: oneOrMany(flatObject), u: k, 'v.w': k },
    }),
    fc.oneof({ weight: 4, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: seldom }),
    fc.oneof({ weight: 39, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: refused }),
  )
  .map((parts) => Object.fromEntries(parts.flatMap((part) => Object.entries(part))));
