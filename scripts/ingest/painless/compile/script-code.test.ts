import { ScriptCode } from './script-code';
import { Frame } from '../runtime/frame';
import { newDocument } from '../../document';
import { JavaNumber } from '../runtime/values';
import type { Value } from '../runtime/values';
import { compilePainless } from '..';

const documentOf = (source: Record<string, string>): ReturnType<typeof newDocument> =>
  newDocument(source, 'logs', null, 0, '1970-01-01T00:00:00.000Z');

/** What an expression of the code gives. */
function valueOf(code: ScriptCode, expression: string): Value {
  return code.link(`(frame) => ${expression}`)(new Frame(documentOf({ a: 'b' }), new WeakSet()));
}

test.each<[Value]>([
  [null],
  [true],
  [-7],
  ['plain'],
  ['"; throw 1; "'],
  ['`${1}` \\ \n \u2028 \u0000'],
  [12n],
])('a literal is the value that it was: %p', (value) => {
  const code = new ScriptCode();
  expect(valueOf(code, code.literal(value))).toBe(value);
});

test('an object of this program is the same in the code', () => {
  const code = new ScriptCode();
  const double = new JavaNumber('double', 1);
  expect(valueOf(code, code.literal(double))).toBe(double);
});

test('a value has one name', () => {
  const code = new ScriptCode();
  const shared = {};
  expect(code.name(shared)).toBe(code.name(shared));
  expect(code.name({})).not.toBe(code.name(shared));
});

test('arguments are evaluated in their order', () => {
  const code = new ScriptCode();
  const seen: string[] = [];
  const note = (text: string): string => (seen.push(text), text);
  const join = (...parts: string[]): string => parts.join('');
  const [a, b] = ['a', 'b'].map((text) => code.call(note, code.literal(text)));
  expect(valueOf(code, code.call(join, a!, b!))).toBe('ab');
  expect(seen).toEqual(['a', 'b']);
});

test.each([
  ['text that ends a JavaScript string', `ctx.out = '"; ctx.hacked = true; "'`, '"; ctx.hacked = true; "'],
  ['a backslash before a quote', `ctx.out = '\\\\"'`, '\\"'],
  ['names of the code in a text', `def t = 'v0 t1 $0 frame'; ctx.out = t + t.length()`, 'v0 t1 $0 frame14'],
  [
    'variables that JavaScript reserves',
    `def function = 'a'; def await = 'b'; ctx.out = function + await`,
    'ab',
  ],
  ['a variable called frame', `def frame = 'f'; ctx.out = frame + ctx.a`, 'fb'],
])('%s stays data', (_what, source, out) => {
  const document = documentOf({ a: 'b' });
  compilePainless(source, { kind: 'script' }).run(document);
  expect(document.source).toEqual({ a: 'b', out });
});

test('a function called by itself keeps its variables', () => {
  const document = documentOf({});
  const source = `int sum(int n) { int own = n; if (n > 0) { int rest = sum(n - 1); own = own + rest; } return own; }
    ctx.out = sum(4).toString()`;
  compilePainless(source, { kind: 'script' }).run(document);
  expect(document.source).toEqual({ out: '10' });
});

test('a value is evaluated once where it is stored', () => {
  const document = documentOf({});
  const source = `int n = 0; def list = [1, 2, 3]; def map = [:]; map.a = list[n++]; ctx.out = map.a + ' ' + n`;
  compilePainless(source, { kind: 'script' }).run(document);
  expect(document.source).toEqual({ out: '1 1' });
});
