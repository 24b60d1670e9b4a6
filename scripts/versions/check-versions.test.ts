import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { LockedPack } from '../testing/locked-pack';

const SLUG = 'm365-collector-inactivity';
const RULE = `package-content/rules/collector/${SLUG}.yml`;
const OTHER = 'm365-collector-silent';
const PIPELINE = 'package-content/data_stream/collector/elasticsearch/ingest_pipeline/default.yml.hbs';
const MANIFEST = 'package-content/manifest.yml';
const CHANGELOG = 'package-content/changelog.yml';
const LOCK = 'package-content/versions.lock.json';
const FRESH_ID = '0b7c2c3c-3a55-4bb1-9d0e-6b3c1f6f7a11';

type Spoil = (pack: LockedPack) => void;
const edit =
  (file: string, search: string | RegExp, replacement: string): Spoil =>
  (pack) =>
    pack.edit(file, search, replacement);
const both =
  (...steps: readonly Spoil[]): Spoil =>
  (pack) => {
    for (const step of steps) step(pack);
  };
const takeLockOf =
  (slug: string): Spoil =>
  (pack) => {
    using other = new LockedPack([slug]);
    pack.write(LOCK, other.read(LOCK));
  };
const changed = edit(RULE, /^version: /m, 'max_signals: 77\nversion: ');
const entry = (version: string): string =>
  `- version: ${version}\n  changes:\n    - { description: A, type: bugfix, link: https://example.com/1 }\n`;

test('a pack is what its lock says', () => {
  using pack = new LockedPack();
  expect(pack.check()).toEqual([]);
});

test('comments, order and empty lines raise no version', () => {
  using pack = new LockedPack();
  pack.edit(RULE, /^version: 1$/m, '\n# again\nversion:   1 # one');
  pack.edit(MANIFEST, /^title: /m, '# the title\ntitle: ');
  pack.edit(PIPELINE, /^version: 1$/m, '# one\nversion: 1 # more');
  expect(pack.check()).toEqual([]);
});

/** How the pack is spoilt, the codes, the file of the first problem. */
test.each<[string, Spoil, string[], string]>([
  ['content changed under its version', changed, ['VERSION_NOT_RAISED'], RULE],
  [
    'content changed and version raised by hand',
    both(changed, edit(RULE, /^version: 1$/m, 'version: 2')),
    ['LOCK_OUT_OF_DATE'],
    RULE,
  ],
  ['version raised for nothing', edit(RULE, /^version: 1$/m, 'version: 2'), ['VERSION_WITHOUT_CHANGE'], RULE],
  [
    'version went down',
    both(changed, (pack) => pack.bump(), edit(RULE, /^version: 2$/m, 'version: 1')),
    ['VERSION_WENT_DOWN'],
    RULE,
  ],
  ['another id', edit(RULE, /^id: .*$/m, `id: ${FRESH_ID}`), ['RULE_ID_CHANGED', 'LOCK_MISSING_ENTRY'], RULE],
  ['a rule that vanished', (pack) => rmSync(join(pack.root, RULE)), ['RULE_VANISHED'], LOCK],
  [
    'another type under the same id',
    edit(
      RULE,
      /^version: 1$/m,
      'version: 2\ntype: new_terms\nnew_terms_fields: [o365.collector.id]\nhistory_window_start: now-7d',
    ),
    ['RULE_TYPE_CHANGED', 'LOCK_OUT_OF_DATE'],
    RULE,
  ],
  [
    'another name of the file',
    (pack) => pack.move(RULE, RULE.replace(SLUG, 'exo-odd')),
    ['LOCK_OUT_OF_DATE'],
    LOCK,
  ],
  [
    'a pipeline that changed',
    edit(PIPELINE, /^description: /m, 'description: New '),
    ['VERSION_NOT_RAISED'],
    PIPELINE,
  ],
  [
    'a pipeline without version',
    edit(PIPELINE, /^version: 1\n/m, ''),
    ['PIPELINE_WITHOUT_VERSION'],
    PIPELINE,
  ],
  [
    'a field that went',
    edit(
      'package-content/data_stream/collector/fields/ecs.yml',
      /^- external: ecs\n  name: event.outcome\n/m,
      '',
    ),
    ['PACKAGE_VERSION_NOT_RAISED'],
    MANIFEST,
  ],
  [
    'a manifest that changed',
    edit(MANIFEST, /^title: /m, 'title: New '),
    ['PACKAGE_VERSION_NOT_RAISED'],
    MANIFEST,
  ],
  [
    'a package version that went down',
    edit(MANIFEST, 'version: 0.1.0', 'version: 0.0.9'),
    ['PACKAGE_VERSION_WENT_DOWN', 'CHANGELOG_WITHOUT_VERSION'],
    MANIFEST,
  ],
  [
    'a package version that the lock does not know',
    both(
      edit(MANIFEST, 'version: 0.1.0', 'version: 0.2.0'),
      edit(CHANGELOG, '- version', `${entry('0.2.0')}- version`),
    ),
    ['LOCK_OUT_OF_DATE'],
    LOCK,
  ],
  [
    'a package version that is a number',
    edit(MANIFEST, 'version: 0.1.0', 'version: 0.1'),
    ['MANIFEST_VERSION'],
    MANIFEST,
  ],
  [
    'a package version with a v',
    edit(MANIFEST, 'version: 0.1.0', 'version: v0.1.0'),
    ['MANIFEST_VERSION'],
    MANIFEST,
  ],
  ['a package without version', edit(MANIFEST, 'version: 0.1.0\n', ''), ['MANIFEST_VERSION'], MANIFEST],
  [
    'a changelog without the version',
    edit(CHANGELOG, 'version: 0.1.0', 'version: 0.0.1'),
    ['CHANGELOG_WITHOUT_VERSION'],
    CHANGELOG,
  ],
  ['an empty changelog', (pack) => pack.write(CHANGELOG, '[]\n'), ['CHANGELOG_WITHOUT_VERSION'], CHANGELOG],
  [
    'a changelog ahead of the manifest',
    edit(CHANGELOG, '- version', `${entry('0.2.0')}- version`),
    ['CHANGELOG_AHEAD'],
    CHANGELOG,
  ],
  [
    'a changelog upside down',
    (pack) => pack.write(CHANGELOG, pack.read(CHANGELOG) + entry('0.2.0')),
    ['CHANGELOG_ORDER'],
    CHANGELOG,
  ],
  [
    'a version twice in the changelog',
    (pack) => pack.write(CHANGELOG, pack.read(CHANGELOG) + entry('0.1.0')),
    ['CHANGELOG_ORDER'],
    CHANGELOG,
  ],
  ['a changelog entry without link', edit(CHANGELOG, /, link: \S+/, ''), ['CHANGELOG_ENTRY'], CHANGELOG],
  [
    'a changelog entry of an odd type',
    edit(CHANGELOG, 'type: enhancement', 'type: odd'),
    ['CHANGELOG_ENTRY'],
    CHANGELOG,
  ],
  ['a lock with an entry too few', takeLockOf(OTHER), ['RULE_VANISHED', 'LOCK_MISSING_ENTRY'], LOCK],
  ['a lock that was edited', edit(LOCK, '"version": 1', '"version": 2'), ['LOCK_EDITED'], LOCK],
  ['a lock with a conflict', edit(LOCK, '  "rules"', '<<<<<<< HEAD\n  "rules"'), ['LOCK_CONFLICT'], LOCK],
  [
    'a deprecation ahead of the package',
    edit(RULE, /^version: 1$/m, 'version: 2\ndeprecated: { since: 3.0.0, reason: r }'),
    ['LOCK_OUT_OF_DATE', 'DEPRECATED_LATER'],
    RULE,
  ],
])('%s is found', (_, spoil, codes, file) => {
  using pack = new LockedPack();
  spoil(pack);
  const problems = pack.check();
  expect(problems.map(({ code }) => code)).toEqual(codes);
  expect(problems[0]?.location?.file).toBe(file);
  for (const { hint } of problems) expect(hint).toBeTruthy();
});

test('a lock that is not there is found', () => {
  using pack = new LockedPack();
  rmSync(join(pack.root, LOCK));
  expect(pack.codes()).toEqual(['LOCK_MISSING']);
});

test('what is wrong at several places is told at once', () => {
  using pack = new LockedPack();
  pack.edit(MANIFEST, 'version: 0.1.0', 'version: x');
  pack.edit(CHANGELOG, 'type: enhancement', 'type: odd');
  pack.edit(LOCK, '{', '');
  expect(pack.codes()).toEqual(['MANIFEST_VERSION', 'CHANGELOG_ENTRY', 'LOCK_NOT_JSON']);
});
