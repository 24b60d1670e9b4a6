import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PackCopy } from '../testing/pack-copy';

const RULE = 'package-content/rules/exchange/exo-management-role-assignment.yml';

interface JsonOutput {
  readonly rules: number;
  readonly findings: readonly {
    readonly code: string;
    readonly location: { readonly file: string; readonly line: number };
  }[];
}

describe('lint of the pack', () => {
  test('a pack in order has no findings', () => {
    using pack = new PackCopy();
    const { exitCode, stdout, stderr } = pack.run('lint', '--strict');
    expect(stdout).toBe('1 rule linted: 0 errors, 0 warnings\n');
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
  });

  test('an error has its place, what was found and expected, and a hint, and fails', () => {
    using pack = new PackCopy();
    pack.edit(RULE, 'version: 1', 'version: 1\nseverity: low');
    const { exitCode, stdout } = pack.run('lint');
    expect(stdout).toMatch(
      /^package-content\/rules\/exchange\/exo-management-role-assignment\.yml:\d+:\d+ {2}error {2}.*SEVERITY_RISK\n {2}found: {4}47\n {2}expected: 21\n {2}hint: /,
    );
    expect(exitCode).toBe(1);
  });

  test('a warning fails only with --strict', () => {
    using pack = new PackCopy();
    pack.edit(RULE, 'version: 1\n', 'version: 1 \n');
    expect(pack.run('lint').exitCode).toBe(0);
    const { exitCode, stdout } = pack.run('lint', '--strict');
    expect(stdout).toContain('TRAILING_SPACE (--fix)');
    expect(exitCode).toBe(1);
  });

  test('--fix mends the file and leaves the rest of it alone', () => {
    using pack = new PackCopy();
    const before = pack.read(RULE);
    pack.edit(RULE, 'version: 1\n', 'version: 1  \ninterval: 5m\n');
    const { exitCode, stdout } = pack.run('lint', '--fix', '--strict');
    expect(stdout).toBe('1 rule linted: 0 errors, 0 warnings\n');
    expect(exitCode).toBe(0);
    expect(pack.read(RULE)).toBe(before);
  });

  test('what the loader refuses is a finding too, also for programs', () => {
    using pack = new PackCopy();
    pack.edit(RULE, 'event.action:', 'event.acton:');
    const { exitCode, stdout } = pack.run('lint', '--json');
    const { findings } = JSON.parse(stdout) as JsonOutput;
    expect(findings).toMatchObject([
      { code: 'QUERY_UNKNOWN_FIELD', severity: 'error', location: { file: RULE } },
    ]);
    expect(exitCode).toBe(1);
  });

  test('a rule file that is named is linted alone', () => {
    using pack = new PackCopy(['exo-management-role-assignment', 'exo-mass-mail-sent']);
    pack.edit(RULE, 'version: 1\n', 'version: 1 \n');
    expect(pack.run('lint', RULE, '--strict').exitCode).toBe(1);
    const other = pack.run('lint', 'package-content/rules/exchange/exo-mass-mail-sent.yml', '--strict');
    expect(other.stdout).toContain('1 rule linted: 0 errors');
    expect(other.exitCode).toBe(0);
  });
});

describe('lint of built rules', () => {
  const pack = new PackCopy(['exo-management-role-assignment', 'exo-mass-mail-sent']);
  const id = /^id: (.*)$/m.exec(pack.read(RULE))?.[1] ?? '';
  const file = `dist/rules/${id}.json`;
  let right = '';

  beforeAll(() => {
    expect(pack.run('build').exitCode).toBe(0);
    right = pack.read(file);
  });
  afterAll(() => {
    pack[Symbol.dispose]();
  });

  test('a release folder is clean: the rules as files, and once more as NDJSON', () => {
    const { exitCode, stdout } = pack.run('lint', 'dist', '--strict');
    expect(stdout).toBe('4 rules linted: 0 errors, 0 warnings\n');
    expect(exitCode).toBe(0);
  });

  test.each([
    ['a severity that Kibana does not know', '"severity": "medium"', '"severity": "zzz"', 'KIBANA_SCHEMA'],
    ['a query that does not parse', 'event.outcome:success', 'event.outcome:(success', 'QUERY_SYNTAX'],
    ['JSON that was cut off', /\n}\n$/, '\n', 'JSON_SYNTAX'],
    ['another rule’s id', /"rule_id": "./, '"rule_id": "0', 'FILE_NAME'],
  ])('%s is found in a file edited by hand', (_, search, replacement, code) => {
    pack.edit(file, search, replacement);
    const { exitCode, stdout } = pack.run('lint', 'dist/rules', '--json');
    pack.write(file, right);
    const { findings } = JSON.parse(stdout) as JsonOutput;
    expect(findings[0]).toMatchObject({ code, location: { file } });
    expect(findings[0]?.location.line).toBeGreaterThan(1);
    expect(exitCode).toBe(1);
  });

  test('a rule in NDJSON is found by its line', () => {
    const [first = '', second = '', ...rest] = pack.read('dist/o365-rulepack.ndjson').split('\n');
    const spoilt = second.replace(/"severity":"\w+"/, '"severity":"zzz"');
    pack.write('spoilt.ndjson', [first, spoilt, ...rest].join('\n'));
    const { stdout } = pack.run('lint', 'spoilt.ndjson', '--json');
    expect((JSON.parse(stdout) as JsonOutput).findings).toMatchObject([
      { code: 'KIBANA_SCHEMA', location: { file: 'spoilt.ndjson', line: 2 } },
    ]);
  });

  test('a Fleet package whose file name is behind its version', () => {
    const folder = 'package/kibana/security_rule';
    mkdirSync(join(pack.root, folder), { recursive: true });
    const attributes = { ...(JSON.parse(right) as object), version: 2 };
    pack.write(
      `${folder}/${id}_1.json`,
      JSON.stringify({ id: `${id}_2`, type: 'security-rule', attributes }),
    );
    const { stdout, exitCode } = pack.run('lint', 'package');
    expect(stdout).toContain(`expected: ${id}_2.json`);
    expect(stdout).toContain('FILE_NAME');
    expect(exitCode).toBe(1);
  });

  test('a folder without rules', () => {
    const { exitCode, stdout } = pack.run('lint', 'fixtures');
    expect(stdout).toMatch(/^fixtures:1:1 {2}error {2}no rules in here {2}NO_RULES/);
    expect(exitCode).toBe(1);
  });

  test.each([
    [['nowhere'], 'CALL_NO_SUCH_FILE'],
    [['--rule', 'nothing-like-it'], 'CALL_UNKNOWN_RULE'],
    [['package-content', '--rule', 'exo-*'], 'CALL_RULE_AND_PATH'],
    [['--fixx'], 'unknown option'],
  ])('a wrong call, %j, says so', (args, text) => {
    const { exitCode, stdout, stderr } = pack.run('lint', ...args);
    expect(stderr).toContain(text);
    expect(stdout).toBe('');
    expect(exitCode).toBe(2);
  });
});
