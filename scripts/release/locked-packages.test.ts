import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockedPackages } from './locked-packages';

describe('lockedPackages', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'rulepack-lock-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));
  const write = (packages: object): void =>
    writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, packages }));

  test('follows what is needed to run, an optional package only where it is there', () => {
    write({
      '': { name: 'tool', version: '1.0.0', dependencies: { a: '^1' } },
      'node_modules/a': { version: '1.0.0', dependencies: { b: '^2' }, optionalDependencies: { c: '*' } },
      'node_modules/a/node_modules/b': { version: '2.0.0' },
      'node_modules/b': { version: '1.0.0', dev: true },
    });
    expect(lockedPackages(root).map(({ path, version }) => `${path} ${version}`)).toEqual([
      ' 1.0.0',
      'node_modules/a 1.0.0',
      'node_modules/a/node_modules/b 2.0.0',
    ]);
  });

  test('gives the digest of an archive in hex', () => {
    write({ '': { name: 'tool', version: '1.0.0', integrity: 'sha512-AP8=' } });
    expect(lockedPackages(root)[0]?.sha512).toBe('00ff');
  });

  test('a package that the lock lacks is named', () => {
    write({ '': { name: 'tool', version: '1.0.0', dependencies: { gone: '^1' } } });
    expect(() => lockedPackages(root)).toThrow('SBOM_LOCK_INCOMPLETE: package-lock.json lacks gone');
  });

  test.each([
    ['a merge conflict', '<<<<<<< ours\n{}\n=======\n'],
    ['another lock version', '{"lockfileVersion":1,"dependencies":{}}'],
  ])('%s is refused', (_, text) => {
    writeFileSync(join(root, 'package-lock.json'), text);
    expect(() => lockedPackages(root)).toThrow('SBOM_LOCK_UNREADABLE');
  });
});
