import type { JsonObject } from '../../base/json';
import { projection } from './projection';

const project = projection(['a.b', 'a.c.d', 'e', 'm.text', 'f.g.h']);

test.each<[string, JsonObject, JsonObject]>([
  ['objects', { a: { b: 1, x: 2, c: { d: 3, y: 4 } }, z: 5 }, { a: { b: 1, c: { d: 3 } } }],
  ['dotted keys', { 'a.b': 1, 'a.c': { d: 2, x: 3 }, 'a.x': 4 }, { 'a.b': 1, 'a.c': { d: 2 } }],
  ['lists of objects', { a: [{ b: 1, x: 2 }, { b: 3 }] }, { a: [{ b: 1 }, { b: 3 }] }],
  ['all below a field', { e: { p: 1, 'q.r': [2] }, 'e.s': 3 }, { e: { p: 1, 'q.r': [2] }, 'e.s': 3 }],
  ['the value of a multi-field', { m: 'words' }, { m: 'words' }],
  ['an explicit null', { e: null }, { e: null }],
  ['no part of a name', { f: { 'g.x': 1 }, 'f.gg.h': 2 }, {}],
])('keeps %s', (_, source, kept) => {
  expect(project(source)).toEqual(kept);
});

test('a key is never that of a prototype', () => {
  const source = JSON.parse('{"__proto__":{"b":1},"constructor":{"b":1}}') as JsonObject;
  const kept = projection(['__proto__.b', 'a.b'])(source);
  expect(Object.keys(kept)).toEqual(['__proto__']);
  expect(Object.getPrototypeOf(kept)).toBe(Object.prototype);
});
