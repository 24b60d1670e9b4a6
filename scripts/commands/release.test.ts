import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { ContentError } from '../base/errors';
import { ReleaseCopy } from '../testing/release-copy';
import { release } from './release';

const LOCK = 'package-content/versions.lock.json';
const MANIFEST = 'package-content/manifest.yml';
const RULE = 'package-content/rules/exchange/exo-management-role-assignment.yml';

describe('npm run release', () => {
  const copy = new ReleaseCopy(['exo-management-role-assignment', 'm365-login-bruteforce']);
  const dist = join(copy.root, 'dist');
  const first = copy.run('release');
  const sums = readFileSync(join(dist, 'SHA256SUMS'), 'utf8');
  const version = /^version: (.*)$/m.exec(copy.read(MANIFEST))?.[1] ?? '';
  afterAll(() => copy[Symbol.dispose]());

  test('writes everything that users download, and says what', () => {
    expect(first.stderr).toBe('');
    expect(first.exitCode).toBe(0);
    expect(readdirSync(dist).sort()).toEqual([
      'SHA256SUMS',
      'docs',
      `o365-rulepack-${version}.ndjson`,
      `o365_rulepack-${version}.zip`,
      'rules',
      'sbom.cdx.json',
      'sigma',
    ]);
    expect(readdirSync(join(dist, 'docs')).sort()).toEqual(['attack-navigator-layer.json', 'rules']);
    expect(first.stdout).toMatch(/o365_rulepack-\S+\.zip +\d+\.\d kB {2}[0-9a-f]{64}/);
    expect(first.stdout).toMatch(/rules\/ +\d+\.\d kB {2}2 files/);
  });

  test('the archive holds the package below one folder of its name', () => {
    const entries = Object.keys(unzipSync(readFileSync(join(dist, `o365_rulepack-${version}.zip`))));
    expect(entries).toContain(`o365_rulepack-${version}/manifest.yml`);
    expect(entries.filter((path) => !path.startsWith(`o365_rulepack-${version}/`))).toEqual([]);
  });

  test('sha256sum agrees with the checksums', () => {
    const { status, stderr } = spawnSync('sha256sum', ['--check', '--strict', '--quiet', 'SHA256SUMS'], {
      cwd: dist,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  test('--check finds nothing against it, wherever it is called, and names what is changed later', () => {
    expect(copy.run('release', '--check', 'dist').exitCode).toBe(0);
    writeFileSync(join(dist, 'sigma', 'mine.yml'), 'title: mine\n');
    const { exitCode, stdout } = copy.run('release', '--check', 'dist');
    expect(stdout).toContain('RELEASE_FILE_EXTRA');
    expect(exitCode).toBe(1);
    const again = copy.run('release');
    expect(again.stderr).toContain('OUTPUT_FOREIGN_FILES');
    expect(again.stderr).toContain('sigma/mine.yml');
    expect(again.exitCode).toBe(2);
    rmSync(join(dist, 'sigma', 'mine.yml'));
  });

  test('replaces an earlier release and a build, and lists what it wrote for programs', () => {
    expect(copy.run('build').exitCode).toBe(0);
    const { exitCode, stdout } = copy.run('release', '--json');
    expect(exitCode).toBe(0);
    expect(readFileSync(join(dist, 'SHA256SUMS'), 'utf8')).toBe(sums);
    const { files } = JSON.parse(stdout) as { files: { path: string; sha256: string }[] };
    const listed = files.filter(({ path }) => path !== 'SHA256SUMS');
    expect(sums).toBe(listed.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join(''));
  });
});

describe('a release that cannot be made right is not made at all', () => {
  const pack = new ReleaseCopy();
  const saved = `${pack.root}-saved`;
  cpSync(pack.root, saved, { recursive: true });
  afterEach(() => cpSync(saved, pack.root, { recursive: true }));
  afterAll(() => {
    pack[Symbol.dispose]();
    rmSync(saved, { recursive: true });
  });
  const table: [string, () => void, string][] = [
    ['a missing lock', () => rmSync(join(pack.root, LOCK)), 'LOCK_MISSING'],
    ['a missing lock entry', () => pack.edit(LOCK, /"[0-9a-f-]{36}": \{[^}]*\},?/, ''), 'LOCK_EDITED'],
    ['a lock that was edited', () => pack.edit(LOCK, '"version": 1', '"version": 2'), 'LOCK_EDITED'],
    ['a merge conflict in the lock', () => pack.edit(LOCK, '{', '<<<<<<< ours\n{'), 'LOCK_CONFLICT'],
    [
      'a version that is not semver',
      () => pack.edit(MANIFEST, /^version: .*$/m, 'version: v1'),
      'MANIFEST_VERSION',
    ],
    [
      'a rule that changed without a bump',
      () => pack.edit(RULE, 'event.outcome:success', 'event.outcome:failure'),
      'VERSION_NOT_RAISED',
    ],
    ['a missing source of the package', () => rmSync(join(pack.root, 'LICENSE')), 'CONTENT_MISSING_FILE'],
    [
      'a merge conflict in package-lock.json',
      () => pack.write('package-lock.json', '<<<<<<< ours\n'),
      'SBOM_LOCK_UNREADABLE',
    ],
  ];

  test.each(table)('%s', (_, spoil, code) => {
    spoil();
    expect(problemsOf('dist')).toContain(code);
    expect(readdirSync(pack.root).filter((name) => name.startsWith('dist'))).toEqual([]);
  });

  test.each([
    ['a folder with files of somebody else', 'notes', 'OUTPUT_FOREIGN_FILES'],
    ['a folder of sources', 'fixtures', 'OUTPUT_IS_SOURCE'],
    ['a file', 'LICENSE', 'OUTPUT_IS_FILE'],
    ['a place below a file', 'LICENSE/dist', 'OUTPUT_NOT_WRITABLE'],
  ])('%s as output', (_, out, code) => {
    mkdirSync(join(pack.root, 'notes'), { recursive: true });
    writeFileSync(join(pack.root, 'notes', 'mine.txt'), 'mine');
    expect(problemsOf(out)).toEqual([code]);
    expect(existsSync(join(pack.root, 'notes', 'mine.txt'))).toBe(true);
  });

  /** The codes of what a release refuses. */
  function problemsOf(out: string): string[] {
    try {
      release(pack.root, { out });
    } catch (error) {
      if (!(error instanceof ContentError)) throw error;
      return error.problems.map(({ code }) => code);
    }
    return [];
  }
});
