import { resolve } from 'node:path';
import fc from 'fast-check';
import { Document, isCollection, parse } from 'yaml';
import { loadPack } from '../content';
import { PackCopy } from '../testing/pack-copy';
import { ruleHash } from './rule-hash';

const SLUG = 'm365-login-bruteforce';
const FILE = `package-content/rules/entra/${SLUG}.yml`;

const pack = new PackCopy([SLUG]);
const source = pack.read(FILE);
afterAll(() => pack[Symbol.dispose]());

/** The hash of the rule when its file has this text. */
function hashOf(text: string): string {
  pack.write(FILE, text);
  const [rule] = loadPack(pack.root).rules;
  return ruleHash(rule!);
}

const original = hashOf(source);

test('how the YAML is written does not count: order, quotes, indentation, folding, comments, blank lines', () => {
  const content = parse(source) as Record<string, unknown>;
  const style = fc.record({
    keys: fc.shuffledSubarray(Object.keys(content), { minLength: Object.keys(content).length }),
    indent: fc.integer({ min: 2, max: 8 }),
    lineWidth: fc.constantFrom(0, 40, 110),
    scalars: fc.constantFrom(
      'PLAIN' as const,
      'QUOTE_DOUBLE' as const,
      'QUOTE_SINGLE' as const,
      'BLOCK_LITERAL' as const,
    ),
    flow: fc.boolean(),
    comment: fc.stringMatching(/^[ -~]{0,20}$/),
  });
  fc.assert(
    fc.property(style, ({ keys, comment, flow, scalars, ...layout }) => {
      const parts = keys.map((key) => {
        const part = new Document({ [key]: content[key] });
        const value = part.get(key, true);
        if (isCollection(value)) value.flow = flow;
        return part.toString({ ...layout, defaultKeyType: 'PLAIN', defaultStringType: scalars });
      });
      expect(hashOf(parts.join(`\n# ${comment}\n\n`))).toBe(original);
    }),
    { numRuns: 12 },
  );
});

test.each([
  ['the version', /^version: .*$/m, 'version: 7'],
  ['the switch', /^version: /m, 'enabled: true\nversion: '],
  ['line ends of Windows', /\n/g, '\r\n'],
])('%s does not count', (_, search, replacement) => {
  const text = source.replace(search, replacement);
  expect(text).not.toBe(source);
  expect(hashOf(text)).toBe(original);
});

const added = (line: string): [RegExp, string] => [/^version: /m, `${line}\nversion: `];
const word = (key: string): [RegExp, string] => [
  new RegExp(`^( *${key}: *(>-\\n)? *)(\\w)`, 'm'),
  '$1Odd $3',
];

test.each<[string, RegExp | string, string]>([
  ['name', ...word('name')],
  ['description', ...word('description')],
  ['severity', ...added('severity: critical')],
  ['risk score', ...added('risk_score: 99')],
  ['interval', ...added('interval: 7m')],
  ['max_signals', ...added('max_signals: 7')],
  ['tags', ...added('tags: [odd]')],
  ['use case', ...word('use_case')],
  ['building block', ...added('building_block: true')],
  ['suppression', ...added('suppression: { duration: 7h }')],
  ['author', ...added('author: [somebody]')],
  ['query', 'event.provider: "AzureActiveDirectory"', 'event.provider: "Exchange"'],
  ['threshold', /^( *value: )\d+/m, '$1977'],
  ['clock', ...word('why')],
  ['noise', ...word('noise')],
  ['summary of the guide', ...word('summary')],
  ['setup', ...word('setup')],
  ['references', /^references:\n/m, 'references:\n  - https://example.com/odd\n'],
  ['deprecation', ...added("deprecated: { since: '0.1.0', reason: odd }")],
])('a change of %s counts', (_, search, replacement) => {
  const text = source.replace(search, replacement);
  expect(text).not.toBe(source);
  expect(hashOf(text)).not.toBe(original);
});

test('no two rules of the pack have the same hash', () => {
  const { rules } = loadPack(resolve(__dirname, '..', '..'));
  expect(new Set(rules.map(ruleHash)).size).toBe(rules.length);
});
