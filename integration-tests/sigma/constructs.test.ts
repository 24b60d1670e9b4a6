import type { JsonObject } from '../../scripts/base/json';
import { parseKql } from '../../scripts/kql';
import { compileKql, fieldCatalogue } from '../../scripts/query-dsl';
import { detectionOf, translateKql } from '../../scripts/sigma';
import type { StartedEngine } from '../../scripts/engine/engine';
import { sharedEngine } from '../engine/shared-server';
import { found, idsOf, luceneQuery } from './lucene';
import type { Conversion } from './pysigma';
import { convertSigma } from './pysigma';

const STREAM = 'logs-sigma.constructs-default';

const mapping = {
  dynamic: false,
  properties: {
    '@timestamp': { type: 'date' },
    k: { type: 'keyword' },
    k2: { type: 'keyword' },
    n: { type: 'long' },
    d: { type: 'double' },
    b: { type: 'boolean' },
    ip: { type: 'ip' },
    flat: { type: 'flattened' },
    list: {
      properties: {
        '0': { properties: { x: { type: 'keyword' } } },
        '1': { properties: { x: { type: 'keyword' } } },
      },
    },
  },
};
const fields = fieldCatalogue(mapping);

const documents: readonly JsonObject[] = [
  {},
  { k: '' },
  ...[
    'a',
    'A',
    'b',
    'foo',
    'foo bar',
    'bar foo',
    'xfoox',
    'foo-bar',
    'foo:bar',
    'a*b',
    'a?b',
    'aXb',
    'axxb',
  ].map((k) => ({ k })),
  ...[
    String.raw`C:\x`,
    String.raw`C:\xy`,
    String.raw`a\*b`,
    '"q"',
    '(a)',
    'a && b',
    'x/y',
    '<a>',
    '~',
    '#EXT#',
  ].map((k) => ({ k })),
  ...['or', 'not', 'True', 'true', '5', '-5', 'ünïcode', '日本', '😀', 'a@b.c', '*', '?', '\\'].map((k) => ({
    k,
  })),
  { k: ['a', 'b'], k2: 'c' },
  { k: 'a', k2: 'b', n: 5 },
  { n: 5, b: true },
  { n: 6, b: false, d: 1.5 },
  { n: [1, 9], d: -1.5 },
  { ip: '10.1.2.3' },
  { ip: '2001:db8::1' },
  { flat: { key: 'High one', other: 'zz' } },
  { flat: { key: ['a', 'b'] } },
  { list: { '0': { x: 'a' } } },
  { list: { '1': { x: 'a b' } } },
];

const QUERIES = [
  'k: a',
  'k: A',
  'k: ""',
  'not k: ""',
  'k: "foo bar"',
  'k: foo bar',
  'k: foo*',
  'k: *foo',
  'k: *foo*',
  'k: *o b*',
  'k: a*b',
  'k: *',
  'not k: *',
  'k: (a or "foo bar" or *foo*)',
  'k: (a and b)',
  'k: (not a)',
  'k: a and not k: b',
  'k: a and not k2: *',
  'k: a or not k: *',
  'k: a and (n: 5 or not k2: *)',
  'not (k: a or n: 5)',
  'not (k: a and not k2: b)',
  'not k: a and not k: b',
  String.raw`k: "a*b"`,
  String.raw`k: a\*b`,
  'k: "a?b"',
  'k: a?b',
  'k: "*"',
  'k: "?"',
  String.raw`k: "\\"`,
  String.raw`k: "C:\\x"`,
  String.raw`k: C\:\\x*`,
  String.raw`k: "a\\*b"`,
  String.raw`k: "\"q\""`,
  String.raw`k: *\"*`,
  'k: "(a)"',
  'k: "a && b"',
  'k: "x/y"',
  String.raw`k: *\<a\>*`,
  'k: "~"',
  'k: *#EXT#*',
  'k: "foo-bar"',
  'k: "foo:bar"',
  'k: ("or" or "not")',
  'k: (true or "True")',
  'k: ("5" or "-5")',
  'k: "-5"',
  'k: (ünïcode or 日本 or 😀)',
  'k: 日*',
  'k: *@b.c',
  'n: 5',
  'n: (5 or 6)',
  'n > 5',
  'n >= 5',
  'n < 5',
  'n <= 5 and not n: 5',
  'n > 1 and n < 9',
  'd: 1.5',
  'd < 1.5',
  'b: true',
  'not b: true',
  'b: (true or false)',
  'ip: 10.1.2.3',
  'ip: 10.1.2.3/8',
  'ip: 10.1.0.0/16 or ip: "2001:db8::/32"',
  'ip: "2001:db8::1"',
  'flat.key: "High one"',
  'flat: "High one"',
  'flat: *ne',
  'flat.key: (a and b)',
  'flat.key: *',
  'list.*.x: a',
  'list.*.x: ("a b" or a)',
  'not list.*.x: *',
  '@timestamp: * and k: a',
];

describe('each construct of KQL, as Sigma and back', () => {
  let engine: StartedEngine;
  let conversion: Conversion;

  beforeAll(async () => {
    const rules = QUERIES.map((query, index) => [String(index), ruleText(query, index)] as const);
    conversion = convertSigma(new Map(rules));
    engine = await sharedEngine().start();
    await engine.install([
      {
        name: STREAM,
        mapping,
        settings: {},
        pipelines: { sigma: { processors: [] } },
        defaultPipeline: 'sigma',
      },
    ]);
    const results = await engine.ingest(
      documents.map((document) => ({
        stream: STREAM,
        source: { '@timestamp': '2026-03-10T12:00:00Z', ...document },
        arrival: 0,
        bypassPipeline: true,
      })),
    );
    expect(results.map(({ kind }) => kind)).toEqual(documents.map(() => 'created'));
  });

  afterAll(() => engine[Symbol.asyncDispose]());

  test.each(QUERIES.map((query, index) => [query, index] as const))('%s', async (kql, index) => {
    const { queries, issues } = conversion.files[String(index)]!;
    expect([queries.length, issues.filter((issue) => !issue.includes('EscapedWildcardIssue'))]).toEqual([
      1,
      [],
    ]);
    const expected = await found(engine, [STREAM], compileKql(parseKql(kql), fields));
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(documents.length);
    expect(idsOf(await found(engine, [STREAM], luceneQuery(queries[0]!)))).toEqual(idsOf(expected));
  });
});

/** JSON is YAML. */
function ruleText(query: string, index: number): string {
  const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
  const detection = detectionOf(translateKql(parseKql(query), fields));
  return JSON.stringify({ title: query, id, logsource: { product: 'm365' }, detection });
}
