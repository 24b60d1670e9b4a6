import type { JsonObject } from '../../base/json';
import { IngestDocument } from '../document';
import { compilePainless } from './program';
import { PainlessError } from './runtime/java-error';

function run(source: string, fields: JsonObject): JsonObject {
  const document = new IngestDocument(fields, { _index: 'i', _id: '1' }, {}, 0);
  compilePainless(source, { kind: 'script' }).run(document);
  return document.source;
}

const map = (): JsonObject => ({ m: { b: 1, a: 2 } });

test.each([
  [
    'gives keys and values in the order of a HashMap',
    'def r = []; for (def e : ctx.m.entrySet()) r.add(e.getKey() + e.getValue()); ctx.r = r',
    ['a2', 'b1'],
  ],
  [
    'sees what is put for a key that is there',
    'def r = []; for (def e : ctx.m.entrySet()) { ctx.m.put(e.getKey(), 5); r.add(e.getValue()) } ctx.r = r',
    [5, 5],
  ],
  [
    'can be left and nested',
    'def r = []; for (def e : ctx.m.entrySet()) { for (def f : ctx.m.entrySet()) { if (f.getKey() == "b") break; r.add(e.getKey() + f.getKey()) } } ctx.r = r',
    ['aa', 'ba'],
  ],
  [
    'takes an entry that is used as an object for one',
    'def r = []; for (def e : ctx.m.entrySet()) { def other = e; r.add(other.getKey()) } ctx.r = r',
    ['a', 'b'],
  ],
])('a loop over entries %s', (_, source, expected) => {
  expect(run(source, map())['r']).toEqual(expected);
});

/** The type of the Java exception that ends a script. */
function failure(source: string, fields: JsonObject): string | undefined {
  try {
    run(source, fields);
  } catch (error) {
    return error instanceof PainlessError ? error.causedBy?.type : String(error);
  }
  return undefined;
}

test.each(['ctx.m.remove("b")', 'ctx.m.put("c", 1)'])('a loop over entries notices %s', (change) => {
  const source = `for (def e : ctx.m.entrySet()) { ${change}; ctx.r = e.getKey() }`;
  expect(failure(source, map())).toBe('concurrent_modification_exception');
});

test.each([
  ['ctx.none', 'null_pointer_exception'],
  ['ctx.text', 'illegal_argument_exception'],
])('the entries of %s are an error', (target, type) => {
  const source = `for (def e : ${target}.entrySet()) { ctx.r = e.getKey() }`;
  expect(failure(source, { text: 'x' })).toBe(type);
});
