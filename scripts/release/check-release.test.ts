import { mkdirSync, mkdtempSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkRelease } from './check-release';
import { checksums } from './checksums';
import { foreignFiles } from './foreign-files';
import { writeFolder } from './write-folder';

const RELEASED = new Map([
  ['docs/attack-navigator-layer.json', '{}\n'],
  ['docs/rules/README.md', '# Rules\n'],
  ['o365-rulepack-1.2.3.ndjson', '{}\n'],
  ['o365_rulepack-1.2.3.zip', 'PK'],
  ['rules/00000000-0000-4000-8000-000000000001.json', '{}\n'],
  ['sbom.cdx.json', '{}\n'],
  ['sigma/exo-one.yml', 'title: one\n'],
]);

describe('a release folder', () => {
  let root: string;
  let folder: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'rulepack-check-'));
    folder = join(root, 'dist');
    writeFolder(folder, new Map([...RELEASED, ['SHA256SUMS', checksums(RELEASED)]]));
  });
  afterEach(() => rmSync(root, { recursive: true }));
  const edit = (path: string, text: string): void => writeFileSync(join(folder, path), text);
  const codes = (): string[] =>
    checkRelease(folder).problems.map(({ code, message }) => `${code} ${message}`);

  test('that is whole has no problem and no foreign file', () => {
    expect(checkRelease(folder)).toEqual({ files: 8, problems: [] });
    expect(foreignFiles(folder)).toEqual([]);
  });

  test('a changed file is named with both digests', () => {
    edit('sigma/exo-one.yml', 'title: two\n');
    expect(checkRelease(folder).problems).toEqual([
      expect.objectContaining({
        code: 'RELEASE_FILE_CHANGED',
        message: 'sigma/exo-one.yml is not as it was released',
        found: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        expected: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      }),
    ]);
  });

  test('each missing and each extra file is named', () => {
    unlinkSync(join(folder, 'sbom.cdx.json'));
    unlinkSync(join(folder, 'sigma/exo-one.yml'));
    edit('notes.txt', 'mine');
    expect(codes()).toEqual([
      'RELEASE_FILE_MISSING sbom.cdx.json is missing',
      'RELEASE_FILE_MISSING sigma/exo-one.yml is missing',
      'RELEASE_FILE_EXTRA notes.txt does not belong to the release',
    ]);
    expect(foreignFiles(folder)).toEqual(['notes.txt']);
  });

  test('a link in the place of a file is no file of the release', () => {
    edit('../elsewhere', 'title: one\n');
    unlinkSync(join(folder, 'sigma/exo-one.yml'));
    symlinkSync(join(root, 'elsewhere'), join(folder, 'sigma/exo-one.yml'));
    expect(codes()).toEqual(['RELEASE_FILE_CHANGED sigma/exo-one.yml is no file of its own']);
  });

  test('a partial one is found though it fits its checksums', () => {
    const some = new Map([...RELEASED].filter(([path]) => !/^sigma|zip$/.test(path)));
    writeFolder(folder, new Map([...some, ['SHA256SUMS', checksums(some)]]));
    expect(codes()).toEqual([
      'RELEASE_PART_MISSING it lacks o365_rulepack-<version>.zip',
      'RELEASE_PART_MISSING it lacks o365-rulepack-<version>.ndjson',
      'RELEASE_PART_MISSING it lacks sigma/*.yml',
    ]);
  });

  test.each([
    ['cut off', '0123  rules/a.json\n'],
    ['leading out of the folder', `${'0'.repeat(64)}  ../secret\n`],
    ['of a path that is named already', `${'0'.repeat(64)}  sbom.cdx.json\n`],
    ['without a path', `${'0'.repeat(64)}\n`],
  ])('a line of the checksums %s is named by its number', (_, line) => {
    edit('SHA256SUMS', checksums(RELEASED) + line);
    expect(checkRelease(folder).problems).toEqual([
      expect.objectContaining({
        code: 'RELEASE_CHECKSUMS_INVALID',
        location: { file: 'SHA256SUMS', line: 8, column: 1 },
      }),
    ]);
  });

  test('without checksums nothing can be verified, and its files may be anybody’s', () => {
    unlinkSync(join(folder, 'SHA256SUMS'));
    expect(codes()).toEqual([expect.stringContaining('RELEASE_NO_CHECKSUMS')]);
    expect(foreignFiles(folder)).toContain('sbom.cdx.json');
  });

  test('checksums of something else make no file ours', () => {
    edit('SHA256SUMS', `${'0'.repeat(64)}  sbom.cdx.json\n`);
    expect(foreignFiles(folder)).toContain('sbom.cdx.json');
  });

  test('an empty one is told from one that is not there', () => {
    mkdirSync(join(root, 'empty'));
    expect(checkRelease(join(root, 'empty')).problems).toMatchObject([{ code: 'RELEASE_EMPTY' }]);
    expect(foreignFiles(join(root, 'empty'))).toEqual([]);
    expect(() => checkRelease(join(root, 'gone'))).toThrow('RELEASE_NOT_FOUND');
  });
});
