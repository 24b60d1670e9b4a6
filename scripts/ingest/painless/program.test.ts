import { ContentError, type Problem } from '../../base/errors';
import type { JsonObject } from '../../base/json';
import { newDocument } from '../document';
import { compilePainless, PainlessError } from '.';

function runScript(script: string, source: JsonObject, params?: JsonObject): JsonObject {
  const document = newDocument(source, 'index', 'id', 0, '');
  compilePainless(script, { kind: 'script', ...(params === undefined ? {} : { params }) }).run(document);
  return document.source;
}

function runCondition(script: string, source: JsonObject): unknown {
  return compilePainless(script, { kind: 'condition' }).run(newDocument(source, 'index', 'id', 0, ''));
}

function problemOf(script: string, kind: 'condition' | 'script' = 'script'): Problem {
  try {
    compilePainless(script, { kind });
  } catch (error) {
    if (error instanceof ContentError && error.problems[0] !== undefined) return error.problems[0];
    throw error;
  }
  throw new Error('the script was accepted');
}

test('params stay as they are for the next document', () => {
  const script =
    'def all = params; try { all.seen = true } catch (Exception e) { ctx.refused = e.toString() }';
  const program = compilePainless(script, { kind: 'script', params: { a: 1 } });
  const [first, second] = [newDocument({}, 'i', '1', 0, ''), newDocument({}, 'i', '2', 0, '')];
  for (const document of [first, second]) program.run(document);
  expect(first.source).toEqual({ refused: 'java.lang.UnsupportedOperationException' });
  expect(second.source).toEqual(first.source);
});

test('a key that is no text fails its own document only', () => {
  const program = compilePainless('if (ctx.bad) ctx.m.put(1, 2);', { kind: 'script' });
  const documentOf = (bad: boolean) => newDocument({ bad, m: {} }, 'i', '1', 0, '');
  expect(() => program.run(documentOf(true))).toThrow(
    /java\.lang\.Integer cannot be cast to class java\.lang\.String/,
  );
  expect(() => program.run(documentOf(false))).not.toThrow();
});

describe('problems', () => {
  test('a syntax error says where it is and what was expected', () => {
    const problem = problemOf('ctx.a = 1;\nif (ctx.b { ctx.c = 1 }');
    expect(problem).toMatchObject({
      code: 'PAINLESS_SYNTAX',
      found: '{',
      expected: ')',
      location: { line: 2, column: 11 },
      excerpt: 'if (ctx.b { ctx.c = 1 }',
    });
  });

  test.each([
    ['ctx.s.isBlank()', 'the method isBlank/0'],
    ['"a".isBlank()', 'the method [java.lang.String, isBlank/0]'],
    ['Math.floorMod(1, 2)', 'the static method [java.lang.Math, floorMod/2]'],
    ['ctx.a = Foo.BAR', 'the class Foo'],
    ['ctx.a = new Foo()', 'the constructor [Foo, <init>/0]'],
    ['Foo x = null', 'the type Foo'],
    ['field("a").set(1)', 'the call [field] with [1] arguments'],
    ['ctx.a = ctx.b === ctx.c', 'the identity of objects (===)'],
    ['ctx.a = /a(?=b+)/.matcher("a").find()', 'lookahead'],
    ['int[][] x = new int[1][1]', 'an array of arrays'],
    ['ctx.a = ctx.b instanceof Foo', 'the type Foo'],
    ['try { ctx.a = 1 } catch (FooException e) { ctx.b = 1 }', 'the exception FooException'],
  ])('%s is refused by name', (script, name) => {
    const problem = problemOf(script);
    expect(problem.code).toBe('PAINLESS_UNSUPPORTED');
    expect(problem.message).toContain(name);
    expect(problem.location).toBeDefined();
  });

  test.each([
    ['x = 1', 'cannot resolve symbol [x]'],
    ['def x = 1; def x = 2', 'variable [x] is already defined'],
    ['int x = "a"', 'Cannot cast from [java.lang.String] to [int].'],
    ['ctx.a + 1;', 'not a statement'],
    ['break', 'not inside loop'],
    ['return; ctx.a = 1', 'unreachable'],
    ['def x = 1; [1].forEach(y -> { x = y })', 'Variable [x] is read-only.'],
    ['if (1) { ctx.a = 1 }', 'Cannot cast from [int] to [boolean].'],
  ])('%s breaks a rule of the compiler', (script, message) => {
    const problem = problemOf(script);
    expect(problem.code).toBe('PAINLESS_COMPILE');
    expect(problem.message).toContain(message);
  });

  test('nesting is bounded', () => {
    expect(problemOf(`ctx.a = ${'('.repeat(5000)}1${')'.repeat(5000)}`).code).toBe('PAINLESS_SYNTAX');
    expect(problemOf(`ctx.a = ${'!'.repeat(5000)}true`).code).toBe('PAINLESS_SYNTAX');
    expect(problemOf('if (ctx.a) { '.repeat(5000)).code).toBe('PAINLESS_SYNTAX');
  });
});

describe('errors while running', () => {
  function errorOf(run: () => unknown): PainlessError {
    try {
      run();
    } catch (error) {
      if (error instanceof PainlessError) return error;
      throw error;
    }
    throw new Error('nothing was thrown');
  }

  test('a Java exception is the cause of a script_exception', () => {
    const error = errorOf(() => runScript('ctx.a = ctx.b.c', {}));
    expect(error).toMatchObject({
      type: 'script_exception',
      message: 'runtime error',
      causedBy: {
        type: 'null_pointer_exception',
        message: 'cannot access method/field [c] from a null def reference',
      },
    });
    expect(error.rootMessage).toBe('cannot access method/field [c] from a null def reference');
  });

  test('a loop that does not end is stopped, and a catch does not take that', () => {
    const script = 'try { while (true) { ctx.n += 1 } } catch (Exception e) { ctx.caught = true }';
    expect(errorOf(() => runScript(script, { n: 0 })).causedBy?.type).toBe('painless_error');
  });

  test('each run counts its own loops', () => {
    const program = compilePainless('for (int i = 0; i < 600000; i++) { ctx.n = i }', { kind: 'script' });
    const document = newDocument({}, 'index', 'id', 0, '');
    program.run(document);
    program.run(document);
    expect(document.source).toEqual({ n: 599_999 });
  });

  test('endless recursion is an error of the script', () => {
    const error = errorOf(() => runScript('def f(def x) { return f(x) } ctx.a = f(1)', {}));
    expect(error.causedBy?.type).toBe('stack_overflow_error');
  });

  test('a condition changes nothing in the document', () => {
    const source = { l: [1], m: { a: 1 } };
    for (const script of [
      'ctx.x = 1; true',
      'ctx.l.add(1)',
      'ctx.m.a = 2; true',
      'ctx.remove("l") != null',
      'def x = ctx.l; x[0] = 5; true',
    ]) {
      expect(errorOf(() => runCondition(script, source)).causedBy).toMatchObject({
        type: 'unsupported_operation_exception',
        message: 'Mutating ingest documents in conditionals is not supported',
      });
    }
    expect(source).toEqual({ l: [1], m: { a: 1 } });
  });

  test('a condition may change what it made', () => {
    expect(
      runCondition('def x = new ArrayList(ctx.l); x.add(2); def m = [:]; m.a = x; m.a.size() == 2', {
        l: [1],
      }),
    ).toBe(true);
  });
});

describe('the document', () => {
  test('keys of prototypes are ordinary keys', () => {
    const source = runScript(
      'ctx.r = ctx.constructor; ctx.m.__proto__ = ["polluted": true]; ctx.r2 = ctx.m.toString',
      {
        m: {},
      },
    );
    expect(source['r']).toBeNull();
    expect(source['r2']).toBeNull();
    expect(Object.hasOwn(source['m'] as object, '__proto__')).toBe(true);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('lists and maps are shared with it', () => {
    expect(runScript('def l = ctx.a.b; l.add(2); def m = ctx.a; m.c = "x"', { a: { b: [1] } })).toEqual({
      a: { b: [1, 2], c: 'x' },
    });
  });

  test('what the script makes becomes JSON', () => {
    const script =
      'ctx.m = ["k": new HashSet(["a"]), "d": 2.0, "l": 5L]; ctx.list = [1.5f, (byte) 3]; ctx.nan = 0.0 / 0';
    expect(JSON.stringify(runScript(script, {}))).toBe(
      '{"m":{"k":["a"],"d":2.0,"l":5},"list":[1.5,3],"nan":"NaN"}',
    );
  });

  test('a map made by the script may be changed after it was stored', () => {
    expect(runScript('def m = [:]; ctx.a = m; ctx.b = m; m.x = 1', {})).toEqual({ a: { x: 1 }, b: { x: 1 } });
  });

  test('params are not shared with it', () => {
    const program = compilePainless('ctx.a = params.list; ctx.m = params.map', {
      kind: 'script',
      params: { list: [1], map: { deep: [1] } },
    });
    const [first, second] = [newDocument({}, 'i', '1', 0, ''), newDocument({}, 'i', '2', 0, '')];
    program.run(first);
    (first.source['a'] as number[]).push(2);
    ((first.source['m'] as JsonObject)['deep'] as number[]).push(2);
    program.run(second);
    expect(second.source).toEqual({ a: [1], m: { deep: [1] } });
  });

  test('params cannot be changed', () => {
    expect(() => runScript('params.x = 1', {}, { x: 0 })).toThrow(PainlessError);
  });

  test.each([['ctx.a.self = ctx.a'], ['ctx.l.add(ctx.l)'], ['def m = [:]; m.m = m; ctx.m = m']])(
    '%s would never end',
    (script) => {
      expect(() => runScript(script, { a: {}, l: [] })).toThrow('Iterable object is self-referencing itself');
    },
  );

  test('metadata lives beside the source', () => {
    const document = newDocument({ _index: 'hidden' }, 'index', 'id', 0, '');
    compilePainless('ctx.seen = ctx._index; ctx._index = "other"', { kind: 'script' }).run(document);
    expect(document.source['seen']).toBe('index');
    expect(document.metadata['_index']).toBe('other');
  });

  test('maps are iterated in the order of a HashMap, whatever the order of the JSON', () => {
    const script = 'def r = []; for (e in ctx.m.entrySet()) { r.add(e.getKey()) } ctx.r = r';
    const m = { a: 1, b: 2, zeta: 3, alpha: 4, Name: 5, Value: 6 };
    expect(runScript(script, { m })['r']).toEqual(['zeta', 'a', 'b', 'alpha', 'Value', 'Name']);
  });
});

test('one program serves many documents', () => {
  const program = compilePainless("ctx.a?.b == 'x'", { kind: 'condition' });
  const sources: JsonObject[] = [{ a: { b: 'x' } }, {}, { a: null }, { a: { b: 'y' } }];
  const answers = sources.map((source) => program.run(newDocument(source, 'index', 'id', 0, '')));
  expect(answers).toEqual([true, false, false, false]);
});

test('office hours in a time zone with summer time', () => {
  const script = `
    ZonedDateTime local = ZonedDateTime.parse(ctx.t).withZoneSameInstant(ZoneId.of('Europe/Berlin'));
    boolean weekend = local.getDayOfWeek() == DayOfWeek.SATURDAY || local.getDayOfWeek() == DayOfWeek.SUNDAY;
    ctx.outside = weekend || local.getHour() < 8 || local.getHour() >= 18;`;
  const outside = (t: string): unknown => runScript(script, { t })['outside'];
  expect(outside('2026-07-01T16:30:00Z')).toBe(true);
  expect(outside('2026-12-01T16:30:00Z')).toBe(false);
  expect(outside('2026-11-22T12:00:00Z')).toBe(true);
});
