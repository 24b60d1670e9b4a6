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
