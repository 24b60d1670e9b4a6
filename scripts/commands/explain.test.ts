import { PackCopy } from '../testing/pack-copy';

const record = {
  CreationTime: '2026-03-10T11:42:18',
  Id: 'a1000001-1c2d-4e3f-8a9b-0c1d2e3f4a5b',
  Operation: 'New-ManagementRoleAssignment',
  OrganizationId: '5b7f3c0e-6a41-4d52-9c1e-2f8d7e90a1b4',
  RecordType: 1,
  UserType: 2,
  Workload: 'Exchange',
  UserId: 'it.admin@contoso.com',
  ResultStatus: 'False',
};

describe('explain', () => {
  test('says of each clause whether it holds and what the event has, and exits with 1 when the query does not match', () => {
    using pack = new PackCopy();
    pack.write('event.json', JSON.stringify(record, null, 2));
    const { exitCode, stdout } = pack.run(
      'explain',
      '--rule',
      'exo-management-role-assignment',
      'event.json',
    );
    expect(stdout).toMatch(
      /✓ event\.action:"New-ManagementRoleAssignment" +← event\.action is "New-ManagementRoleAssignment"/,
    );
    expect(stdout).toMatch(/✗ event\.outcome:success +← event\.outcome is "failure"/);
    expect(exitCode).toBe(1);
  });

  test('exits with 0 when the query matches', () => {
    using pack = new PackCopy();
    pack.write('event.json', JSON.stringify({ ...record, ResultStatus: 'True' }));
    const { exitCode, stdout } = pack.run(
      'explain',
      '--rule',
      'exo-management-role-assignment',
      'event.json',
      '--json',
    );
    expect(JSON.parse(stdout)).toMatchObject({ rule: 'exo-management-role-assignment', matches: true });
    expect(exitCode).toBe(0);
  });

  test('--ecs takes a finished document', () => {
    using pack = new PackCopy();
    pack.write('event.json', JSON.stringify({ event: { dataset: 'o365.audit', outcome: 'success' } }));
    const { stdout } = pack.run('explain', '--ecs', '--rule', 'exo-management-role-assignment', 'event.json');
    expect(stdout).toMatch(/✗ event\.action:.* ← no event\.action in the event/);
  });

  test('--stream says whose record it is, where a rule has several streams', () => {
    using pack = new PackCopy();
    const rule = 'package-content/rules/exchange/exo-management-role-assignment.yml';
    pack.edit(rule, 'version: 1', 'version: 1\nstream: [azure.auditlogs, o365.audit]');
    pack.write('event.json', JSON.stringify({ ...record, ResultStatus: 'True' }));
    const explain = (...more: string[]): ReturnType<PackCopy['run']> =>
      pack.run('explain', '--rule', 'exo-management-role-assignment', ...more, 'event.json');
    expect(explain('--stream', 'o365.audit').exitCode).toBe(0);
    const wrong = explain('--stream', 'entra.pim_alert');
    expect(wrong.stderr).toContain('EVENT_UNKNOWN_STREAM');
    expect(wrong.exitCode).toBe(2);
  });
});
