import type { JsonObject, JsonValue } from '../base/json';
import { ContentError } from '../base/errors';
import { QuerySet, compileQuery, fieldValues, prepareDocument } from '.';
import type { QueryDsl } from './types';

const mapping = {
  dynamic: false,
  dynamic_templates: [
    { p: { path_match: 'dyn.*', match_mapping_type: 'string', mapping: { type: 'keyword' } } },
  ],
  properties: {
    k: { type: 'keyword', ignore_above: 5 },
    nv: { type: 'keyword', null_value: 'NULL' },
    lower: { type: 'keyword', normalizer: 'lowercase' },
    ck: { type: 'constant_keyword', value: 'const' },
    l: { type: 'long' },
    i: { type: 'integer' },
    f: { type: 'float' },
    b: { type: 'boolean' },
    d: { type: 'date' },
    ip: { type: 'ip' },
    t: { type: 'text', fields: { raw: { type: 'keyword' } } },
    fl: { type: 'flattened', ignore_above: 4 },
    al: { type: 'alias', path: 'k' },
    o: { properties: { x: { type: 'keyword' }, y: { properties: { z: { type: 'keyword' } } } } },
    s: { subobjects: false, properties: { 'a.b': { type: 'keyword' } } },
    n: {
      type: 'nested',
      properties: {
        a: { type: 'keyword' },
        b: { type: 'long' },
        m: { type: 'nested', properties: { c: { type: 'keyword' } } },
      },
    },
    off: { enabled: false, properties: {} },
    hidden: { type: 'keyword', index: false, doc_values: false },
    slow: { type: 'keyword', index: false },
    dyn: { dynamic: true, properties: {} },
  },
};

function matches(query: QueryDsl, source: JsonObject): boolean {
  return compileQuery(query, mapping)(prepareDocument(mapping)(source));
}

type Row = [query: QueryDsl, source: JsonObject, expected: boolean];

describe('term', () => {
  test.each<Row>([
    [{ term: { k: 'a' } }, { k: 'a' }, true],
    [{ term: { k: { value: 'a' } } }, { k: ['b', 'a'] }, true],
    [{ term: { k: 'a' } }, { k: [['b', ['a']]] }, true],
    [{ term: { k: 'a' } }, { k: 'A' }, false],
    [{ term: { k: { value: 'A', case_insensitive: true } } }, { k: 'a' }, true],
    [{ term: { k: '' } }, { k: '' }, true],
    [{ term: { k: 'abcdef' } }, { k: 'abcdef' }, false],
    [{ term: { k: 'true' } }, { k: true }, true],
    [{ term: { k: '1' } }, { k: 1 }, true],
    [{ term: { k: 'null' } }, { k: null }, false],
    [{ term: { nv: 'NULL' } }, { nv: null }, true],
    [{ term: { nv: 'NULL' } }, { nv: [] }, false],
    [{ term: { lower: 'ÀBC' } }, { lower: 'Àbc' }, true],
    [{ term: { ck: 'const' } }, {}, true],
    [{ term: { al: 'a' } }, { k: 'a' }, true],
    [{ term: { zzz: 'a' } }, { zzz: 'a' }, false],
    [{ term: { 'o.y.z': 'a' } }, { o: { y: { z: 'a' } } }, true],
    [{ term: { 'o.y.z': 'a' } }, { 'o.y.z': 'a' }, true],
    [{ term: { 'o.y.z': 'a' } }, { o: { 'y.z': 'a' } }, true],
    [{ term: { 'o.y.z': 'a' } }, { 'o.y': { z: 'a' } }, true],
    [{ term: { 'o.x': 'b' } }, { o: [{ x: 'a' }, null, { x: 'b' }] }, true],
    [{ term: { 's.a.b': 'x' } }, { s: { a: { b: 'x' } } }, true],
    [{ term: { 's.a.b': 'x' } }, { s: { 'a.b': 'x' } }, true],
    [{ term: { 'dyn.Any': 'x' } }, { dyn: { Any: 'x' } }, true],
    [{ term: { 'dyn.constructor': 'x' } }, { dyn: {} }, false],
    [{ term: { 't.raw': 'Foo Bar' } }, { t: 'Foo Bar' }, true],
    [{ term: { t: 'foo' } }, { t: 'Foo Bar' }, true],
    [{ term: { t: 'Foo' } }, { t: 'Foo Bar' }, false],
    [{ term: { l: '007' } }, { l: 7 }, true],
    [{ term: { l: 1 } }, { l: '1.9' }, true],
    [{ term: { l: 1.5 } }, { l: 1.5 }, false],
    [{ term: { l: '9007199254740993' } }, { l: '9007199254740993' }, true],
    [{ term: { l: '9007199254740993' } }, { l: '9007199254740992' }, false],
    [{ term: { i: 3_000_000_000 } }, { i: 1 }, false],
    [{ term: { f: 0.1 } }, { f: 0.1 }, true],
    [{ term: { b: 'true' } }, { b: true }, true],
    [{ term: { b: false } }, { b: '' }, true],
    [{ term: { ip: '1.2.3.4' } }, { ip: '::ffff:1.2.3.4' }, true],
    [{ term: { ip: '1.2.0.0/16' } }, { ip: ['9.9.9.9', '1.2.3.4'] }, true],
    [{ term: { ip: '2001:db8::/32' } }, { ip: '2001:db9::' }, false],
    [{ term: { d: '2020-01-01' } }, { d: '2020-01-01T23:59:59.999Z' }, true],
    [{ term: { d: '2020-01-01' } }, { d: '2020-01-02' }, false],
    [{ term: { fl: 'x' } }, { fl: { a: { b: 'x' } } }, true],
    [{ term: { 'fl.a.b': 'x' } }, { fl: { a: { b: 'x' } } }, true],
    [{ term: { 'fl.a.b': 'x' } }, { fl: { 'a.b': 'x' } }, true],
    [{ term: { 'fl.a': 'true' } }, { fl: { a: [true, null] } }, true],
    [{ term: { 'fl.a': 'abcde' } }, { fl: { a: 'abcde' } }, false],
    [{ term: { slow: 'a' } }, { slow: 'a' }, true],
    [{ terms: { k: ['a', 'b'] } }, { k: 'b' }, true],
    [{ terms: { k: [] } }, { k: 'b' }, false],
  ])('%j on %j: %s', (query, source, expected) => {
    expect(matches(query, source)).toBe(expected);
  });
});

describe('match and match_phrase', () => {
  test.each<Row>([
    [{ match: { t: 'BAR zzz' } }, { t: 'foo bar' }, true],
    [{ match: { t: { query: 'bar zzz', operator: 'and' } } }, { t: 'foo bar' }, false],
    [{ match: { t: '!!!' } }, { t: '!!!' }, false],
    [{ match_phrase: { t: 'foo bar' } }, { t: 'the Foo-Bar' }, true],
    [{ match_phrase: { t: 'bar foo' } }, { t: 'foo bar' }, false],
    [{ match_phrase: { t: 'foo bar' } }, { t: ['foo', 'bar'] }, false],
    [{ match: { k: 'a b' } }, { k: 'a b' }, true],
    [{ match: { k: 'a' } }, { k: 'a b' }, false],
    [{ match: { l: '12' } }, { l: 12 }, true],
    [{ match: { l: { query: 'abc', lenient: true } } }, { l: 12 }, false],
    [{ multi_match: { query: '12', lenient: true } }, { l: 12 }, true],
    [{ multi_match: { query: 'foo', lenient: true, type: 'phrase' } }, { t: 'a foo' }, true],
    [{ multi_match: { query: 'x', lenient: true } }, { fl: { a: 'x' } }, true],
    [{ multi_match: { query: 'x', lenient: true } }, { n: { a: 'x' } }, false],
  ])('%j on %j: %s', (query, source, expected) => {
    expect(matches(query, source)).toBe(expected);
  });
});

describe('patterns', () => {
  const inField = (field: string, query: string): QueryDsl => ({ query_string: { fields: [field], query } });
  test.each<Row>([
    [{ wildcard: { k: 'a*' } }, { k: 'abc' }, true],
    [{ wildcard: { k: { value: 'A*', case_insensitive: true } } }, { k: 'abc' }, true],
    [{ wildcard: { k: 'A*' } }, { k: 'abc' }, false],
    [{ wildcard: { t: 'fo*' } }, { t: 'The Foo' }, true],
    [{ wildcard: { t: 'Fo*' } }, { t: 'The Foo' }, false],
    [{ prefix: { k: 'ab' } }, { k: 'abc' }, true],
    [{ prefix: { 'fl.a': 'x' } }, { fl: { a: 'xy' } }, true],
    [{ wildcard: { fl: 'x*' } }, { fl: { a: 'xy' } }, true],
    [inField('t', 'FO*'), { t: 'The Foo' }, true],
    [inField('t', 'zzz fo*'), { t: 'The Foo' }, true],
    [inField('k', String.raw`a\-b*`), { k: 'a-bc' }, true],
    [inField('k', '*'), { k: 'x' }, true],
    [inField('l', '*'), { l: 1 }, true],
    [inField('zzz', 'a*'), { zzz: 'a' }, false],
    [inField('o.*', 'a*'), { o: { x: 'ab' } }, true],
    [{ query_string: { query: '*' } }, {}, true],
    [{ query_string: { query: 'ab*' } }, { k: 'abc' }, true],
    // Elasticsearch looks into all keys of a flattened field, unless the pattern is a mere prefix.
    [inField('fl.a', '*z'), { fl: { other: 'xyz' } }, true],
    [inField('fl.a', 'x*'), { fl: { other: 'xyz' } }, false],
    [inField('fl.a', 'x*z'), { fl: { a: 'xyz' } }, false],
  ])('%j on %j: %s', (query, source, expected) => {
    expect(matches(query, source)).toBe(expected);
  });
});

describe('exists', () => {
  test.each<[string, JsonObject, boolean]>([
    ['k', { k: '' }, true],
    ['k', { k: null }, false],
    ['k', { k: [] }, false],
    ['k', { k: [null] }, false],
    ['k', { k: 'longer' }, false],
    ['k', { k: ['longer', 'x'] }, true],
    ['nv', { nv: null }, true],
    ['ck', {}, true],
    ['l', { l: '' }, false],
    ['t', { t: '' }, true],
    ['t', { t: '!!!' }, true],
    ['fl', { fl: {} }, false],
    ['fl', { fl: { a: '' } }, true],
    ['fl.a', { fl: { a: 'x' } }, true],
    ['fl.a', { fl: { a: { b: 'x' } } }, false],
    ['fl', { fl: { a: 'abcde' } }, false],
    ['o', { o: { y: { z: 'a' } } }, true],
    ['o', { 'o.x': 'a' }, true],
    ['o', { o: { unknown: 1 } }, false],
    ['o.*', { o: { x: 'a' } }, true],
    ['dyn', { dyn: { deep: { er: 'x' } } }, true],
    ['dyn', { dyn: { a: null } }, false],
    ['n', { n: { a: 'x' } }, false],
    ['n.a', { n: { a: 'x' } }, false],
    ['off', { off: { a: 1 } }, false],
    ['hidden', { hidden: 'x' }, false],
    ['zzz', { zzz: 1 }, false],
    ['_id', {}, true],
  ])('%s in %j: %s', (field, source, expected) => {
    expect(matches({ exists: { field } }, source)).toBe(expected);
  });
});

describe('range', () => {
  test.each<[JsonObject, JsonObject, boolean]>([
    [{ l: { gt: 0.5, lt: '1.5' } }, { l: 1 }, true],
    [{ l: { gte: null } }, { l: 1 }, true],
    [{ l: { gt: '9007199254740992' } }, { l: '9007199254740993' }, true],
    [{ f: { lte: 0.1 } }, { f: 0.1 }, true],
    [{ k: { gte: 'a', lt: 'b' } }, { k: 'abc' }, true],
    [{ k: { gte: 'a', lt: 'b' } }, { k: 'B' }, false],
    [{ t: { gte: 'foo', lte: 'foo' } }, { t: 'the Foo' }, true],
    [{ b: { gt: false } }, { b: true }, true],
    [{ ip: { gte: '1.2.3.4', lt: '1.2.3.6' } }, { ip: '1.2.3.5' }, true],
    [{ ip: { gt: '1.2.3.4' } }, { ip: '1.2.3.4' }, false],
    [{ 'fl.a': { gte: 'a', lte: 'b' } }, { fl: { a: 'ab' } }, true],
    [{ d: { gt: '2020-01-01' } }, { d: '2020-01-01T12:00:00Z' }, false],
    [{ d: { gte: '2020-01-01' } }, { d: '2020-01-01T12:00:00Z' }, true],
    [{ d: { lt: '2020-01-01' } }, { d: '2020-01-01' }, false],
    [{ d: { lte: '2020-01-01' } }, { d: '2020-01-01T12:00:00Z' }, true],
    [{ d: { lte: '2020-01-01||/y' } }, { d: '2020-12-31T23:59:59Z' }, true],
    [{ d: { lte: '2020-01-01T00', time_zone: '+02:00' } }, { d: '2019-12-31T22:59:00Z' }, true],
    [{ d: { gte: '2020', format: 'yyyy' } }, { d: '2020-01-01' }, true],
    [{ d: { gte: 1577836800000 } }, { d: '2020-01-01' }, true],
    [{ zzz: { gte: 1 } }, { zzz: 2 }, false],
  ])('%j on %j: %s', (range, source, expected) => {
    expect(matches({ range }, source)).toBe(expected);
  });

  test('now is the moment given, and refused where none is', () => {
    const query = { range: { d: { gte: 'now-1h' } } };
    const now = Date.parse('2020-01-01T10:00:00Z');
    const recent = prepareDocument(mapping)({ d: '2020-01-01T09:30:00Z' });
    expect(compileQuery(query, mapping, { now })(recent)).toBe(true);
    expect(compileQuery(query, mapping, { now: now + 3_600_000 })(recent)).toBe(false);
    expect(() => compileQuery(query, mapping)).toThrow('now');
  });
});

describe('bool', () => {
  const [yes, no] = [{ match_all: {} }, { match_none: {} }];
  test.each<[JsonObject, boolean]>([
    [{}, true],
    [{ should: [] }, true],
    [{ should: [], minimum_should_match: 1 }, true],
    [{ filter: [yes], minimum_should_match: 1 }, false],
    [{ filter: [yes], should: [no] }, true],
    [{ must: [yes], should: [no], minimum_should_match: 1 }, false],
    [{ should: [no], must_not: [no] }, false],
    [{ must_not: [no] }, true],
    [{ must_not: [no, yes] }, false],
    [{ filter: no }, false],
    [{ should: [yes, yes, no], minimum_should_match: 2 }, true],
    [{ should: [yes, no, no], minimum_should_match: '2' }, false],
  ])('%j: %s', (bool, expected) => {
    expect(matches({ bool }, {})).toBe(expected);
  });

  test('values of one field, spread over should clauses, are still each found', () => {
    const wrap = (value: JsonValue): QueryDsl => ({
      bool: { should: [{ term: { k: value } }], minimum_should_match: 1 },
    });
    const bool = { should: [wrap('a'), wrap('b'), { match: { k: 'c' } }], minimum_should_match: 1 };
    expect(['a', 'b', 'c', 'd'].map((k) => matches({ bool }, { k }))).toEqual([true, true, true, false]);
    expect(matches({ bool }, { k: ['x', 'b'] })).toBe(true);
  });
});

describe('nested', () => {
  const query = (inner: QueryDsl, path = 'n'): QueryDsl => ({
    nested: { path, query: inner, score_mode: 'none' },
  });
  const both: QueryDsl = { bool: { filter: [{ term: { 'n.a': 'x' } }, { term: { 'n.b': 2 } }] } };
  test.each<Row>([
    [query(both), { n: [{ a: 'x', b: 2 }] }, true],
    [
      query(both),
      {
        n: [
          { a: 'x', b: 1 },
          { a: 'y', b: 2 },
        ],
      },
      false,
    ],
    [query(both), { n: [[{ a: 'x', b: 2 }]] }, true],
    [query({ match_all: {} }), { n: [] }, false],
    [query({ match_all: {} }), { n: [{}] }, true],
    [query({ term: { 'n.a': 'x' } }), { 'n.a': 'x' }, true],
    [query({ term: { k: 'x' } }), { k: 'x', n: {} }, false],
    [query({ bool: { must_not: [{ term: { 'n.a': 'x' } }] } }), { n: [{ a: 'x' }, { a: 'y' }] }, true],
    [query(query({ term: { 'n.m.c': 'x' } }, 'n.m')), { n: [{ m: { c: 'x' } }] }, true],
    [query({ term: { 'n.m.c': 'x' } }, 'n.m'), { n: [{ a: 'y' }, { m: { c: 'x' } }] }, true],
    [{ term: { 'n.a': 'x' } }, { n: { a: 'x' } }, false],
    [{ bool: { must_not: [{ term: { 'n.a': 'x' } }] } }, { n: { a: 'x' } }, true],
    [{ nested: { path: 'zzz', query: { match_all: {} }, ignore_unmapped: true } }, {}, false],
  ])('%j on %j: %s', (dsl, source, expected) => {
    expect(matches(dsl, source)).toBe(expected);
  });
});

describe('what Elasticsearch or this program does not take is refused when compiled', () => {
  test.each<[string, QueryDsl, string]>([
    ['unknown clause', { fuzzy: { k: 'x' } }, 'fuzzy'],
    ['unknown option', { match: { k: { query: 'x', fuzziness: 1 } } }, 'fuzziness'],
    ['two clauses', { term: { k: 'x' }, exists: { field: 'k' } }, 'exactly one'],
    ['null', { term: { k: { value: null } } }, 'null'],
    ['text for a number', { match: { l: 'abc' } }, 'abc'],
    ['empty text for a number', { match: { l: '' } }, 'not a number'],
    ['text for a boolean', { match: { b: 'True' } }, 'True'],
    ['text for a date', { range: { d: { gte: 'abc' } } }, 'abc'],
    ['text for an address', { term: { ip: 'abc' } }, 'abc'],
    ['bound out of range', { range: { i: { lt: 3_000_000_000 } } }, 'out of range'],
    ['star on a number', { query_string: { fields: ['l'], query: '1*' } }, 'of type [long]'],
    ['wildcard on a flattened key', { wildcard: { 'fl.a': 'x*' } }, 'flattened'],
    ['open range on a flattened key', { range: { 'fl.a': { gte: 'x' } } }, 'both bounds'],
    ['field that is not searchable', { term: { hidden: 'x' } }, 'hidden'],
    ['path that is not nested', { nested: { path: 'o', query: { match_all: {} } } }, 'nested object'],
    ['query_string operators', { query_string: { query: 'a AND b*' } }, 'AND'],
    ['query_string syntax', { query_string: { query: 'k:b*' } }, ':'],
    ['exists of everything', { exists: { field: '*' } }, 'metadata fields'],
  ])('%s', (_name, query, said) => {
    expect(() => compileQuery(query, mapping)).toThrow(ContentError);
    expect(() => compileQuery(query, mapping)).toThrow(said);
  });
});

describe('reading a document', () => {
  test('a field is read once for all queries of a set', () => {
    const set = new QuerySet(mapping);
    const [a, b] = [set.compile({ term: { 'o.x': 'a' } }), set.compile({ term: { 'o.x': 'b' } })];
    let reads = 0;
    const source = Object.defineProperty({}, 'o', { get: () => ((reads += 1), { x: 'b' }) });
    const document = set.prepare(source);
    expect([a(document), b(document)]).toEqual([false, true]);
    expect(reads).toBe(1);
  });

  test('_index and _id can be asked for', () => {
    const set = new QuerySet(mapping);
    const document = set.prepare({}, 'logs-a', 'id1');
    expect(set.compile({ ids: { values: ['id1'] } })(document)).toBe(true);
    expect(set.compile({ match: { _index: 'logs-a' } })(document)).toBe(true);
    expect(set.compile({ query_string: { fields: ['_index'], query: String.raw`logs\-*` } })(document)).toBe(
      true,
    );
    expect(set.compile({ term: { _id: 'id2' } })(document)).toBe(false);
  });

  test('keys of the prototype are ordinary keys', () => {
    const source = JSON.parse('{"dyn":{"__proto__":"x","constructor":"y"}}') as JsonObject;
    expect(matches({ term: { 'dyn.__proto__': 'x' } }, source)).toBe(true);
    expect(matches({ term: { 'dyn.constructor': 'y' } }, source)).toBe(true);
    expect(matches({ exists: { field: 'dyn.toString' } }, source)).toBe(false);
  });

  test.each<[string, JsonObject, JsonValue[]]>([
    ['k', { k: ['a', ['b', null], 'toolong'] }, ['a', 'b']],
    ['l', { l: ['1.9', 'abc', '9007199254740993'] }, [1, '9007199254740993']],
    ['d', { d: '2020' }, ['2020-01-01T00:00:00.000Z']],
    ['n.a', { n: [{ a: 'x' }, { a: 'y' }] }, ['x', 'y']],
    ['zzz', { zzz: 1 }, []],
  ])('fieldValues of %s in %j: %j', (field, source, expected) => {
    expect(fieldValues(source, field, mapping)).toEqual(expected);
  });
});
