import { esqlAt, esqlDottedNames, esqlSources, mapEsqlPatterns } from './esql-text';

test.each([
  ['from a-*, b-* | where true', { patterns: ['a-*', 'b-*'], metadata: [], aggregates: false }],
  [
    'FROM a METADATA _id, _index\n| where x == 1',
    { patterns: ['a'], metadata: ['_id', '_index'], aggregates: false },
  ],
  ['from a | STATS n = count(*) by b', { patterns: ['a'], metadata: [], aggregates: true }],
  ['from a | where x == "| stats"', { patterns: ['a'], metadata: [], aggregates: false }],
  ['from a // | stats\n| where true', { patterns: ['a'], metadata: [], aggregates: false }],
])('%j', (query, expected) => {
  expect(esqlSources(query)).toEqual(expected);
});

test.each(['row a = 1', 'where from a', '', 'show info'])('%j does not begin with “from”', (query) => {
  expect(esqlSources(query)).toBeUndefined();
});

test('dotted names behind “from” are fields, with their places', () => {
  const query =
    'from logs-x.y-* | where event.dataset == "a.b" and 1.5 > c // d.e\n| stats m = max(event.ingested)';
  expect(esqlDottedNames(query)).toEqual([
    { name: 'event.dataset', start: 24 },
    { name: 'event.ingested', start: query.indexOf('event.ingested') },
  ]);
});

test('index patterns can be changed', () => {
  const change = (pattern: string): string => `run-${pattern}`;
  expect(mapEsqlPatterns('from a-*, b metadata _id | where a == b', change)).toBe(
    'from run-a-*, run-b metadata _id | where a == b',
  );
  expect(mapEsqlPatterns('from a', change)).toBe('from run-a');
});

test('now() is the given moment, but not within a text', () => {
  expect(esqlAt('from a | where now() > b and NOW( ) > c and d == "now()"', 0)).toBe(
    'from a | where to_datetime("1970-01-01T00:00:00.000Z") > b and to_datetime("1970-01-01T00:00:00.000Z") > c and d == "now()"',
  );
});
