import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { LockedPack } from '../testing/locked-pack';

const SLUG = 'm365-collector-inactivity';
const RULE = `package-content/rules/collector/${SLUG}.yml`;
const MANIFEST = 'package-content/manifest.yml';
const CHANGELOG = 'package-content/changelog.yml';
const LOCK = 'package-content/versions.lock.json';

const change = (pack: LockedPack, signals = 77): void =>
  pack.edit(RULE, /^version: /m, `max_signals: ${signals}\nversion: `);

/** The lock as if it had never been another: what somebody would do who hides a change. */
function rewriteLock(pack: LockedPack): void {
  rmSync(join(pack.root, LOCK));
  pack.bump();
}

function committed(): LockedPack {
  const pack = new LockedPack();
  pack.commit();
  return pack;
}

describe('against the lock of a git ref', () => {
  test('an honest bump passes, and so does another one on top of it', () => {
    using pack = committed();
    change(pack);
    pack.bump();
    expect(pack.check('main')).toEqual([]);
    pack.edit(RULE, 'max_signals: 77', 'max_signals: 78');
    pack.bump();
    expect(pack.check('main')).toEqual([]);
  });

  test.each<[string, (pack: LockedPack) => void, string[]]>([
    [
      'content and lock changed under the old version',
      (pack) => {
        change(pack);
        rewriteLock(pack);
      },
      ['RELEASED_VERSION_ALTERED'],
    ],
    [
      'a version raised without a record of the one before',
      (pack) => {
        change(pack);
        pack.edit(RULE, 'version: 1', 'version: 2');
        rewriteLock(pack);
      },
      ['RELEASED_VERSION_ALTERED'],
    ],
    [
      'a rule that is forgotten altogether',
      (pack) => {
        rmSync(join(pack.root, RULE));
        rewriteLock(pack);
      },
      ['RULE_VANISHED', 'RELEASED_VERSION_ALTERED'],
    ],
    [
      'a version of the package that went down',
      (pack) => {
        pack.edit(MANIFEST, 'version: 0.1.0', 'version: 0.0.9');
        pack.edit(CHANGELOG, 'version: 0.1.0', 'version: 0.0.9');
        rewriteLock(pack);
      },
      ['PACKAGE_VERSION_WENT_DOWN'],
    ],
    [
      'another type',
      (pack) => {
        pack.edit(
          RULE,
          /^version: 1$/m,
          'version: 2\ntype: new_terms\nnew_terms_fields: [o365.collector.id]\nhistory_window_start: now-7d',
        );
        rewriteLock(pack);
      },
      ['RULE_TYPE_CHANGED', 'RELEASED_VERSION_ALTERED'],
    ],
  ])('%s is found', (_, spoil, codes) => {
    using pack = committed();
    spoil(pack);
    expect(pack.check().map(({ code }) => code)).toEqual([]);
    expect(pack.codes('main')).toEqual(expect.arrayContaining(codes));
  });

  test('a version that went down together with the lock is found', () => {
    using pack = new LockedPack();
    const old = [LOCK, MANIFEST, CHANGELOG, RULE].map((file): [string, string] => [file, pack.read(file)]);
    change(pack);
    pack.bump();
    pack.commit();
    for (const [file, text] of old) pack.write(file, text);
    expect(pack.codes()).toEqual([]);
    expect(pack.codes('main')).toContain('VERSION_WENT_DOWN');
  });

  test('a version of the package that weighs too little is found', () => {
    using pack = committed();
    pack.edit(
      'package-content/data_stream/collector/fields/ecs.yml',
      '- external: ecs\n  name: event.outcome\n',
      '',
    );
    pack.bump();
    expect(pack.read(MANIFEST)).toMatch(/^version: 0\.2\.0$/m);
    for (const file of [MANIFEST, CHANGELOG]) pack.edit(file, '0.2.0', '0.1.1');
    rewriteLock(pack);
    expect(pack.codes('main')).toContain('PACKAGE_VERSION_TOO_LOW');
  });

  test('a forgotten retired rule is found', () => {
    using pack = new LockedPack([SLUG, 'm365-collector-silent']);
    rmSync(join(pack.root, RULE));
    pack.bump({ retire: SLUG, reason: 'Noise.' });
    pack.commit();
    rewriteLock(pack);
    expect(pack.codes('main')).toContain('RETIRED_ENTRY_VANISHED');
  });

  test('a ref without a lock asks for nothing', () => {
    using pack = new LockedPack();
    const lock = pack.read(LOCK);
    rmSync(join(pack.root, LOCK));
    pack.commit();
    pack.write(LOCK, lock);
    expect(pack.check('main')).toEqual([]);
    change(pack);
    expect(pack.bump({ since: 'main' }).version.to).toBe('0.1.1');
  });

  test.each(['nowhere', '--output=x', ''])('the ref “%s” is refused', (ref) => {
    using pack = committed();
    expect(() => pack.check(ref)).toThrow('CALL_BAD_REF');
  });
});

test('a merge conflict in the lock is settled by a bump on top of the other branch', () => {
  using pack = new LockedPack();
  pack.commit();
  // The other branch, merged first: its rule is at version 2.
  change(pack);
  pack.bump();
  pack.commit();
  // This branch changed the same rule, and has the same version from its own bump.
  pack.edit(RULE, 'max_signals: 77', 'max_signals: 55');
  pack.write(LOCK, pack.read(LOCK).replace('  "rules"', '<<<<<<< HEAD\n  "rules"'));
  expect(() => pack.bump()).toThrow('LOCK_CONFLICT');
  pack.bump({ since: 'main' });
  expect(pack.read(RULE)).toMatch(/^version: 3$/m);
  expect(pack.read(MANIFEST)).toMatch(/^version: 0\.1\.2$/m);
  expect(pack.check('main')).toEqual([]);
});
