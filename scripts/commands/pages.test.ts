import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PackCopy } from '../testing/pack-copy';

const PAGE = 'docs/rules/exchange/exo-management-role-assignment.md';
const RULE = 'package-content/rules/exchange/exo-management-role-assignment.yml';

/** A copy of the pack with one rule, and with documents that name no other. */
function smallPack(): PackCopy {
  const pack = new PackCopy();
  pack.write(
    'package-content/reference/documents.yml',
    "- document: 'A guide'\n  rows:\n    - { what: 'A role', rules: [exo-management-role-assignment] }\n",
  );
  return pack;
}

describe('cli pages', () => {
  const first = smallPack();
  let pack: PackCopy;

  beforeAll(() => {
    expect(first.run('pages').exitCode).toBe(0);
  });

  beforeEach(() => {
    pack = smallPack();
    cpSync(join(first.root, 'docs', 'rules'), join(pack.root, 'docs', 'rules'), { recursive: true });
  });

  afterEach(() => {
    pack[Symbol.dispose]();
  });

  afterAll(() => {
    first[Symbol.dispose]();
  });

  test('writes what --check then finds up to date', () => {
    expect(readdirSync(join(pack.root, 'docs', 'rules')).sort()).toEqual(['README.md', 'exchange']);
    expect(pack.run('pages', '--check')).toMatchObject({
      exitCode: 0,
      stdout: '2 pages in docs/rules/ are up to date\n',
    });
  });

  test('--check fails where a page was edited by hand, and leaves it alone', () => {
    pack.edit(PAGE, 'switched off', 'switched on');
    const { exitCode, stdout } = pack.run('pages', '--check');
    expect(exitCode).toBe(1);
    expect(stdout).toContain(`stale ${PAGE}: `);
    expect(stdout).toContain('run npm run pages');
    expect(pack.read(PAGE)).toContain('switched on');
  });

  test('writes the pages again where a rule changed', () => {
    pack.edit(RULE, /^name: .*$/m, 'name: A new name');
    const { exitCode, stdout } = pack.run('pages');
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`written ${PAGE}`);
    expect(pack.read('docs/rules/README.md')).toContain(
      '[A new name](exchange/exo-management-role-assignment.md)',
    );
  });

  test('brings the generated part of docs/sigma.md up to date, and --check says that it is not', () => {
    pack.write(
      'docs/sigma.md',
      readFileSync(join(__dirname, '..', '..', 'docs', 'sigma.md'), 'utf8').replace(
        /^\d+ rules are/m,
        '9 rules are',
      ),
    );
    expect(pack.run('pages', '--check')).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining('stale docs/sigma.md: ') as string,
    });
    expect(pack.run('pages').stdout).toContain('written docs/sigma.md');
    expect(pack.read('docs/sigma.md')).toContain('One rule is exported');
    expect(pack.run('pages', '--check').exitCode).toBe(0);
  });

  test('--check names pages that are missing or of no rule, also as JSON', () => {
    const old = 'docs/rules/exchange/old.md';
    pack.write(old, pack.read(PAGE));
    rmSync(join(pack.root, PAGE));
    const { exitCode, stdout } = pack.run('pages', '--check', '--json');
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      pages: 2,
      written: 0,
      stale: [],
      missing: [PAGE],
      superfluous: [old],
    });
    expect(pack.run('pages').stdout).toContain(`removed ${old}`);
    expect(existsSync(join(pack.root, old))).toBe(false);
  });

  test('refuses to remove what it did not make', () => {
    pack.write('docs/rules/notes.md', '# My notes\n');
    const { exitCode, stderr } = pack.run('pages');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('PAGES_FOREIGN_FILE');
    expect(pack.read('docs/rules/notes.md')).toBe('# My notes\n');
  });

  test('says how to record proofs where there are none', () => {
    rmSync(join(pack.root, 'docs', 'coverage.json'));
    const { exitCode, stderr } = pack.run('pages', '--check');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('COVERAGE_NOT_RECORDED');
  });
});
