import { PackCopy } from '../testing/pack-copy';

const RULE = 'package-content/rules/exchange/exo-management-role-assignment.yml';
const CASES = 'fixtures/cases/exchange/exo-management-role-assignment.yml';
const PIPELINE = 'package-content/data_stream/audit/elasticsearch/ingest_pipeline/default.yml.hbs';

describe('the proof can fail', () => {
  test('an untouched rule is proven', () => {
    using pack = new PackCopy();
    const { exitCode, stdout, stderr } = pack.run('verify');
    expect(stdout).toMatch(/1 rule proven · 0 failed/);
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
  });

  test('a rule that looks for another action misses its hits, and the clause that decided is marked', () => {
    using pack = new PackCopy();
    pack.edit(RULE, '"New-ManagementRoleAssignment"', '"New-ManagementRole"');
    const { exitCode, stdout } = pack.run('verify');
    expect(stdout).toContain('it alerted not once, expected once');
    expect(stdout).toMatch(
      /✗ event\.action:"New-ManagementRole" +← event\.action is "New-ManagementRoleAssignment"/,
    );
    expect(exitCode).toBe(1);
  });

  test('a rule that lost a clause alerts on a near miss', () => {
    using pack = new PackCopy();
    pack.edit(RULE, / and\n\s+event\.outcome:success/, '');
    const { exitCode, stdout } = pack.run('verify');
    expect(stdout).toContain('it alerted once, but must stay silent');
    expect(exitCode).toBe(1);
  });

  test('a clause without a near miss of its own is no proof', () => {
    using pack = new PackCopy();
    pack.edit(RULE, 'event.outcome:success', 'event.outcome:success and\n  user.id: *');
    const { exitCode, stdout } = pack.run('verify');
    expect(stdout).toContain('PROOF_CLAUSE_WITHOUT_NEAR_MISS');
    expect(stdout).toContain('user.id: *');
    expect(exitCode).toBe(1);
  });

  test('a lost index pattern loses the hit that lies there', () => {
    using pack = new PackCopy();
    pack.edit('package-content/streams.yml', '- logs-o365*', '- logs-o365_rulepack*');
    const { exitCode, stdout } = pack.run('verify');
    expect(stdout).toContain('it alerted not once, expected once');
    expect(exitCode).toBe(1);
  });

  test('a near miss that lies where the rule does not look proves no clause', () => {
    using pack = new PackCopy();
    const patch = '{ op: replace, path: /event/dataset, value: o365.other }';
    pack.edit(CASES, patch, `${patch}, { op: replace, path: /data_stream/dataset, value: elsewhere }`);
    const { exitCode, stdout } = pack.run('verify');
    expect(stdout).toContain('PROOF_CLAUSE_WITHOUT_NEAR_MISS');
    expect(exitCode).toBe(1);
  });

  test('nor is an alternative without a hit that it alone carries; it is named with its place', () => {
    using pack = new PackCopy();
    pack.edit(RULE, 'event.outcome:success', 'event.outcome:(success or partial)');
    const { exitCode, stdout } = pack.run('verify');
    expect(stdout).toContain('PROOF_ALTERNATIVE_WITHOUT_HIT');
    expect(stdout).toContain('this alternative finds anything: event.outcome: partial');
    expect(stdout).toContain(`${RULE}:${lineOf(pack.read(RULE), 'partial')}`);
    expect(exitCode).toBe(1);
  });

  test('the same holds within the events of an EQL sequence', () => {
    using pack = new PackCopy(['m365-login-failures-then-success']);
    const rule = 'package-content/rules/entra/m365-login-failures-then-success.yml';
    pack.edit(rule, '== "InvalidUserNameOrPassword"', 'in ("InvalidUserNameOrPassword", "Misspelt")');
    const { exitCode, stdout } = pack.run('verify');
    expect(stdout).toContain('PROOF_ALTERNATIVE_WITHOUT_HIT');
    expect(stdout).toContain('this alternative finds anything: "Misspelt"');
    expect(stdout).toContain(`${rule}:${lineOf(pack.read(rule), 'Misspelt')}`);
    expect(exitCode).toBe(1);
  });

  test('a wrong expectation fails', () => {
    using pack = new PackCopy();
    pack.edit(CASES, 'alerts: 1', 'alerts: 2');
    const { exitCode, stdout } = pack.run('verify');
    expect(stdout).toContain('it alerted once, expected 2 times');
    expect(exitCode).toBe(1);
  });

  test('a pipeline that fails on a record is named as the cause', () => {
    using pack = new PackCopy();
    pack.edit(
      PIPELINE,
      'processors:\n',
      'processors:\n  - fail:\n      tag: broken_on_purpose\n      message: broken on purpose\n',
    );
    const { exitCode, stdout } = pack.run('verify');
    expect(stdout).toContain('The pipeline failed on the record');
    expect(stdout).toContain('broken_on_purpose');
    expect(exitCode).toBe(1);
  });

  test('a rule without cases is not proven', () => {
    using pack = new PackCopy(['exo-management-role-assignment']);
    pack.edit(RULE, /^id: .*$/m, 'id: 00000000-0000-4000-8000-000000000001');
    pack.write(
      'package-content/rules/exchange/exo-without-cases.yml',
      pack
        .read(RULE)
        .replace('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002')
        .replace(/^name: .*$/m, 'name: Without cases'),
    );
    const { exitCode, stdout } = pack.run('verify');
    expect(stdout).toContain('PROOF_NO_HIT');
    expect(exitCode).toBe(1);
  });

  test('--json says the same to programs', () => {
    using pack = new PackCopy();
    pack.edit(CASES, 'alerts: 1', 'alerts: 2');
    const { exitCode, stdout } = pack.run('verify', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ proven: 0, failed: 1, rules: [{ status: 'failed' }] });
    expect(exitCode).toBe(1);
  });

  test('--junit counts the failed case', () => {
    using pack = new PackCopy();
    pack.edit(CASES, 'alerts: 1', 'alerts: 2');
    pack.run('verify', '--junit', 'report.xml');
    expect(pack.read('report.xml')).toMatch(/<testsuites name="o365-rulepack" tests="\d+" failures="1"/);
  });
});

describe('the mutation run can fail', () => {
  test('every mutant of an untouched rule dies', () => {
    using pack = new PackCopy();
    const { exitCode, stdout, stderr } = pack.run('mutate', '--rule', 'exo-management-role-assignment');
    expect(stdout).toMatch(/(\d+) rule mutants: \1 killed, 0 survived/);
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
  });

  test('without the near miss of a clause the mutant that lacks the clause survives and is named', () => {
    using pack = new PackCopy();
    pack.edit(CASES, / {2}- id: other-category\n(?: {4}.*\n)+/, '');
    const { exitCode, stdout } = pack.run('mutate', '--rule', 'exo-management-role-assignment');
    const line = lineOf(pack.read(RULE), 'event.category');
    expect(stdout).toContain(`survived dropped: event.category:web  ${RULE}:${line}`);
    expect(stdout).toContain('wanted: a near miss in which this clause alone is false');
    expect(stdout).toMatch(/% of the rule mutants were killed, wanted 100\.0 %/);
    expect(exitCode).toBe(1);
  });
});

/** The line, from 1, on which a text stands first. */
function lineOf(text: string, part: string): number {
  return text.slice(0, text.indexOf(part)).split('\n').length;
}
