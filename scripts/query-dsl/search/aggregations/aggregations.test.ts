import type { JsonObject } from '../../../base/json';
import { SearchIndex } from '../..';
import { selectorScript } from './selector-script';

const index = new SearchIndex({
  properties: {
    user: { type: 'keyword' },
    ip: { type: 'ip' },
    n: { type: 'long' },
    d: { type: 'date' },
    b: { type: 'boolean' },
    t: { type: 'text' },
    f: { type: 'flattened' },
  },
});
const documents: JsonObject[] = [
  { user: 'ann', ip: '10.0.0.1', n: 1, d: '2020-01-01T00:00:00Z', b: true },
  { user: 'ann', ip: '10.0.0.2', n: 2, d: '2020-01-01T01:00:00Z', b: true },
  { user: 'ann', ip: ['10.0.0.1', '::1'], n: 3, d: '2020-01-01T02:00:00Z', b: false },
  { user: 'bob', ip: '10.0.0.1', n: [4, 6], d: '2020-01-01T03:00:00Z' },
  { user: ['bob', 'cid'], d: '2020-01-01T04:00:00Z' },
  { n: 5 },
];
documents.forEach((source, position) => index.create('logs', String(position), source));

function aggregate(aggregation: JsonObject): JsonObject {
  const { aggregations } = index.search({
    index: ['logs'],
    query: { match_all: {} },
    size: 0,
    aggs: { a: aggregation },
  });
  return aggregations?.['a'] as JsonObject;
}

function terms(field: string): JsonObject {
  return { terms: { field } };
}

describe('composite', () => {
  test('every combination of values is a bucket, in order', () => {
    expect(aggregate({ composite: { sources: [{ u: terms('user') }, { ip: terms('ip') }] } })).toEqual({
      after_key: { u: 'bob', ip: '10.0.0.1' },
      buckets: [
        { key: { u: 'ann', ip: '::1' }, doc_count: 1 },
        { key: { u: 'ann', ip: '10.0.0.1' }, doc_count: 2 },
        { key: { u: 'ann', ip: '10.0.0.2' }, doc_count: 1 },
        { key: { u: 'bob', ip: '10.0.0.1' }, doc_count: 1 },
      ],
    });
  });

  test('pages go on behind the after key', () => {
    const composite = { sources: [{ u: terms('user') }], size: 2 };
    expect(aggregate({ composite })).toMatchObject({
      after_key: { u: 'bob' },
      buckets: [{ key: { u: 'ann' } }, { key: { u: 'bob' } }],
    });
    expect(aggregate({ composite: { ...composite, after: { u: 'bob' } } })).toEqual({
      after_key: { u: 'cid' },
      buckets: [{ key: { u: 'cid' }, doc_count: 1 }],
    });
    expect(aggregate({ composite: { ...composite, after: { u: 'cid' } } })).toEqual({ buckets: [] });
  });

  test('over all documents a key of a flattened field cannot come first', () => {
    const sources: JsonObject[] = [{ f: terms('f.key') }, { u: terms('user') }];
    expect(() => aggregate({ composite: { sources } })).toThrow(
      'over all documents Elasticsearch cannot count',
    );
    expect(aggregate({ composite: { sources: sources.reverse() } })).toEqual({ buckets: [] });
  });

  test('a missing bucket comes first and can be paged past', () => {
    const source = { u: { terms: { field: 'user', missing_bucket: true } } };
    expect(aggregate({ composite: { sources: [source], size: 1 } })).toEqual({
      after_key: { u: null },
      buckets: [{ key: { u: null }, doc_count: 1 }],
    });
    expect(aggregate({ composite: { sources: [source], size: 1, after: { u: null } } })).toMatchObject({
      after_key: { u: 'ann' },
    });
  });

  test('dates and booleans keep their types, order can be turned', () => {
    const source = { b: { terms: { field: 'b', order: 'desc' } } };
    expect(aggregate({ composite: { sources: [source, { d: terms('d') }], size: 1 } })).toMatchObject({
      buckets: [{ key: { b: true, d: Date.UTC(2020, 0, 1) } }],
    });
  });

  test('selectors drop buckets, the after key stays that of the page', () => {
    const aggregation = {
      composite: { sources: [{ u: terms('user') }] },
      aggs: {
        hosts: { cardinality: { field: 'ip' } },
        last: { max: { field: 'd' } },
        enough: {
          bucket_selector: {
            buckets_path: { n: '_count', hosts: 'hosts' },
            script: 'params.n >= 2 && params.hosts >= 2',
          },
        },
      },
    };
    expect(aggregate(aggregation)).toEqual({
      after_key: { u: 'cid' },
      buckets: [
        {
          key: { u: 'ann' },
          doc_count: 3,
          hosts: { value: 3 },
          last: { value: Date.UTC(2020, 0, 1, 2), value_as_string: '2020-01-01T02:00:00.000Z' },
        },
      ],
    });
  });

  test('an unmapped field gives no bucket', () => {
    expect(aggregate({ composite: { sources: [{ z: terms('zzz') }] } })).toEqual({ buckets: [] });
  });
});

describe('terms', () => {
  const keys = (aggregation: JsonObject): unknown[] =>
    (aggregate(aggregation)['buckets'] as JsonObject[]).map(({ key, doc_count: count }) => [key, count]);

  test.each<[JsonObject, unknown[]]>([
    [
      { field: 'user' },
      [
        ['ann', 3],
        ['bob', 2],
        ['cid', 1],
      ],
    ],
    [
      { field: 'user', order: { _key: 'desc' } },
      [
        ['cid', 1],
        ['bob', 2],
        ['ann', 3],
      ],
    ],
    [{ field: 'user', include: ['bob', 'zoe'] }, [['bob', 2]]],
    [{ field: 'ip', include: ['10.0.0.1'] }, [['10.0.0.1', 3]]],
    [
      { field: 'b' },
      [
        [1, 2],
        [0, 1],
      ],
    ],
    [{ field: 'zzz' }, []],
  ])('%j', (body, expected) => {
    expect(keys({ terms: body })).toEqual(expected);
  });

  test('what does not fit the size is counted', () => {
    expect(aggregate({ terms: { field: 'user', size: 1 } })).toMatchObject({
      sum_other_doc_count: 3,
      buckets: [{ key: 'ann' }],
    });
  });
});

describe('metrics', () => {
  test.each<[JsonObject, JsonObject]>([
    [{ min: { field: 'n' } }, { value: 1 }],
    [{ max: { field: 'n' } }, { value: 6 }],
    [{ sum: { field: 'n' } }, { value: 21 }],
    [{ avg: { field: 'n' } }, { value: 3.5 }],
    [{ value_count: { field: 'n' } }, { value: 6 }],
    [{ cardinality: { field: 'ip' } }, { value: 3 }],
    [{ max: { field: 'b' } }, { value: 1, value_as_string: 'true' }],
    [{ max: { field: 'zzz' } }, { value: null }],
    [{ cardinality: { field: 'zzz' } }, { value: 0 }],
  ])('%j is %j', (aggregation, expected) => {
    expect(aggregate(aggregation)).toEqual(expected);
  });

  test('filter narrows what is below it', () => {
    expect(aggregate({ filter: { term: { user: 'ann' } }, aggs: { n: { max: { field: 'n' } } } })).toEqual({
      doc_count: 3,
      n: { value: 3 },
    });
  });

  test('top_hits gives whole documents in order, with their version on demand', () => {
    const top = aggregate({ top_hits: { size: 1, sort: [{ d: { order: 'desc' } }], version: true } });
    expect(top).toEqual({
      hits: {
        total: { value: 6, relation: 'eq' },
        max_score: null,
        hits: [
          { _index: 'logs', _id: '4', _version: 1, _source: documents[4], sort: [Date.UTC(2020, 0, 1, 4)] },
        ],
      },
    });
  });
});

describe('bucket_selector scripts', () => {
  test.each([
    ['params.a >= 3', true],
    ['params.a>3', false],
    ['params.a == params.b', false],
    ['params.a != params.b && params.b > -1', true],
    ['params.a < 1 || params.b == 5L', true],
    ['params.nothing != 3', true],
    ['params.nothing >= 0', false],
  ])('%s: %s', (source, expected) => {
    expect(
      selectorScript(source)(
        new Map([
          ['a', 3],
          ['b', 5],
        ]),
      ),
    ).toBe(expected);
  });

  test.each([
    '',
    'true',
    'params.a',
    'params.a >= foo',
    'doc.a > 1',
    'params.a > 1 && params.a < 2 || params.b > 1',
    'params.a + 1 > 2',
  ])('"%s" is refused', (source) => {
    expect(() => selectorScript(source)).toThrow('not supported');
  });
});
