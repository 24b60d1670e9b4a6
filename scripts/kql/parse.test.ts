import fc from 'fast-check';
import { KqlSyntaxError, findUnparenthesisedMix, leavesOf, parseKql, termText } from '.';
import type { KqlNode, KqlTerm } from '.';

/** The tree as text: terms quoted where the query quotes, operators in front. */
function outline(node: KqlNode): string {
  const term = (value: KqlTerm | null): string => {
    if (value === null) return '';
    if (value.type === 'wildcard') return `~${value.parts.join('*')}`;
    return typeof value.value === 'string'
      ? value.quoted
        ? JSON.stringify(value.value)
        : value.value
      : `<${String(value.value)}>`;
  };
  switch (node.type) {
    case 'and':
    case 'or':
      return `${node.type}(${node.children.map(outline).join(', ')})`;
    case 'not':
      return `not(${outline(node.child)})`;
    case 'nested':
      return `nested(${term(node.path)}, ${outline(node.child)})`;
    case 'is':
      return node.field === null ? term(node.value) : `${term(node.field)}=${term(node.value)}`;
    case 'range':
      return `${term(node.field)} ${node.operator} ${term(node.value)}`;
    case 'match_all':
      return 'all';
  }
}

function errorOf(query: string): KqlSyntaxError {
  try {
    parseKql(query);
  } catch (error) {
    if (error instanceof KqlSyntaxError) return error;
    throw error;
  }
  throw new Error(`${query} was expected to be refused`);
}

describe('KQL is read as Kibana reads it', () => {
  test.each([
    ['precedence: not, and, or', 'not a:1 and b:2 or c:3', 'or(and(not(a=1), b=2), c=3)'],
    ['lists are flat', 'a:1 and b:2 and c:3', 'and(a=1, b=2, c=3)'],
    ['parentheses group', 'a:1 and (b:2 or c:3)', 'and(a=1, or(b=2, c=3))'],
    ['keywords in any case', 'a:1 AND b:2 oR NOT c:3', 'or(and(a=1, b=2), not(c=3))'],
    ['NBSP is white space', 'a:1\u00a0and\u00a0b:2', 'and(a=1, b=2)'],
    ['U+3000 is text', 'a:1\u3000and\u3000b', 'a=1\u3000and\u3000b'],
    ['inner spaces belong to the value', 'f:foo bar  baz ', 'f=foo bar  baz'],
    ['inner spaces belong to the field', 'foo bar : x', 'foo bar=x'],
    ['spaces around the colon', ' f : x ', 'f=x'],
    ['a keyword at the end is text', 'k:a and', 'k=a and'],
    ['a keyword at the start is text', 'and k:a', 'and k=a'],
    ['a keyword within a word is text', 'k:android or k:order', 'or(k=android, k=order)'],
    ['a keyword behind a keyword is text', 'a and or b', 'and(a, or b)'],
    ['a keyword alone is text', 'not', 'not'],
    ['escaped white space', String.raw`k:a\tb\nc\rd`, 'k=a\tb\nc\rd'],
    ['escaped special characters', String.raw`k:\(a\)\:\<b\>\"c\*\{\}\\`, 'k=(a):<b>"c*{}\\'],
    ['escaped unicode', String.raw`k:\u0041b`, 'k=Ab'],
    ['escaped and, or', String.raw`k:a \and b \OR c`, 'k=a and b OR c'],
    [String.raw`\not is a newline and "ot"`, String.raw`k:a\not b`, 'k=a\not b'],
    ['quotes keep text whole', 'k:"a and (b or c): *"', 'k="a and (b or c): *"'],
    ['escapes in quotes', String.raw`k:"a\"b\\c\td\u0041"`, 'k="a\\"b\\\\c\\tdA"'],
    ['any other backslash in quotes stays', String.raw`k:"C:\Temp\*"`, String.raw`k="C:\\Temp\\*"`],
    ['true, false and null are typed', 'a:true and b:false and c:null', 'and(a=<true>, b=<false>, c=<null>)'],
    ['only in lower case', 'a:True and b:FALSE', 'and(a=True, b=FALSE)'],
    ['quoted true is text', 'a:"true"', 'a="true"'],
    ['numbers stay text', 'a:007 or b:1e5', 'or(a=007, b=1e5)'],
    ['star in a value', 'a:f*o', 'a=~f*o'],
    ['star in a field name', 'a.*:x', '~a.*=x'],
    ['lone star', 'a:*', 'a=~*'],
    ['spaces outside a pattern are trimmed', 'a: * x * ', 'a=~* x *'],
    ['everything', '*:*', '~*=~*'],
    ['free text', 'foo bar', 'foo bar'],
    ['quoted free text', '"foo bar"', '"foo bar"'],
    ['bare star', '*', '~*'],
    ['empty query', '', 'all'],
    ['spaces only', ' \t\n', 'all'],
    ['ranges', 'a<1 and b <= 2 and c>3 and d >=4', 'and(a lt 1, b lte 2, c gt 3, d gte 4)'],
    ['a range with a star', 'a > 1*', 'a gt ~1*'],
    ['a range with quotes', 'a > "2020-01-01T00:00:00Z"', 'a gt "2020-01-01T00:00:00Z"'],
    ['value list', 'f:(a or b)', 'or(f=a, f=b)'],
    ['value list with and, not', 'f:(a or (b and not c))', 'or(f=a, and(f=b, not(f=c)))'],
    ['value list with precedence', 'f:(a and b or c)', 'or(and(f=a, f=b), f=c)'],
    ['value list of one', 'f:(a)', 'f=a'],
    ['negated value list', 'f:(not a)', 'not(f=a)'],
    ['nested', 'a:{ b:x and c:y }', 'nested(a, and(b=x, c=y))'],
    ['nested in nested', 'a:{b:{c:x}}', 'nested(a, nested(b, c=x))'],
    ['quoted field', '"a*":x', '"a*"=x'],
    ['the field null is no field', 'null:x', 'x'],
    ['two negations need parentheses', 'not (not a:1)', 'not(not(a=1))'],
  ])('%s', (_name, query, expected) => {
    expect(outline(parseKql(query))).toBe(expected);
  });

  test.each([
    ['not(x)', 3],
    ['not not x', 4],
    ['f: not a', 3],
    ['a and(b)', 5],
    ['k:cannot open', 5],
    ['k:a and ', 8],
    ['(a', 2],
    ['a)', 1],
    ['f:', 2],
    [':x', 0],
    ['f:"abc', 2],
    ['a:{b:x', 6],
    ['a:{}', 3],
    ['()', 1],
    ['f:(a b) c', 8],
    ['a:b:c', 3],
    [String.raw`a:\x`, 2],
    [String.raw`a:b\u00g1`, 3],
    ['a >', 3],
  ])('%s is a syntax error', (query, offset) => {
    expect(errorOf(query).offset).toBe(offset);
  });

  test('an error names line, column, what was found, what was expected, and the cure', () => {
    const error = errorOf('a:1 and\n  not not b:2');
    expect(error).toMatchObject({ line: 2, column: 7, found: '"not"' });
    expect(error.message).toBe(
      'line 2, column 7: expected a field name, a value or "(", but found "not". ' +
        'Write "not" before the field, or f:(not value), once only.',
    );
    expect(errorOf('(a:1 or b:2').message).toContain('found the end of the query');
  });

  test('nesting beyond all sense is a syntax error, not a crash', () => {
    expect(errorOf(`${'('.repeat(20_000)}a${')'.repeat(20_000)}`).expected).toContain('500 levels');
  });

  test('a long run of spaces costs linear time', () => {
    const started = performance.now();
    parseKql(`a:b${' '.repeat(200_000)}c`);
    expect(performance.now() - started).toBeLessThan(500);
  });

  test('whatever the text, the answer is a tree or a KqlSyntaxError', () => {
    const piece = fc.constantFrom(
      'a',
      'not ',
      ' and ',
      ' or ',
      ':',
      '(',
      ')',
      '{',
      '}',
      '*',
      '"',
      '\\',
      ' ',
      '<',
      '=',
      'é',
      '\\u00',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece, { maxLength: 40 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (query) => {
        try {
          const { span } = parseKql(query);
          expect(span.start).toBeLessThanOrEqual(span.end);
        } catch (error) {
          expect(error).toBeInstanceOf(KqlSyntaxError);
        }
      }),
    );
  });
});

describe('spans', () => {
  const slice = (query: string, node: { span: { start: number; end: number } }): string =>
    query.slice(node.span.start, node.span.end);

  test('a node spans its text without outer spaces', () => {
    const query = ' a : x y  and not ( b > 2 or c:* ) ';
    const root = parseKql(query);
    expect(slice(query, root)).toBe('a : x y  and not ( b > 2 or c:* )');
    expect(leavesOf(root).map((leaf) => slice(query, leaf))).toEqual(['a : x y', 'b > 2', 'c:*']);
  });

  test('in a value list each value is a leaf with its own span', () => {
    const query = 'f:(a or "b c") and g:1';
    const root = parseKql(query);
    expect(leavesOf(root).map((leaf) => slice(query, leaf))).toEqual(['a', '"b c"', 'g:1']);
    expect(root.type === 'and' && root.children.map((child) => slice(query, child))).toEqual([
      'f:(a or "b c")',
      'g:1',
    ]);
  });

  test('parentheses are recorded, the outermost ones', () => {
    const query = 'x:1 and ((a:1 or b:2))';
    const root = parseKql(query);
    const group = root.type === 'and' ? root.children[1]?.group : undefined;
    expect(group).toEqual({ start: 8, end: 22 });
  });

  test('a wildcard keeps its parts apart, so that an escaped star stays text', () => {
    const node = parseKql(String.raw`f:a\**b`);
    expect(node.type === 'is' && node.value).toMatchObject({ type: 'wildcard', parts: ['a*', 'b'] });
    expect(node.type === 'is' && termText(node.value)).toBe('a**b');
  });
});

describe('mixing and with or', () => {
  test.each([
    ['a:1 and b:2 or c:3', 'a:1 and b:2 or c:3'],
    ['x:1 or (a:1 and b:2 or c:3)', 'a:1 and b:2 or c:3'],
    ['not (a:1 or not b:2 and c:3)', 'a:1 or not b:2 and c:3'],
    ['f:(a and b or c)', 'f:(a and b or c)'],
    ['p:{ a:1 or b:2 and c:3 }', 'a:1 or b:2 and c:3'],
  ])('%s needs parentheses', (query, mixed) => {
    const span = findUnparenthesisedMix(query);
    expect(query.slice(span?.start, span?.end)).toBe(mixed);
  });

  test.each([
    '(a:1 and b:2) or c:3',
    'a:1 and (b:2 or c:3)',
    'a:1 or f:(x and y)',
    'a:1 and b:2',
    'f:(a or b) or g:1',
  ])('%s is plain', (query) => {
    expect(findUnparenthesisedMix(query)).toBeUndefined();
  });
});
