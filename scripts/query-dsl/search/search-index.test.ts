import { BoxedInteger } from '../../base/java-number';
import type { JsonObject, JsonValue } from '../../base/json';
import { SearchIndex } from '..';
import type { IndexMapping, SearchRequest } from '../types';

const mapping: IndexMapping = {
  dynamic: false,
  properties: {
    k: { type: 'keyword', ignore_above: 5 },
    l: { type: 'long' },
    d: { type: 'date' },
    f: { type: 'double' },
    ip: { type: 'ip' },
    flat: { type: 'flattened', depth_limit: 2 },
    o: { properties: { x: { type: 'keyword' } } },
    n: { type: 'nested', properties: { x: { type: 'keyword' } } },
    lenient: { type: 'long', ignore_malformed: true },
    al: { type: 'alias', path: 'k' },
  },
};

function indexOf(documents: readonly JsonObject[], using: IndexMapping = mapping): SearchIndex {
  const index = new SearchIndex(using);
  documents.forEach((source, position) => index.create('logs-a', String(position), source));
  return index;
}

function idsOf(index: SearchIndex, request: Partial<SearchRequest>): string[] {
  const { hits } = index.search({ index: ['*'], query: { match_all: {} }, size: 100, ...request });
  return hits.map(({ _id }) => _id);
}

describe('writing a document', () => {
  test('twice under one id keeps the first', () => {
    const index = new SearchIndex(mapping);
    expect(index.create('logs-a', '1', { k: 'a' })).toEqual({ kind: 'created' });
    expect(index.create('logs-a', '1', { k: 'b' })).toEqual({ kind: 'duplicate' });
    expect(index.create('logs-b', '1', { k: 'c' })).toEqual({ kind: 'created' });
    expect(index.documents().map(({ version, source }) => [version, source['k']])).toEqual([
      [1, 'a'],
      [1, 'c'],
    ]);
  });

  test.each<[JsonObject, string]>([
    [
      { k: { a: 1 } },
      "failed to parse field [k] of type [keyword] in document with id '1'. Preview of field's value: '{a=1}'",
    ],
    [
      { l: ['1', 'abc'] },
      "failed to parse field [l] of type [long] in document with id '1'. Preview of field's value: 'abc'",
    ],
    [{ l: true }, 'field [l]'],
    [{ l: 1e19 }, 'field [l]'],
    [{ d: '2020-1-1' }, 'field [d]'],
    [{ f: 'NaN' }, 'field [f]'],
    [{ ip: '1.2.3' }, 'field [ip]'],
    [{ flat: 'text' }, 'field [flat]'],
    [{ flat: { a: { b: { c: 1 } } } }, 'field [flat]'],
    [{ o: 'text' }, 'object mapping for [o] tried to parse field [o] as object, but found a concrete value'],
    [{ o: [null, 'x'] }, 'object mapping for [o] tried to parse field [null] as object'],
    [{ n: 'text' }, 'object mapping for [n]'],
    [{ lenient: { a: 1 } }, 'field [lenient]'],
    [{ k: 'x'.repeat(10), 'o.x': 'y'.repeat(32_767) }, 'field [o.x]'],
    [{ '': 1 }, 'field name cannot be an empty string'],
    [{ 'a..b': 1 }, 'field name cannot contain only whitespace'],
    [{ al: 'x' }, 'Cannot write to a field alias [al].'],
  ])('%j is refused', (source, reason) => {
    const result = new SearchIndex(mapping).create('logs-a', '1', source);
    expect(result).toMatchObject({ kind: 'failed', type: 'document_parsing_exception' });
    expect(result.kind === 'failed' && result.reason).toContain(reason);
  });

  test.each<[JsonObject]>([
    [{ l: '' }],
    [{ l: ['1', null, 1.9] }],
    [{ d: 1577836800000 }],
    [{ k: 'longer than five' }],
    [{ k: [[1, true]] }],
    [{ o: null, n: [null, [{ x: 'a' }]] }],
    [{ lenient: 'abc' }],
    [{ unknown: { deep: [1] } }],
    [{ flat: [{ a: 1 }, { 'b.c': null }] }],
  ])('%j is taken', (source) => {
    expect(new SearchIndex(mapping).create('logs-a', '1', source)).toEqual({ kind: 'created' });
  });

  test('a JSON nested beyond all sense is refused, not a crash', () => {
    let deep: JsonValue = 1;
    for (let depth = 0; depth < 5000; depth += 1) deep = { a: deep };
    expect(new SearchIndex(mapping).create('logs-a', '1', { x: deep }).kind).toBe('failed');
  });
});

describe('a mapping grows up to its limit, as Elasticsearch 9.4.3 showed', () => {
  const declared: IndexMapping = {
    properties: {
      o: { properties: { p: { type: 'keyword' } } },
      q: { type: 'keyword', fields: { x: { type: 'text' } } },
      al: { type: 'alias', path: 'q' },
    },
  };
  const settings = (ignore: boolean): JsonObject => ({
    index: { mapping: { total_fields: { limit: 8, ignore_dynamic_beyond_limit: ignore } } },
  });
  const namesOf = (index: SearchIndex): string[] => Object.keys(index.mapping()['properties']);

  test('what goes beyond refuses the document, which leaves the mapping as it was', () => {
    const index = new SearchIndex(declared, settings(false));
    expect(index.create('i', '1', { a: 1, b: { c: 1 }, d: 2 })).toEqual({
      kind: 'failed',
      type: 'document_parsing_exception',
      reason: 'failed to parse: Limit of total fields [8] has been exceeded while adding new fields [4]',
    });
    expect(index.create('i', '2', { a: 1, s: 'text' })).toEqual({ kind: 'created' });
    expect(namesOf(index)).toEqual(['o', 'q', 'al', 'a', 's']);
    expect(index.create('i', '3', { n: 1 }).kind).toBe('failed');
  });

  test('or is left unmapped', () => {
    const index = new SearchIndex(declared, settings(true));
    expect(index.create('i', '1', { a: 1, b: { c: 1 }, d: 2 })).toEqual({ kind: 'created' });
    expect(namesOf(index)).toEqual(['o', 'q', 'al', 'a', 'b']);
  });

  test('dotted settings say the same; the default is 1,000', () => {
    const dotted = { 'index.mapping': { 'total_fields.limit': '5' } };
    expect(new SearchIndex(declared, dotted).create('i', '1', { a: 1 }).kind).toBe('failed');
    const fields = (count: number): JsonObject =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, 1]));
    expect(new SearchIndex({ properties: {} }).create('i', '1', fields(1000)).kind).toBe('created');
    expect(new SearchIndex({ properties: {} }).create('i', '1', fields(1001)).kind).toBe('failed');
  });
});

describe('a dynamic mapping grows with the documents', () => {
  const dynamic: IndexMapping = {
    dynamic_templates: [
      { p: { path_match: 'p.*', match_mapping_type: 'string', mapping: { type: 'keyword' } } },
      { f: { match: 'flat_*', match_mapping_type: 'object', mapping: { type: 'flattened' } } },
    ],
    properties: { strict: { dynamic: 'strict', properties: { a: { type: 'keyword' } } } },
  };

  test('types are those that Elasticsearch detects, templates first', () => {
    const source = {
      s: 'Foo Bar',
      n: 1,
      x: 1.5,
      b: true,
      d: '2020-01-01',
      year: '2020',
      p: { a: 'x', t: 5 },
      flat_o: { a: { b: 1 } },
      o: { p: 'y' },
      'q.r': 1,
      none: null,
      empty: [],
    };
    const index = indexOf([source], dynamic);
    const text = { type: 'text', fields: { keyword: { type: 'keyword', ignore_above: 256 } } };
    expect(index.mapping()['properties']).toEqual({
      strict: { dynamic: 'strict', properties: { a: { type: 'keyword' } } },
      s: text,
      n: { type: 'long' },
      x: { type: 'float' },
      b: { type: 'boolean' },
      d: { type: 'date' },
      year: text,
      p: { type: 'object', properties: { a: { type: 'keyword' }, t: { type: 'long' } } },
      flat_o: { type: 'flattened' },
      o: { type: 'object', properties: { p: text } },
      q: { type: 'object', properties: { r: { type: 'long' } } },
    });
    expect(idsOf(index, { query: { term: { 's.keyword': 'Foo Bar' } } })).toEqual(['0']);
    expect(idsOf(index, { query: { term: { 'flat_o.a.b': '1' } } })).toEqual(['0']);
  });

  test.each<[JsonObject, JsonObject]>([
    [{ a: '2020-01' }, { type: 'date' }],
    [{ a: '2020/01/01' }, { type: 'date', format: 'yyyy/MM/dd HH:mm:ss||yyyy/MM/dd||epoch_millis' }],
    [{ a: 12345678901 }, { type: 'long' }],
    [{ a: 1e30 }, { type: 'float' }],
    [{ a: [[null, [1]]] }, { type: 'long' }],
  ])('%j is detected', (source, expected) => {
    expect(indexOf([source], dynamic).mapping().properties['a']).toEqual(expected);
  });

  test.each<[JsonObject[]]>([
    [[{ a: 'x' }, { 'a.keyword': 'y' }]],
    [[{ a: 'x' }, { a: { b: 1 } }]],
    [[{ a: { b: 1 } }, { a: 'x' }]],
    [[{ 'flat_a.b': 1 }, { flat_a: 'x' }]],
  ])('%j: the second does not fit', ([first = {}, second = {}]) => {
    const index = indexOf([first], dynamic);
    expect(index.documents()).toHaveLength(1);
    expect(index.create('logs-a', 'x', second)).toMatchObject({ type: 'document_parsing_exception' });
  });

  test('a template without a type takes objects too, and refuses them', () => {
    const template = { t: { path_match: 'p.*', mapping: { type: 'keyword' } } };
    const index = new SearchIndex({ dynamic_templates: [template], properties: {} });
    expect(index.create('logs-a', '1', { p: { a: { b: 'x' } } }).kind).toBe('failed');
    expect(index.create('logs-a', '1', { p: { a: 5 } }).kind).toBe('created');
  });

  test('below dynamic: strict even null is refused', () => {
    expect(
      new SearchIndex({ dynamic: 'strict', properties: {} }).create('logs-a', '1', { a: null }).kind,
    ).toBe('failed');
  });

  test('the first document decides, a later one must fit', () => {
    const index = indexOf([{ a: 1 }], dynamic);
    expect(index.create('logs-a', 'x', { a: 'text' })).toMatchObject({ type: 'document_parsing_exception' });
  });

  test('a refused document leaves no trace in the mapping', () => {
    const index = new SearchIndex(dynamic);
    expect(index.create('logs-a', '1', { fresh: 1, strict: { b: 1 } })).toEqual({
      kind: 'failed',
      type: 'strict_dynamic_mapping_exception',
      reason: 'mapping set to strict, dynamic introduction of [b] within [strict] is not allowed',
    });
    expect(index.create('logs-a', '1', { fresh: 'text' }).kind).toBe('created');
  });

  test('hostile keys become ordinary fields', () => {
    const source = JSON.parse('{"__proto__":{"polluted":1},"constructor":"x"}') as JsonObject;
    const index = indexOf([source], dynamic);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect(idsOf(index, { query: { match: { constructor: 'x' } } })).toEqual(['0']);
  });
});

describe('searching', () => {
  test('index patterns choose documents by the name of their index', () => {
    const index = new SearchIndex(mapping);
    for (const name of ['logs-o365.audit', 'logs-o365', 'filebeat-1', 'xlogs-o365'])
      index.create(name, name, {});
    expect(idsOf(index, { index: ['logs-o365*', 'filebeat-*'] })).toEqual([
      'logs-o365.audit',
      'logs-o365',
      'filebeat-1',
    ]);
    expect(idsOf(index, { index: [] })).toEqual([]);
  });

  test('total counts all, size limits hits', () => {
    const index = indexOf([{ l: 1 }, { l: 2 }, { l: 3 }]);
    const response = index.search({ index: ['*'], query: { range: { l: { gt: 1 } } }, size: 1 });
    expect(response).toMatchObject({
      total: 2,
      hits: [{ _index: 'logs-a', _id: '1', _version: 1, _source: { l: 2 } }],
    });
    expect(response.hits[0]).not.toHaveProperty('sort');
  });

  const documents: JsonObject[] = [{ l: 2, k: 'b' }, { k: 'a' }, { l: [1, 9], k: 'a' }, { l: 2, k: 'c' }];
  test.each<[JsonObject[], string[], JsonValue[]]>([
    [[{ l: 'asc' }], ['2', '0', '3', '1'], [1]],
    [[{ l: { order: 'desc' } }], ['2', '0', '3', '1'], [9]],
    [[{ l: { order: 'asc', missing: '_first' } }], ['1', '2', '0', '3'], [new BoxedInteger(-(2n ** 63n))]],
    [
      [{ k: 'asc' }, { l: 'asc' }],
      ['2', '1', '0', '3'],
      ['a', 1],
    ],
    [[{ k: 'desc' }], ['3', '0', '1', '2'], ['c']],
    [
      [{ zzz: { order: 'asc', unmapped_type: 'date' } }, { k: 'asc' }],
      ['1', '2', '0', '3'],
      [new BoxedInteger(2n ** 63n - 1n), 'a'],
    ],
    [[{ f: 'asc' }], ['0', '1', '2', '3'], ['Infinity']],
    [[{ _doc: 'asc' }], ['0', '1', '2', '3'], [0]],
  ])('sorted by %j', (sort, ids, first) => {
    const index = indexOf(documents);
    expect(idsOf(index, { sort })).toEqual(ids);
    expect(index.search({ index: ['*'], query: { match_all: {} }, size: 1, sort }).hits[0]?.sort).toEqual(
      first,
    );
  });

  test('search_after pages through all hits once, in order', () => {
    const index = indexOf(
      Array.from({ length: 25 }, (_, position) => ({
        d: `2020-01-${String((position % 9) + 1).padStart(2, '0')}`,
        l: position,
      })),
    );
    const sort: JsonObject[] = [{ d: 'asc' }, { l: 'asc' }];
    const all: string[] = [];
    let after: readonly JsonValue[] | undefined;
    for (;;) {
      const { hits } = index.search({
        index: ['*'],
        query: { match_all: {} },
        size: 4,
        sort,
        ...(after && { search_after: after }),
      });
      if (hits.length === 0) break;
      all.push(...hits.map(({ _id }) => _id));
      after = hits.at(-1)?.sort;
    }
    expect(all).toEqual(idsOf(index, { sort }));
    expect(new Set(all).size).toBe(25);
  });

  test.each<[Partial<SearchRequest>, string]>([
    [{ sort: [{ zzz: 'asc' }] }, 'zzz'],
    [{ sort: [{ l: { order: 'asc', mode: 'avg' } }] }, 'mode'],
    [{ aggs: { a: { significant_terms: { field: 'k' } } } }, 'significant_terms'],
    [{ aggs: { a: { terms: { field: 'k', missing: 'x' } } } }, 'missing'],
    [{ aggs: { a: { max: { field: 'k' } } } }, '[keyword]'],
  ])('%j is refused', (request, said) => {
    expect(() => idsOf(indexOf([]), request)).toThrow(said);
  });
});

test.each<[JsonObject, boolean]>([
  [{ match_none: {} }, true],
  [{ bool: { filter: [{ term: { k: 'a' } }, { match_none: {} }] } }, true],
  [{ bool: { filter: [{ terms: { k: ['x', 'a'] } }] } }, true],
  [{ bool: { filter: [{ term: { k: 'x' } }] } }, false],
  [{ bool: { filter: [{ terms: { k: ['x', 'y'] } }] } }, false],
  [{ bool: { must_not: [{ term: { k: 'a' } }] } }, true],
])('by its filters alone %j may match: %s', (query, expected) => {
  expect(indexOf([{ k: 'a' }, { k: 'b' }]).mayMatch(query)).toBe(expected);
});
