import { LockedPack } from '../testing/locked-pack';

const RULE = 'package-content/rules/collector/m365-collector-inactivity.yml';
const LOCK = 'package-content/versions.lock.json';

describe('o365-rulepack bump', () => {
  test('--check tells what is wrong with its place and fails; a bump mends it', () => {
    using pack = new LockedPack();
    expect(pack.run('bump', '--check').exitCode).toBe(0);
    pack.edit(RULE, /^status: /m, 'severity: critical\nstatus: ');
    const wrong = pack.run('bump', '--check');
    expect(wrong.stderr).toMatch(/VERSION_NOT_RAISED .*m365-collector-inactivity\.yml:\d+:10/);
    expect(wrong.stderr).toContain('expected: version: 2');
    expect(wrong.exitCode).toBe(1);
    expect(pack.run('bump').stdout).toContain('package 0.1.0 → 0.1.1');
    expect(pack.run('bump', '--check').exitCode).toBe(0);
    expect(pack.run('bump').stdout).toContain('nothing to bump');
  });

  test('--dry-run writes nothing and says what it would, --json for programs', () => {
    using pack = new LockedPack();
    pack.edit(RULE, /^status: /m, 'severity: critical\nstatus: ');
    const before = pack.read(LOCK);
    const { stdout } = pack.run('bump', '--dry-run', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      version: { from: '0.1.0', to: '0.1.1' },
      changes: [{ kind: 'rule', what: 'changed', level: 'patch' }],
      versions: [{ file: RULE, from: 1, to: 2 }],
      files: [RULE, 'package-content/manifest.yml', 'package-content/changelog.yml', LOCK],
    });
    expect(pack.read(LOCK)).toBe(before);
    const check = pack.run('bump', '--check', '--json');
    expect(JSON.parse(check.stdout)).toMatchObject({ problems: [{ code: 'VERSION_NOT_RAISED' }] });
  });

  test.each<[string, string[], string]>([
    ['two calls in one', ['--check', '--dry-run'], 'cannot be used with'],
    ['an odd type', ['--type', 'odd'], 'Allowed choices'],
    ['an unknown ref', ['--check', '--since', 'nowhere'], 'CALL_BAD_REF'],
  ])('%s is refused', (_, args, message) => {
    using pack = new LockedPack();
    const { exitCode, stderr } = pack.run('bump', ...args);
    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
  });
});
