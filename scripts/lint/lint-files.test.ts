import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import type { JsonObject, JsonValue } from '../base/json';
import { loadPack } from '../content';
import { lintFiles } from './lint-files';
import type { FileLint } from './lint-files';

const ROOT = resolve(__dirname, '..', '..');
const pack = loadPack(ROOT);
const goodText = readFileSync(join(ROOT, 'fixtures', 'lint', 'good.json'), 'utf8');
const good = JSON.parse(goodText) as JsonObject;

/** What is found in a file of that name and content. */
function lintText(name: string, content: string | Uint8Array): FileLint {
  const folder = mkdtempSync(join(tmpdir(), 'lint-files-'));
  try {
    writeFileSync(join(folder, name), content);
    return lintFiles(pack, join(folder, name));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('a rule that is not what it should be', () => {
  const odd: JsonValue[] = [
    null,
    true,
    -1,
    1e400,
    '',
    'x',
    [],
    [null],
    [[]],
    [{}],
    {},
    { a: null },
    ['x', 5, { id: [] }],
  ];
  const members = [
    ...Object.keys(good),
    'threshold',
    'new_terms_fields',
    'history_window_start',
    'alert_suppression',
  ];

  test.each(members)('%s of any other shape is refused or harmless, and ends in no exception', (member) => {
    const lines = odd.map((value) => JSON.stringify({ ...good, [member]: value }));
    const { rules, findings } = lintText('rules.ndjson', lines.join('\n'));
    expect(rules).toBe(odd.length);
    const refused = new Set(
      findings.filter(({ severity }) => severity === 'error').map(({ location }) => location?.line),
    );
    // null is a value of no member.
    expect(refused).toContain(1);
  });

  test.each<[string, JsonValue]>([
    ['null', null],
    ['a list', []],
    ['a text', 'rule'],
    ['nothing', {}],
  ])('%s is no rule', (_, value) => {
    const { findings } = lintText('rule.json', JSON.stringify(value));
    expect(findings.map(({ code }) => code)).toContain('KIBANA_SCHEMA');
  });

  test('a member called __proto__ is an unknown member', () => {
    const { findings } = lintText('rule.json', goodText.replace('{', '{ "__proto__": { "enabled": true },'));
    expect(findings.map(({ code, found }) => [code, found])).toEqual([['KIBANA_SCHEMA', '__proto__']]);
  });
});

test('an empty file and one that is no text are no JSON', () => {
  expect(lintText('rule.json', '').findings).toMatchObject([{ code: 'JSON_SYNTAX', location: { line: 1 } }]);
  expect(lintText('rule.json', Uint8Array.of(0xff, 0xfe, 0)).findings).toMatchObject([
    { code: 'JSON_SYNTAX' },
  ]);
});

test('a mistake of syntax has its line', () => {
  const { findings } = lintText('rule.json', goodText.replace('"version": 1,', '"version": 1,,'));
  expect(findings).toMatchObject([{ code: 'JSON_SYNTAX', location: { line: 3 } }]);
});

describe('a zip', () => {
  const asset = {
    id: '0b3c1f5e-6a52-4b8e-9d0a-3f1f0c6a7e21_1',
    type: 'security-rule',
    attributes: { ...good, severity: 'zzz' },
  };
  const name = `o365_rulepack-0.1.0/kibana/security_rule/${asset.id}.json`;

  test('of a Fleet package is linted as the package is', () => {
    const zip = zipSync({
      [name]: strToU8(JSON.stringify(asset)),
      'o365_rulepack-0.1.0/kibana/x.json': strToU8('{'),
    });
    const { rules, findings } = lintText('package.zip', zip);
    expect(rules).toBe(1);
    expect(findings).toMatchObject([{ code: 'KIBANA_SCHEMA', found: '"zzz"' }]);
    expect(findings[0]?.location?.file).toContain(`package.zip/${name}`);
  });

  test('that is none is an error of the call', () => {
    expect(() => lintText('package.zip', 'no zip')).toThrow('CALL_UNREADABLE_FILE');
  });
});
