import { parseKql } from '../kql';
import type { KqlNode } from '../kql';
import { compileKql } from './compile-kql';
import { compiledParts } from './compiled-parts';
import { fieldCatalogue } from './mapping/field-catalogue';

const fields = fieldCatalogue({
  properties: { a: { type: 'keyword' }, b: { type: 'long' }, n: { type: 'boolean' } },
});

describe('compiledParts', () => {
  test.each([
    ['a: x', 1],
    ['a: x and b > 5', 3],
    ['not a: x', 2],
    ['a: (x or y*) and not (b: 1 or n: true)', 8],
    ['* and a: *', 3],
    ['text without a field or not a: x', 4],
  ])('%s: each part is what it compiles to by itself', (query, count) => {
    const ast = parseKql(query);
    const parts = compiledParts(ast, compileKql(ast, fields));
    expect(parts.size).toBe(count);
    for (const [node, part] of parts) expect(part).toEqual(compileKql(node, fields));
  });

  test('spare another query with the same nodes their translation', () => {
    const ast = parseKql('a: x and (b: 1 or n: true)');
    const parts = compiledParts(ast, compileKql(ast, fields));
    if (ast.type !== 'and') throw new Error('an “and” was parsed as something else');
    const other: KqlNode = { ...ast, type: 'or' };
    const compiled = compileKql(other, fields, parts);
    expect(compiled).toEqual(compileKql(other, fields));
    expect([...compiledParts(other, compiled).values()].slice(1)).toEqual([...parts.values()].slice(1));
    for (const child of ast.children)
      expect(compiledParts(other, compiled).get(child)).toBe(parts.get(child));
  });

  test('refuses the compiled form of another query', () => {
    const ast = parseKql('a: x and b: 1');
    expect(() => compiledParts(ast, compileKql(parseKql('a: x'), fields))).toThrow(/not the compiled form/);
  });
});
