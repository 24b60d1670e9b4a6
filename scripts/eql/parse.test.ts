import { EqlSyntaxError, parseEql } from '.';
import type { EqlCondition, EqlQuery, EqlTerm } from '.';

/** The tree as text, operators in front. */
function outline(node: EqlCondition): string {
  switch (node.type) {
    case 'and':
    case 'or':
      return `${node.type}(${node.children.map(outline).join(', ')})`;
    case 'not':
      return `not(${outline(node.child)})`;
    case 'constant':
      return String(node.value);
    case 'field':
      return name(node.field);
    case 'compare': {
      const field = node.ofLength ? `#${name(node.field)}` : name(node.field);
      return `${field} ${node.operator} ${JSON.stringify(node.value.value)}`;
    }
    case 'match':
      return `${name(node.field)} ${node.operator} ${JSON.stringify(node.values.map(({ value }) => value))}`;
    case 'call':
      return `${node.function}${node.insensitive ? '~' : ''}(${name(node.field)}, ${JSON.stringify(node.values.map(({ value }) => value))})`;
  }
}

function name(field: { name: string; optional: boolean }): string {
  return `${field.optional ? '?' : ''}${field.name}`;
}

function whole(query: EqlQuery): string {
  if (query.type === 'event')
    return `${query.event.category?.value ?? 'any'}: ${outline(query.event.condition)}`;
  const term = ({ event, by, runs }: EqlTerm): string =>
    `[${event.category?.value ?? 'any'}: ${outline(event.condition)}] by(${by.map(name).join()}) x${runs}`;
  const until = query.until ? ` until ${term(query.until)}` : '';
  return `by(${query.by.map(name).join()}) ${query.maxspan ?? '-'} ${query.terms.map(term).join(' ')}${until}`;
}

function condition(text: string): string {
  const query = parseEql(`any where ${text}`);
  if (query.type !== 'event') throw new Error('an event query was expected');
  return outline(query.event.condition);
}

function errorOf(text: string): EqlSyntaxError {
  try {
    parseEql(text);
  } catch (error) {
    if (error instanceof EqlSyntaxError) return error;
    throw error;
  }
  throw new Error(`${text} was expected to be refused`);
}

describe('conditions', () => {
  test.each([
    ['precedence: not, and, or', 'not a == 1 and b == 2 or c == 3', 'or(and(not(a == 1), b == 2), c == 3)'],
    ['parentheses group', 'a == 1 and (b == 2 or c == 3)', 'and(a == 1, or(b == 2, c == 3))'],
    [
      'values of every kind',
      'a == "x" and b != -1.5 and c == true and d == null',
      'and(a == "x", b != -1.5, c == true, d == null)',
    ],
    ['comparisons', 'a < 1 and b <= 2 and c > 3 and d >= 4', 'and(a < 1, b <= 2, c > 3, d >= 4)'],
    ['lists', 'a in ("x", "y") and b not in~ ("z")', 'and(a in ["x","y"], not(b in~ ["z"]))'],
    ['any case', 'a : "x*" and b : ("y", "z?")', 'and(a : ["x*"], b : ["y","z?"])'],
    [
      'patterns',
      'a like "x*" or b like~ ("y") or c regex~ "z.*"',
      'or(a like ["x*"], b like~ ["y"], c regex~ ["z.*"])',
    ],
    [
      'functions',
      'startsWith~(a, "x") or wildcard(b, "y*", "z")',
      'or(startsWith~(a, ["x"]), wildcard(b, ["y*","z"]))',
    ],
    [
      'blocks of addresses',
      'cidrMatch(source.ip, "192.0.2.0/24", "2001:db8::/32")',
      'cidrMatch(source.ip, ["192.0.2.0/24","2001:db8::/32"])',
    ],
    ['a length', 'length(a.b) > 10', '#a.b > 10'],
    ['a field alone', 'flag and not ?other', 'and(flag, not(?other))'],
    ['names with hyphens', 'a.`b-c`.`d``e` == 1', 'a.b-c.d`e == 1'],
    ['keywords within a name', 'a.in.where == 1', 'a.in.where == 1'],
    ['escapes', String.raw`a == "\"\\\n\u{e9}"`, String.raw`a == "\"\\\né"`],
    ['raw strings', String.raw`a == """C:\x "y" """`, String.raw`a == "C:\\x \"y\" "`],
    ['comments', 'a == 1 // one\n and /* two */ b == 2', 'and(a == 1, b == 2)'],
  ])('%s', (_, text, expected) => {
    expect(condition(text)).toBe(expected);
  });
});

describe('queries', () => {
  test.each([
    ['any category', 'any where true', 'any: true'],
    ['a category', 'web where a == 1', 'web: a == 1'],
    ['a quoted category', '"my-web" where true', 'my-web: true'],
    [
      'a sequence',
      'sequence by a, ?b with maxspan=15m [x where true] with runs=5 [any where c == 1] until [y where true]',
      'by(a,?b) 900000 [x: true] by() x5 [any: c == 1] by() x1 until [y: true] by() x1',
    ],
    [
      'keys of each event',
      'sequence with maxspan=7d [x where true] by a.b with runs=2 [y where true] by c.d',
      'by() 604800000 [x: true] by(a.b) x2 [y: true] by(c.d) x1',
    ],
    [
      'without anything',
      'sequence [x where true] [y where true]',
      'by() - [x: true] by() x1 [y: true] by() x1',
    ],
    ['one event, several runs', 'sequence [x where true] with runs=2', 'by() - [x: true] by() x2'],
  ])('%s', (_, text, expected) => {
    expect(whole(parseEql(text))).toBe(expected);
  });

  test('spans cut the clauses out of the text', () => {
    const text = 'sequence by a with maxspan=1m [x where (b == 1 or c == 2)] with runs=2 [y where true]';
    const query = parseEql(text);
    if (query.type !== 'sequence') throw new Error('a sequence was expected');
    const cut = ({ start, end }: { start: number; end: number } = { start: 0, end: 0 }): string =>
      text.slice(start, end);
    expect(
      [
        query.by[0]?.span,
        query.maxspanSpan,
        query.terms[0]?.runsSpan,
        query.terms[0]?.event.condition.group,
      ].map(cut),
    ).toEqual(['a', 'with maxspan=1m', 'with runs=2', '(b == 1 or c == 2)']);
  });
});

describe('what is not EQL is refused at its place', () => {
  test.each([
    ['= for ==', 'any where a = 1', 13, '"=="', 'Equality is written =='],
    ['single quotes', "any where a == 'x'", 16, 'a name, a value', 'double quotes'],
    ['an open string', 'any where a == "x', 16, 'a name, a value', 'never closed'],
    ['no where', 'any a == 1', 5, '"where"', 'category where condition'],
    ['the value first', 'any where "x" == a', 11, 'a condition', 'field on the left'],
    ['two fields', 'any where a == b', 16, 'a value', 'cannot be compared'],
    [
      'an unknown function',
      'any where concat(a, "x") == "y"',
      11,
      'one of the functions',
      'concat is not known',
    ],
    ['arithmetic', 'any where a + 1 == 2', 13, 'a comparison', 'Arithmetic'],
    ['upper-case operators', 'any where a == 1 AND b == 2', 18, 'the end of the query', 'lower case'],
    ['a pipe', 'any where true | head 5', 16, 'the end of the query', 'no pipes'],
    ['join', 'join [x where true] [y where true]', 1, '"sequence" or an event', 'not known'],
    ['a missing event', 'sequence [x where true] ![y where true]', 25, '"["', 'Missing events'],
    ['one event', 'sequence [x where true]', 24, 'a further event', 'at least two'],
    ['an open bracket', 'sequence [x where true', 23, '"]"', 'never closed'],
    ['a list without parentheses', 'any where a in "x"', 16, '"("', 'parentheses'],
    [
      'a wrong unit',
      'sequence with maxspan=1w [x where true] [y where true]',
      24,
      'one of the units',
      undefined,
    ],
    ['too many runs', 'sequence [x where true] with runs=101', 35, 'from 1 to 100', undefined],
    ['a key too few', 'sequence [x where true] by a [y where true]', 30, '1 join keys', 'as many'],
    [
      'by behind with',
      'sequence with maxspan=1m by a [x where true] [y where true]',
      26,
      'an event in [ ]',
      'stands before',
    ],
    ['null in a range', 'any where a > null', 15, 'a value other than null', undefined],
    ['an unknown escape', String.raw`any where a == "\d"`, 17, 'one of the escapes', 'raw string'],
    ['a hyphen', 'any where -a == 1', 11, 'a condition', 'backticks'],
    ['not like', 'any where a not like "x"', 22, '"in" or "in~"', 'not field like'],
  ])('%s', (_, text, column, expected, hint) => {
    const error = errorOf(text);
    expect(error.line).toBe(1);
    expect(error.column).toBe(column);
    expect(error.expected).toContain(expected);
    if (hint === undefined) expect(error.hint).toBeUndefined();
    else expect(error.hint).toContain(hint);
  });

  test('lines count', () => {
    expect(errorOf('sequence\n  [x where true]\n  [y where a ==]')).toMatchObject({
      line: 3,
      column: 16,
      found: '"]"',
    });
  });

  test('hostile nesting ends in an error, not in an overflow', () => {
    expect(errorOf(`any where ${'('.repeat(100_000)}`).expected).toContain('levels of parentheses');
    expect(errorOf(`any where ${'not '.repeat(100_000)}a`).expected).toContain('levels of parentheses');
  });
});
