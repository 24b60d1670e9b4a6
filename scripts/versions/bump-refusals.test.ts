import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LockedPack } from '../testing/locked-pack';
import type { BumpOptions } from './plan-bump';

const SLUG = 'm365-collector-inactivity';
const RULE = `package-content/rules/collector/${SLUG}.yml`;
const MANIFEST = 'package-content/manifest.yml';
const CHANGELOG = 'package-content/changelog.yml';
const LOCK = 'package-content/versions.lock.json';
const FRESH_ID = '0b7c2c3c-3a55-4bb1-9d0e-6b3c1f6f7a11';

function change(pack: LockedPack): void {
  pack.edit(RULE, /^version: /m, 'max_signals: 77\nversion: ');
}

function deprecate(pack: LockedPack, since: string): void {
  pack.edit(RULE, /^version: /m, `deprecated: { since: ${since}, reason: Noise. }\nversion: `);
}

describe('a bump refuses and writes nothing', () => {
  test.each<[string, (pack: LockedPack) => void, BumpOptions, string]>([
    ['another id', (pack) => pack.edit(RULE, /^id: .*$/m, `id: ${FRESH_ID}`), {}, 'RULE_ID_CHANGED'],
    ['a rule that vanished', (pack) => rmSync(join(pack.root, RULE)), {}, 'RULE_VANISHED'],
    ['a deprecation ahead of the package', (pack) => deprecate(pack, '0.9.0'), {}, 'DEPRECATED_LATER'],
    ['to retire a rule that is there', change, { retire: SLUG, reason: 'r' }, 'CALL_RETIRE_PRESENT'],
    ['to retire an unknown rule', change, { retire: 'exo-odd', reason: 'r' }, 'CALL_RETIRE_UNKNOWN'],
    [
      'to retire without reason',
      (pack) => rmSync(join(pack.root, RULE)),
      { retire: SLUG },
      'CALL_RETIRE_WITHOUT_REASON',
    ],
    ['a link that is none', change, { link: 'see #12' }, 'CALL_BAD_LINK'],
    ['a link to a script', change, { link: 'javascript:alert(1)' }, 'CALL_BAD_LINK'],
    [
      'a manifest without semver',
      (pack) => pack.edit(MANIFEST, 'version: 0.1.0', 'version: 1'),
      {},
      'MANIFEST_VERSION',
    ],
    ['a lock that was edited', (pack) => pack.edit(LOCK, '"version": 1', '"version": 7'), {}, 'LOCK_EDITED'],
    [
      'a second first lock',
      (pack) => {
        change(pack);
        pack.bump();
      },
      { first: true },
      'LOCK_NOT_FIRST',
    ],
    ['a ref where there is no git', change, { since: 'main' }, 'CALL_BAD_REF'],
  ])('%s', (_, spoil, options, code) => {
    using pack = new LockedPack();
    spoil(pack);
    const files = [MANIFEST, CHANGELOG, LOCK];
    const before = files.map((file) => pack.read(file));
    expect(() => pack.bump(options)).toThrow(code);
    expect(files.map((file) => pack.read(file))).toEqual(before);
    expect(readdirSync(join(pack.root, 'package-content')).filter((name) => name.includes('.new-'))).toEqual(
      [],
    );
  });
});
