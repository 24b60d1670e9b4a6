import { parseKql } from '../kql';
import { fieldCatalogue } from '../query-dsl';
import { detectionOf, translateKql } from '.';
import type { SigmaDetection } from '.';

const fields = fieldCatalogue({
  properties: {
    k: { type: 'keyword' },
    k2: { type: 'keyword' },
    w: { type: 'wildcard' },
    t: { type: 'text' },
    n: { type: 'long' },
    d: { type: 'double' },
    b: { type: 'boolean' },
    ip: { type: 'ip' },
    at: { type: 'date' },
    flat: { type: 'flattened' },
    'a b': { type: 'keyword' },
    user: { properties: { id: { type: 'keyword' } } },
    list: {
      properties: {
        '0': { properties: { x: { type: 'keyword' } } },
        '1': { properties: { x: { type: 'keyword' } } },
      },
    },
    box: { type: 'nested', properties: { x: { type: 'keyword' } } },
  },
});

const detection = (query: string): SigmaDetection => detectionOf(translateKql(parseKql(query), fields));

describe('a comparison', () => {
  test.each([
    ['k: foo', { k: 'foo' }],
    ['k: "foo bar"', { k: 'foo bar' }],
    ['k: foo bar', { k: 'foo bar' }],
    ['k: ""', { k: '' }],
    ['k: "5"', { k: '5' }],
    ['k: true', { k: 'true' }],
    ['w: foo', { w: 'foo' }],
    ['flat: foo', { flat: 'foo' }],
    ['flat.key: foo', { 'flat.key': 'foo' }],
    ['b: true', { b: true }],
    ['b: "false"', { b: false }],
    ['n: 5', { n: 5 }],
    ['d: 1.5', { d: 1.5 }],
    ['n > 5', { 'n|gt': 5 }],
    ['n >= 5', { 'n|gte': 5 }],
    ['d < 1.5', { 'd|lt': 1.5 }],
    ['n <= 5', { 'n|lte': 5 }],
    ['ip: 10.0.0.1', { ip: '10.0.0.1' }],
    ['ip: "2001:db8::1"', { ip: '2001:db8::1' }],
    ['ip: 10.1.2.3/8', { 'ip|cidr': '10.0.0.0/8' }],
    ['ip: "2001:db8::1/32"', { 'ip|cidr': '2001:db8::/32' }],
    ['k: *', { 'k|exists': true }],
    ['k: foo*', { 'k|startswith': 'foo' }],
    ['k: *foo', { 'k|endswith': 'foo' }],
    ['k: *foo*', { 'k|contains': 'foo' }],
    ['k: *a*b*', { 'k|contains': 'a*b' }],
    ['k: a*b', { k: 'a*b' }],
    ['k: a*b*', { 'k|startswith': 'a*b' }],
    ['k: *a**b', { 'k|endswith': 'a*b' }],
    [String.raw`k: "a*?b"`, { k: String.raw`a\*\?b` }],
    [String.raw`k: \*a*`, { 'k|startswith': String.raw`\*a` }],
    [String.raw`k: "C:\\x\\"`, { k: String.raw`C:\\x\\` }],
  ])('%s', (query, selection) => {
    expect(detection(query)).toEqual({ selection, condition: 'selection' });
  });
});

describe('a combination', () => {
  test.each<[string, SigmaDetection]>([
    ['k: a and n: 5', { selection: { k: 'a', n: 5 }, condition: 'selection' }],
    ['k: (a or b or a)', { selection: { k: ['a', 'b'] }, condition: 'selection' }],
    ['k: (*a or *b or c)', { selection: [{ 'k|endswith': ['a', 'b'] }, { k: 'c' }], condition: 'selection' }],
    ['k: a or k2: b', { selection: [{ k: 'a' }, { k2: 'b' }], condition: 'selection' }],
    ['k: a or (k: b and k2: c)', { selection: [{ k: 'a' }, { k: 'b', k2: 'c' }], condition: 'selection' }],
    [
      'k: (a and b)',
      { selection: { k: 'a' }, selection_k: { k: 'b' }, condition: 'selection and selection_k' },
    ],
    ['not k: a', { filter_k: { k: 'a' }, condition: 'not filter_k' }],
    ['not k: *', { filter_k: { 'k|exists': true }, condition: 'not filter_k' }],
    ['k: (not a)', { filter_k: { k: 'a' }, condition: 'not filter_k' }],
    [
      'k: a and not user.id: (b or c)',
      {
        selection: { k: 'a' },
        filter_user_id: { 'user.id': ['b', 'c'] },
        condition: 'selection and not filter_user_id',
      },
    ],
    [
      'k: a and (n: 1 or not n: 2)',
      {
        selection: { k: 'a' },
        selection_n: { n: 1 },
        filter_n: { n: 2 },
        condition: 'selection and (selection_n or not filter_n)',
      },
    ],
    [
      'k: a and not (n: 1 and not n: 2)',
      {
        selection: { k: 'a' },
        filter_n: { n: 1 },
        selection_n: { n: 2 },
        condition: 'selection and not (filter_n and not selection_n)',
      },
    ],
    [
      'not k: a and not k: b',
      { filter_k: { k: 'a' }, filter_k_2: { k: 'b' }, condition: 'not filter_k and not filter_k_2' },
    ],
    [
      'list.*.x: (a or b)',
      { selection: [{ 'list.0.x': ['a', 'b'] }, { 'list.1.x': ['a', 'b'] }], condition: 'selection' },
    ],
  ])('%s', (query, expected) => {
    expect(detection(query)).toEqual(expected);
  });

  test('writes search identifiers in the order of the condition, and the condition last', () => {
    expect(Object.keys(detection('k: a and not n: 1 and (k2: b or not b: true)'))).toEqual([
      'selection',
      'filter_n',
      'selection_k2',
      'filter_b',
      'condition',
    ]);
  });
});

describe('what Sigma cannot say', () => {
  test.each([
    ['foo', 'it searches without a field'],
    ['', 'it matches every document'],
    ['*:*', 'it matches every document'],
    ['box:{ x: a }', 'nested object'],
    ['box.*: a', '`box.x` is within a nested object'],
    ['t: foo', '`foo` for `t` (text) has no equal'],
    ['at: "2026-01-01"', '`2026-01-01` for `at` (date) has no equal'],
    ['at > "2026-01-01"', '`at` (date) by order'],
    ['k > a', '`k` (keyword) by order'],
    ['n: five', '`five` for `n` (long) has no equal'],
    ['n: "-5"', '`-5` for `n` (long) has no equal'],
    ['n: 9007199254740993', 'has no equal'],
    ['n: 5*', '`5*` for `n` (long) has no equal'],
    ['b: yes', '`yes` for `b` (boolean) has no equal'],
    ['ip: 10.*', '`10.*` for `ip` (ip) has no equal'],
    ['ip: 10.0.0.0/x', '`10.0.0.0/x` for `ip` (ip) has no equal'],
    ['k: null', 'it compares with null'],
    ['k: **', '`**` is no pattern'],
    ['k: "<a>"', '`<a>` begins as a range of Lucene does'],
    ['k: "AND"', '`AND` is an operator of Lucene'],
    [String.raw`k: "a\tb"`, 'ends a Lucene term'],
    ['k: "a\u3000b"', 'ends a Lucene term'],
    ['"a b": x', 'has special characters'],
    ['nothing: x', 'the type of `nothing` is not known'],
    ['nothing.*: x', 'no declared field fits'],
  ])('%s', (query, reason) => {
    expect(() => detection(query)).toThrow(reason);
  });
});
