import { parseKql } from '../kql';
import { compileKql, fieldCatalogue } from '.';
import type { QueryDsl } from './types';

const fields = fieldCatalogue({
  dynamic: false,
  dynamic_templates: [{ parameters: { path_match: 'dyn.*', mapping: { type: 'keyword' } } }],
  properties: {
    k: { type: 'keyword' },
    w: { type: 'wildcard' },
    t: { type: 'text' },
    n: { type: 'long' },
    d: { type: 'date' },
    flat: { type: 'flattened' },
    a: {
      type: 'nested',
      properties: { x: { type: 'keyword' }, b: { type: 'nested', properties: { y: { type: 'keyword' } } } },
    },
    o: { properties: { k1: { type: 'keyword' }, k2: { type: 'long' } } },
    dyn: { dynamic: true, properties: {} },
  },
});

function compile(query: string): QueryDsl {
  return compileKql(parseKql(query), fields);
}

function should(...clauses: QueryDsl[]): QueryDsl {
  return { bool: { should: clauses, minimum_should_match: 1 } };
}

describe('KQL becomes the Query DSL that Kibana builds', () => {
  test.each<[string, string, QueryDsl]>([
    ['keyword: term', 'k:x', should({ term: { k: { value: 'x' } } })],
    ['keyword, quoted: term too', 'k:"x y"', should({ term: { k: { value: 'x y' } } })],
    [
      'keyword, star: wildcard, rest escaped',
      'k:a-b*',
      should({ wildcard: { k: { value: String.raw`a\-b*` } } }),
    ],
    ['keyword, true: typed', 'k:true', should({ term: { k: { value: true } } })],
    ['wildcard counts as keyword', 'w:x', should({ term: { w: { value: 'x' } } })],
    ['a dynamic template counts as its type', 'dyn.Name:x', should({ term: { 'dyn.Name': { value: 'x' } } })],
    ['text: match', 't:x y', should({ match: { t: 'x y' } })],
    ['text, quoted: match_phrase', 't:"x y"', should({ match_phrase: { t: 'x y' } })],
    ['text, star: query_string', 't:x*', should({ query_string: { fields: ['t'], query: 'x*' } })],
    ['number: match with text', 'n:007', should({ match: { n: '007' } })],
    ['unknown field: match', 'zzz:x', should({ match: { zzz: 'x' } })],
    ['flattened key: match', 'flat.a:x', should({ match: { 'flat.a': 'x' } })],
    [
      'date: range in UTC',
      'd:2020-01-01',
      should({ range: { d: { gte: '2020-01-01', lte: '2020-01-01', time_zone: 'Zulu' } } }),
    ],
    [
      'date, epoch: no zone',
      'd:1577836800000',
      should({ range: { d: { gte: '1577836800000', lte: '1577836800000' } } }),
    ],
    ['range on a date', 'd >= now-1d', should({ range: { d: { gte: 'now-1d', time_zone: 'Zulu' } } })],
    ['range on a number', 'n < 5', should({ range: { n: { lt: '5' } } })],
    ['range with a star keeps it', 'n > 5*', should({ range: { n: { gt: '5*' } } })],
    ['lone star: exists', 'k:*', should({ exists: { field: 'k' } })],
    ['two stars: no exists', 'k:**', should({ wildcard: { k: { value: '**' } } })],
    ['escaped star: a value', String.raw`k:\*`, should({ term: { k: { value: '*' } } })],
    ['everything', '*:*', { match_all: {} }],
    ['nothing said', '', { match_all: {} }],
    ['free text', 'foo', { multi_match: { type: 'best_fields', query: 'foo', lenient: true } }],
    ['quoted free text', '"foo bar"', { multi_match: { type: 'phrase', query: 'foo bar', lenient: true } }],
    ['bare star', '*', { query_string: { query: '*' } }],
    ['free text with star', 'fo*', { query_string: { query: 'fo*' } }],
    [
      'and: filter',
      'k:x and n:1',
      { bool: { filter: [should({ term: { k: { value: 'x' } } }), should({ match: { n: '1' } })] } },
    ],
    [
      'or: should',
      'k:x or n:1',
      should(should({ term: { k: { value: 'x' } } }), should({ match: { n: '1' } })),
    ],
    ['not: must_not', 'not k:x', { bool: { must_not: should({ term: { k: { value: 'x' } } }) } }],
    [
      'field pattern: one clause a field',
      'o.*:5',
      should({ term: { 'o.k1': { value: '5' } } }, { match: { 'o.k2': '5' } }),
    ],
    ['field pattern without a field: as written', 'qq*:5', should({ match: { 'qq*': '5' } })],
    [
      'field pattern wraps nested fields',
      'a.*:*',
      should(
        { nested: { path: 'a.b', query: { exists: { field: 'a.b.y' } }, score_mode: 'none' } },
        { nested: { path: 'a', query: { exists: { field: 'a.x' } }, score_mode: 'none' } },
      ),
    ],
    ['quoted field never expands', '"o.*":5', should({ match: { 'o.*': '5' } })],
    [
      'nested',
      'a:{ x:1 }',
      { nested: { path: 'a', query: should({ term: { 'a.x': { value: '1' } } }), score_mode: 'none' } },
    ],
    [
      'nested paths compose',
      'a:{ b:{ y:1 } }',
      {
        nested: {
          path: 'a',
          query: {
            nested: { path: 'a.b', query: should({ term: { 'a.b.y': { value: '1' } } }), score_mode: 'none' },
          },
          score_mode: 'none',
        },
      },
    ],
    [
      'free text in a nested group: a field called null',
      'a:{ foo }',
      { nested: { path: 'a', query: should({ match: { 'a.null': 'foo' } }), score_mode: 'none' } },
    ],
  ])('%s', (_name, query, expected) => {
    expect(compile(query)).toEqual(expected);
  });

  test.each([
    ['a.x:1', 'is a nested field'],
    ['a:{ k:1 or b.y:1 }', 'right one is "a.b"'],
    ['o:{ k1:1 }', 'is not a nested field'],
  ])('%s is refused: wrong nesting', (query, message) => {
    expect(() => compile(query)).toThrow(message);
  });

  test('a field called __proto__ stays a field', () => {
    const query = compile('"__proto__":x');
    expect(JSON.stringify(query)).toBe(
      '{"bool":{"should":[{"match":{"__proto__":"x"}}],"minimum_should_match":1}}',
    );
  });
});
