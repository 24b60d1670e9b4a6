import { QuerySet, type IndexMapping } from '../query-dsl';
import type { JsonObject, JsonValue } from '../base/json';
import { EqlSearcher } from '.';
import type { EqlFieldNames } from '.';

const mapping: IndexMapping = {
  properties: {
    '@timestamp': { type: 'date' },
    event: {
      properties: { category: { type: 'keyword' }, sequence: { type: 'long' }, ingested: { type: 'date' } },
    },
    id: { type: 'keyword' },
    kind: { type: 'keyword' },
    name: { type: 'keyword' },
    other: { type: 'keyword' },
    count: { type: 'long' },
    address: { type: 'ip' },
    flag: { type: 'boolean' },
    text: { type: 'text' },
    bag: { type: 'flattened' },
  },
};

const noon = Date.UTC(2026, 0, 1, 12);

/** `A1@5` is an event of kind A with the key 1 at second 5; without a time each is a second after the one before. */
function events(list: string): JsonObject[] {
  return list.split(' ').map((one, index) => {
    const [, kind, key, at] = /^([A-Z])([\d|]*)(?:@(\d+))?$/.exec(one) ?? [];
    const id = key?.includes('|') === true ? key.split('|') : key === '' ? undefined : (key ?? '');
    return {
      '@timestamp': new Date(noon + 1000 * Number(at ?? index)).toISOString(),
      event: { category: 'file', sequence: index },
      name: one,
      ...(kind !== undefined && { kind }),
      ...(id !== undefined && { id }),
    };
  });
}

function search(
  query: string,
  documents: readonly JsonObject[],
  names: EqlFieldNames & { size?: number } = {},
) {
  const queries = new QuerySet(mapping);
  return new EqlSearcher().search({ query, size: 100, ...names }, [
    {
      queries,
      documents: documents.map((_source, index) => ({
        document: queries.prepare(_source),
        hit: { _index: 'i', _id: String(index), _version: 1, _source },
      })),
    },
  ]);
}

function sequences(
  query: string,
  documents: readonly JsonObject[],
  names: EqlFieldNames & { size?: number } = {},
): string {
  const { sequences: found = [] } = search(query, documents, names);
  return found.map((one) => one.events.map(({ _source }) => text(_source['name'])).join(' ')).join(', ');
}

const text = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '');
const stage = (kind: string): string => `[file where kind == "${kind}"]`;

describe('sequences are found as Elasticsearch finds them', () => {
  const ab = `sequence by id ${stage('A')} ${stage('B')}`;
  const abc = `${ab} ${stage('C')}`;
  const span = `sequence by id with maxspan=10s ${stage('A')} ${stage('B')}`;
  const runs = `sequence by id with maxspan=1m ${stage('A')} with runs=3 ${stage('B')}`;
  const until = `${ab} until ${stage('C')}`;

  test.each([
    ['in order', ab, 'A1 B1', 'A1 B1'],
    ['not the other way round', ab, 'B1 A1', ''],
    ['the same key only', ab, 'A1 B2', ''],
    ['keys side by side', ab, 'A1 A2 B2@5 B1@6', 'A2 B2@5, A1 B1@6'],
    ['without a key nothing joins', ab, 'A B', ''],
    ['others in between do not matter', ab, 'A1 D1 C1 B1', 'A1 B1'],
    ['a newer one replaces the one that waits', ab, 'A1@1 A1@2 B1@3', 'A1@2 B1@3'],
    ['a completed sequence uses its events up', ab, 'A1@1 B1@2 B1@3', 'A1@1 B1@2'],
    ['and the next begins anew', ab, 'A1@1 B1@2 A1@3 B1@4', 'A1@1 B1@2, A1@3 B1@4'],
    ['the replaced one is gone for good', ab, 'A1@1 A1@2 B1@3 B1@4', 'A1@2 B1@3'],
    ['three stages', abc, 'A1 B1 C1', 'A1 B1 C1'],
    ['two wait at different stages', abc, 'A1@1 B1@2 A1@3 C1@4 B1@5 C1@6', 'A1@1 B1@2 C1@4, A1@3 B1@5 C1@6'],
    ['at the second stage the newer one wins as well', abc, 'A1@1 B1@2 A1@3 B1@4 C1@5', 'A1@3 B1@4 C1@5'],
    ['a stage cannot be left out', abc, 'A1 C1', ''],
    [
      'the same event at two stages does not follow itself',
      `sequence by id ${stage('A')} ${stage('A')}`,
      'A1',
      '',
    ],
    ['two events of the same time come in the order of the index', ab, 'A1@5 B1@5', 'A1@5 B1@5'],
    ['and not otherwise', ab, 'B1@5 A1@5', ''],
    ['maxspan to the last millisecond', span, 'A1@0 B1@10', 'A1@0 B1@10'],
    ['maxspan exceeded', span, 'A1@0 B1@11', ''],
    ['maxspan exceeded uses the start up', span, 'A1@0 B1@11 B1@12', ''],
    [
      'maxspan counts from the first event',
      `sequence by id with maxspan=10s ${stage('A')} ${stage('B')} ${stage('C')}`,
      'A1@0 B1@6 C1@11',
      '',
    ],
    ['just enough runs', runs, 'A1@1 A1@2 A1@3 B1@4', 'A1@1 A1@2 A1@3 B1@4'],
    ['a run too few', runs, 'A1@1 A1@2 B1@4', ''],
    ['a run too many: the latest ones', runs, 'A1@1 A1@2 A1@3 A1@4 B1@5', 'A1@2 A1@3 A1@4 B1@5'],
    ['runs count across other events', runs, 'A1@1 D1@2 A1@3 A2@4 A1@5 B1@6', 'A1@1 A1@3 A1@5 B1@6'],
    [
      'the runs of a sequence may be part of the next',
      runs,
      'A1@1 A1@2 A1@3 B1@4 A1@5 B1@6',
      'A1@1 A1@2 A1@3 B1@4, A1@2 A1@3 A1@5 B1@6',
    ],
    [
      'unless until ends them',
      `${runs} until ${stage('B')}`,
      'A1@1 A1@2 A1@3 B1@4 A1@5 B1@6',
      'A1@1 A1@2 A1@3 B1@4',
    ],
    ['runs of one key only', runs, 'A1@1 A1@2 A2@3 B1@4', ''],
    ['until before the sequence', until, 'C1 A1 B1', 'A1 B1'],
    ['until behind the sequence', until, 'A1 B1 C1', 'A1 B1'],
    ['until in between', until, 'A1 C1 B1', ''],
    ['until of another key', until, 'A1 C2 B1', 'A1 B1'],
    ['a new start behind until', until, 'A1@1 C1@2 A1@3 B1@4', 'A1@3 B1@4'],
    ['each of several values is a key', ab, 'A1|2 B2 B1@9', 'A1|2 B2, A1|2 B1@9'],
    ['one event completes one sequence, whatever its keys', ab, 'A1|2 B1|2', 'A1|2 B1|2'],
    ['without any key all belong together', `sequence ${stage('A')} ${stage('B')}`, 'A1 B2', 'A1 B2'],
    ['an optional key may be missing', `sequence by ?id ${stage('A')} ${stage('B')}`, 'A B', 'A B'],
    ['and is not the same as a present one', `sequence by ?id ${stage('A')} ${stage('B')}`, 'A B1', ''],
  ])('%s', (_, query, list, expected) => {
    expect(sequences(query, events(list))).toBe(expected);
  });

  test('keys of each event join different fields', () => {
    const documents = [
      { ...events('A')[0], id: 'x@contoso.com' },
      { ...events('B@1')[0], other: 'x@contoso.com' },
    ];
    expect(sequences(`sequence ${stage('A')} by id ${stage('B')} by other`, documents)).toBe('A B@1');
    expect(sequences(`sequence ${stage('A')} by id ${stage('B')} by id`, documents)).toBe('');
  });

  test('a tiebreaker decides where times are equal', () => {
    const [a, b] = events('A1@5 B1@5');
    expect(sequences(ab, [b!, a!], { tiebreaker_field: 'event.sequence' })).toBe('A1@5 B1@5');
  });

  test('another field tells the time, and documents without it take no part', () => {
    const [a, b] = events('A1@5 B1@2').map((one) => ({
      ...one,
      event: { category: 'file', ingested: one['@timestamp']! },
    }));
    const swapped = { ...a, event: { category: 'file', ingested: new Date(noon).toISOString() } };
    expect(sequences(ab, [a!, b!])).toBe('');
    expect(sequences(ab, [swapped, b!], { timestamp_field: 'event.ingested' })).toBe('A1@5 B1@2');
    expect(sequences(ab, events('A1 B1'), { timestamp_field: 'event.ingested' })).toBe('');
  });

  test('of too many the latest are kept, oldest first', () => {
    expect(sequences(ab, events('A1 B1 A2 B2 A3 B3'), { size: 2 })).toBe('A2 B2, A3 B3');
  });

  test('the join keys are told', () => {
    expect(search(ab, events('A1 B1')).sequences?.[0]?.join_keys).toEqual(['1']);
  });
});

describe('events', () => {
  const base = { '@timestamp': new Date(noon).toISOString(), event: { category: ['file', 'web'] } };

  function matches(condition: string, document: JsonObject, category = 'any'): boolean {
    const { events: found = [] } = search(`${category} where ${condition}`, [{ ...base, ...document }]);
    return found.length === 1;
  }

  test.each([
    ['file', true],
    ['web', true],
    ['process', false],
    ['any', true],
  ])('the category %s: %s', (category, expected) => {
    expect(matches('true', {}, category)).toBe(expected);
  });

  test.each<[string, string, JsonObject, boolean]>([
    ['==', 'name == "Abc"', { name: 'Abc' }, true],
    ['== regards case', 'name == "abc"', { name: 'Abc' }, false],
    ['== knows no stars', 'name == "A*"', { name: 'Abc' }, false],
    ['== with one of several values', 'name == "b"', { name: ['a', 'b'] }, true],
    ['!=', 'name != "a"', { name: 'b' }, true],
    ['!= wants none of several values', 'name != "a"', { name: ['a', 'b'] }, false],
    ['!= of a missing field', 'name != "a"', {}, true],
    [': ignores case', 'name : "ABC"', { name: 'aBc' }, true],
    [': with *', 'name : "*@CONTOSO.com"', { name: 'a@contoso.com' }, true],
    [': with ?', 'name : "a?c"', { name: 'ABC' }, true],
    [': takes a backslash as it is', String.raw`name : "a\\*"`, { name: String.raw`a\b` }, true],
    [': with a list', 'name : ("x*", "Y")', { name: 'y' }, true],
    [': with a number', 'count : 5', { count: 5 }, true],
    ['like regards case', 'name like "a*"', { name: 'Abc' }, false],
    ['like~', 'name like~ "a*"', { name: 'Abc' }, true],
    ['in', 'name in ("a", "b")', { name: 'b' }, true],
    ['in regards case', 'name in ("a", "b")', { name: 'B' }, false],
    ['in~', 'name in~ ("a", "b")', { name: 'B' }, true],
    ['in with numbers', 'count in (1, 2)', { count: 2 }, true],
    ['not in', 'name not in ("a", "b")', { name: 'c' }, true],
    ['not in of a missing field', 'name not in ("a", "b")', {}, true],
    ['<', 'count < 5', { count: 4 }, true],
    ['< is not <=', 'count < 5', { count: 5 }, false],
    ['<=', 'count <= 5', { count: 5 }, true],
    ['>', 'count > 5', { count: 6 }, true],
    ['>= of text', 'name >= "b"', { name: 'b' }, true],
    ['a range of a missing field', 'count < 5', {}, false],
    ['not turns a range round', 'not count < 5', { count: 5 }, true],
    ['and a missing field stays out', 'not count < 5', {}, false],
    ['not goes into and', 'not (count < 5 and name == "a")', { count: 9, name: 'a' }, true],
    ['not goes into or', 'not (count < 5 or name == "a")', { count: 9, name: 'a' }, false],
    ['not twice', 'not not name == "a"', { name: 'a' }, true],
    ['dates', '@timestamp >= "2026-01-01T12:00:00Z"', {}, true],
    ['dates, just before', '@timestamp > "2026-01-01T12:00:00Z"', {}, false],
    ['== null', 'name == null', {}, true],
    ['== null of a present field', 'name == null', { name: 'a' }, false],
    ['!= null', 'name != null', { name: 'a' }, true],
    ['not == null', 'not name == null', {}, false],
    ['a boolean', 'flag == true', { flag: true }, true],
    ['a boolean by itself', 'flag', { flag: true }, true],
    ['not a boolean', 'not flag', { flag: false }, true],
    ['not a missing boolean', 'not flag', {}, false],
    ['an optional field that nothing maps', '?nowhere == "a"', {}, false],
    ['is null', '?nowhere == null', {}, true],
    ['and nothing is said of null', 'not ?nowhere == "a"', {}, false],
    ['startsWith', 'startsWith(name, "A")', { name: 'Abc' }, true],
    ['startsWith regards case', 'startsWith(name, "a")', { name: 'Abc' }, false],
    ['startsWith~', 'startsWith~(name, "a")', { name: 'Abc' }, true],
    ['endsWith', 'endsWith(name, "bc")', { name: 'Abc' }, true],
    ['endsWith knows no stars', 'endsWith(name, "*c")', { name: 'Abc' }, false],
    ['stringContains', 'stringContains(name, "b")', { name: 'Abc' }, true],
    ['stringContains~', 'stringContains~(name, "B")', { name: 'Abc' }, true],
    ['stringContains, not', 'not stringContains(name, "x")', { name: 'Abc' }, true],
    ['wildcard', 'wildcard(name, "x*", "A?c")', { name: 'Abc' }, true],
    ['wildcard regards case', 'wildcard(name, "a*")', { name: 'Abc' }, false],
    ['cidrMatch', 'cidrMatch(address, "10.0.0.0/8", "192.0.2.0/24")', { address: '192.0.2.9' }, true],
    ['cidrMatch, outside', 'cidrMatch(address, "192.0.2.0/24")', { address: '192.0.3.9' }, false],
    ['an address', 'address == "2001:db8::1"', { address: '2001:DB8:0::1' }, true],
    ['length', 'length(name) == 3', { name: 'Abc' }, true],
    ['length, too long', 'length(name) < 3', { name: 'Abc' }, false],
    ['length of a missing field', 'length(name) < 3', {}, false],
    ['length sees the first of several values', 'length(name) == 1', { name: ['bb', 'a'] }, true],
    ['regex means the whole text', 'name regex "b"', { name: 'Abc' }, false],
    ['regex', 'name regex "A[a-c]+"', { name: 'Abc' }, true],
    ['regex~', 'name regex~ ("x", "aBC?")', { name: 'abc' }, true],
    ['regex regards case', 'name regex "abc"', { name: 'Abc' }, false],
  ])('%s', (_, condition, document, expected) => {
    expect(matches(condition, document)).toBe(expected);
  });

  test('of too many the latest are kept', () => {
    const { events: found = [] } = search('any where true', events('A1 A2 A3'), { size: 2 });
    expect(found.map(({ _id }) => _id)).toEqual(['1', '2']);
  });

  test('another field tells the category', () => {
    const { events: found = [] } = search('A where true', events('A1 B1'), { event_category_field: 'kind' });
    expect(found).toHaveLength(1);
  });

  test('a hostile text costs a pattern linear time', () => {
    const started = performance.now();
    expect(matches('name regex "(a|aa)+b"', { name: 'a'.repeat(5000) })).toBe(false);
    expect(matches('name : "*a*a*a*a*b"', { name: 'a'.repeat(5000) })).toBe(false);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('several mappings are searched as one', () => {
  const second: IndexMapping = {
    properties: {
      '@timestamp': { type: 'date' },
      event: { properties: { category: { type: 'keyword' } } },
      id: { type: 'keyword' },
      mark: { type: 'keyword' },
    },
  };

  function found(query: string): string[] {
    const sets: [QuerySet, JsonObject][] = [
      [new QuerySet(mapping), { ...events('A1')[0]!, name: 'x' }],
      [
        new QuerySet(second),
        { '@timestamp': new Date(noon + 5000).toISOString(), event: { category: 'web' }, id: '1', mark: 'm' },
      ],
    ];
    const answer = new EqlSearcher().search(
      { query, size: 10 },
      sets.map(([queries, _source], index) => ({
        queries,
        documents: [
          {
            document: queries.prepare(_source),
            hit: { _index: 'i', _id: String(index), _version: 1, _source },
          },
        ],
      })),
    );
    return (answer.events ?? answer.sequences.flatMap((one) => one.events)).map(({ _id }) => _id);
  }

  test('a field of one of them is missing in the other', () => {
    expect(found('any where mark == "m"')).toEqual(['1']);
    expect(found('any where mark != "m"')).toEqual(['0']);
    expect(found('any where name == null')).toEqual(['1']);
  });

  test('a sequence runs across them', () => {
    expect(found('sequence by id [any where name == "x"] [any where mark == "m"]')).toEqual(['0', '1']);
  });

  test('a field of neither is refused', () => {
    expect(() => found('any where nowhere == "x"')).toThrow('EQL_UNKNOWN_FIELD');
  });
});

describe('what Elasticsearch refuses is refused', () => {
  test.each([
    ['an unknown field', 'any where nowhere == 1', 'EQL_UNKNOWN_FIELD'],
    ['an unknown join key', 'sequence by nowhere [any where true] [any where true]', 'EQL_UNKNOWN_FIELD'],
    ['a text field', 'any where text == "x"', 'EQL_FIELD_TYPE'],
    ['a key of a flattened field', 'any where bag.x == "x"', 'EQL_FIELD_TYPE'],
    ['a number for text', 'any where name == 5', 'EQL_VALUE_TYPE'],
    ['text for a number', 'any where count == "5"', 'EQL_VALUE_TYPE'],
    ['text for a boolean', 'any where flag == "true"', 'EQL_VALUE_TYPE'],
    ['a pattern on a number', 'any where count like "5*"', 'EQL_VALUE_TYPE'],
    ['a prefix of an address', 'any where startsWith(address, "192")', 'EQL_FIELD_TYPE'],
    ['a block for text', 'any where cidrMatch(name, "192.0.2.0/24")', 'EQL_FIELD_TYPE'],
    ['no block', 'any where cidrMatch(address, "192.0.2.0/99")', 'QUERY_INVALID_VALUE'],
    ['no address', 'any where address == "x"', 'QUERY_INVALID_VALUE'],
    ['text that stands by itself', 'any where name', 'EQL_FIELD_TYPE'],
    [
      'keys of different types',
      'sequence [any where true] by name [any where true] by address',
      'EQL_KEY_TYPE',
    ],
    ['a lookahead', 'any where name regex "(?=a)b"', 'EQL_REGEX_UNSUPPORTED'],
    ['Lucene’s own operators', 'any where name regex "a~b"', 'EQL_REGEX_UNSUPPORTED'],
    ['an anchor', 'any where name regex "^a"', 'EQL_REGEX_UNSUPPORTED'],
  ])('%s', (_, query, code) => {
    expect(() => search(query, events('A1'))).toThrow(code);
  });
});
