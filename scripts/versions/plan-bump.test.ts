import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { loadPack } from '../content';
import { LockedPack } from '../testing/locked-pack';
import type { BumpOptions } from './plan-bump';
import { readLock } from './find-lock';
import type { Lock } from './lock-schema';

const SLUG = 'm365-collector-inactivity';
const RULE = `package-content/rules/collector/${SLUG}.yml`;
const OTHER = 'm365-collector-silent';
const OTHER_RULE = `package-content/rules/collector/${OTHER}.yml`;
const FIELDS = 'package-content/data_stream/collector/fields/ecs.yml';
const PIPELINE = 'package-content/data_stream/collector/elasticsearch/ingest_pipeline/default.yml.hbs';
const MANIFEST = 'package-content/manifest.yml';
const CHANGELOG = 'package-content/changelog.yml';
const LOCK = 'package-content/versions.lock.json';
const FRESH_ID = '0b7c2c3c-3a55-4bb1-9d0e-6b3c1f6f7a11';

function idOf(pack: LockedPack, slug: string): string {
  return loadPack(pack.root).rules.find((rule) => rule.slug === slug)!.id;
}

function lockOf(pack: LockedPack): Lock {
  return readLock(pack.root)!.lock;
}

function change(pack: LockedPack, file = RULE): void {
  pack.edit(file, /^version: /m, 'max_signals: 77\nversion: ');
}

describe('a rule that changed', () => {
  using pack = new LockedPack();
  pack.edit(RULE, /^version: 1$/m, 'version: 1 # the first');
  const first = lockOf(pack).rules[idOf(pack, SLUG)]!;
  change(pack);
  const before = pack.read(RULE);
  const plan = pack.bump({ message: 'It’s “better”: less # noise', link: 'https://example.com/{version}' });
  const after = pack.read(RULE);
  const lock = lockOf(pack);
  const changelog = pack.read(CHANGELOG);
  const manifest = pack.read(MANIFEST);
  const problems = pack.check();
  const again = pack.bump();

  test('has the next version, and its file is else as it was', () => {
    expect(after).toBe(before.replace('version: 1 # the first', 'version: 2 # the first'));
    expect(plan.raised).toMatchObject([{ file: RULE, from: 1, to: 2 }]);
  });

  test('has a record of the version before', () => {
    const entry = Object.values(lock.rules)[0]!;
    expect(entry).toMatchObject({ version: 2, since: '0.1.0', earlier: { 1: first.hash } });
    expect(entry.hash).not.toBe(first.hash);
  });

  test('raises the package by a patch, with a changelog entry on top', () => {
    expect(plan.version).toEqual({ from: '0.1.0', to: '0.1.1' });
    expect(manifest).toMatch(/^version: 0\.1\.1$/m);
    expect(lock.package.version).toBe('0.1.1');
    expect(changelog).toMatch(
      /^# newest first\n- version: 0\.1\.1\n  changes:\n    - description: "?It’s “better”: less # noise"?\n      type: bugfix\n      link: https:\/\/example\.com\/0\.1\.1\n- version: 0\.1\.0\n/,
    );
  });

  test('passes the check, and a second bump has nothing to do', () => {
    expect(problems).toEqual([]);
    expect([...again.files]).toEqual([]);
  });
});

/** The pack's version before, what happens, its version after, the type of the changelog entry. */
test.each<[string, string, (pack: LockedPack) => void, BumpOptions, string, string]>([
  ['a changed rule', '0.1.0', (pack) => change(pack), {}, '0.1.1', 'bugfix'],
  ['a changed rule', '1.2.3', (pack) => change(pack), {}, '1.2.4', 'bugfix'],
  ['a new rule', '0.1.0', (pack) => addRule(pack), {}, '0.1.1', 'enhancement'],
  ['a new rule', '1.2.3', (pack) => addRule(pack), {}, '1.3.0', 'enhancement'],
  ['a deprecated rule', '1.2.3', (pack) => deprecate(pack, '1.3.0'), {}, '1.3.0', 'enhancement'],
  [
    'a retired rule',
    '0.1.0',
    (pack) => rmSync(join(pack.root, OTHER_RULE)),
    { retire: OTHER, reason: 'Noise.' },
    '0.2.0',
    'breaking-change',
  ],
  [
    'a retired rule',
    '1.2.3',
    (pack) => rmSync(join(pack.root, OTHER_RULE)),
    { retire: OTHER, reason: 'Noise.' },
    '2.0.0',
    'breaking-change',
  ],
  [
    'a field that went',
    '1.2.3',
    (pack) => pack.edit(FIELDS, '- external: ecs\n  name: event.outcome\n', ''),
    {},
    '2.0.0',
    'breaking-change',
  ],
  [
    'a field of another type',
    '1.2.3',
    (pack) =>
      pack.edit(FIELDS, '- external: ecs\n  name: event.outcome\n', '- name: event.outcome\n  type: long\n'),
    {},
    '2.0.0',
    'breaking-change',
  ],
  [
    'a new field',
    '1.2.3',
    (pack) => pack.write(FIELDS, `${pack.read(FIELDS)}- name: rulepack.odd\n  type: keyword\n`),
    {},
    '1.3.0',
    'enhancement',
  ],
  [
    'a changed pipeline',
    '1.2.3',
    (pack) => pack.edit(PIPELINE, /^description: /m, 'description: New '),
    {},
    '1.2.4',
    'bugfix',
  ],
  [
    'a changed manifest',
    '1.2.3',
    (pack) => pack.edit(MANIFEST, /^title: /m, 'title: New '),
    {},
    '1.2.4',
    'bugfix',
  ],
  [
    'a version that the manifest has by hand',
    '0.1.0',
    (pack) => {
      change(pack);
      pack.edit(MANIFEST, 'version: 0.1.0', 'version: 1.0.0');
    },
    {},
    '1.0.0',
    'bugfix',
  ],
  [
    'a version by hand and no change',
    '0.1.0',
    (pack) => pack.edit(MANIFEST, 'version: 0.1.0', 'version: 1.0.0'),
    {},
    '1.0.0',
    'bugfix',
  ],
  [
    'a type of the changelog by option',
    '0.1.0',
    (pack) => change(pack),
    { type: 'enhancement' },
    '0.1.1',
    'enhancement',
  ],
])('%s: %s becomes', (_, version, happens, options, expected, type) => {
  using pack = new LockedPack([SLUG, OTHER]);
  if (version !== '0.1.0') startAt(pack, version);
  happens(pack);
  const plan = pack.bump(options);
  expect(plan.version).toEqual({ from: version, to: expected });
  expect(pack.read(CHANGELOG)).toMatch(new RegExp(`- version: ${expected}\n.*\n.*\n      type: ${type}\n`));
  expect(pack.check()).toEqual([]);
});

/** The first lock again, at another version. */
function startAt(pack: LockedPack, version: string): void {
  pack.edit(MANIFEST, 'version: 0.1.0', `version: ${version}`);
  pack.bump({ first: true });
}

function addRule(pack: LockedPack): void {
  const text = pack
    .read(RULE)
    .replace(/^id: .*$/m, `id: ${FRESH_ID}`)
    .replace(/^name: /m, 'name: New ');
  pack.write(RULE.replace(SLUG, 'exo-new'), text);
}

function deprecate(pack: LockedPack, since: string): void {
  pack.edit(RULE, /^version: /m, `deprecated: { since: ${since}, reason: Noise. }\nversion: `);
}

describe('a bump puts right', () => {
  test.each<[string, string]>([
    ['a version that went up for nothing', 'version: 5'],
    ['a version that is raised far already', 'version: 1'],
  ])('%s', (_, line) => {
    using pack = new LockedPack();
    pack.edit(RULE, /^version: 1$/m, 'version: 5');
    if (line === 'version: 1') change(pack);
    pack.bump();
    expect(pack.read(RULE)).toMatch(line === 'version: 1' ? /^version: 5$/m : /^version: 1$/m);
    expect(pack.check()).toEqual([]);
  });

  test('content that went back to what it was: a new version all the same', () => {
    using pack = new LockedPack();
    const old = pack.read(RULE);
    change(pack);
    pack.bump();
    pack.write(RULE, old);
    pack.bump();
    expect(pack.read(RULE)).toMatch(/^version: 3$/m);
    const [entry] = Object.values(lockOf(pack).rules);
    expect(entry?.earlier?.['1']).toBe(entry?.hash);
    expect(pack.check()).toEqual([]);
  });

  test('a pipeline without version, and one that changed', () => {
    using pack = new LockedPack();
    pack.edit(PIPELINE, /^version: 1\n/m, '');
    pack.bump();
    expect(pack.read(PIPELINE)).toMatch(/^---\nversion: 1\n/);
    pack.edit(PIPELINE, /^description: /m, 'description: New ');
    pack.bump();
    expect(pack.read(PIPELINE)).toMatch(/^---\nversion: 2\n/);
    expect(pack.check()).toEqual([]);
  });

  test('another name of a rule’s file, without raising a version', () => {
    using pack = new LockedPack();
    pack.move(RULE, RULE.replace(SLUG, 'exo-renamed'));
    const plan = pack.bump();
    expect([...plan.files.keys()]).toEqual([LOCK]);
    expect(pack.check()).toEqual([]);
  });
});

test('a rule of another type goes under a fresh id, and the old one is retired', () => {
  using pack = new LockedPack();
  const old = idOf(pack, SLUG);
  pack.edit(
    RULE,
    /^version: 1$/m,
    'version: 1\ntype: new_terms\nnew_terms_fields: [o365.collector.id]\nhistory_window_start: now-7d',
  );
  expect(() => pack.bump()).toThrow('RULE_TYPE_CHANGED');
  pack.edit(RULE, old, FRESH_ID);
  expect(() => pack.bump()).toThrow('RULE_ID_CHANGED');
  pack.bump({ retire: SLUG, reason: 'It counts otherwise now.' });
  const lock = lockOf(pack);
  expect(lock.rules[FRESH_ID]).toMatchObject({ type: 'new_terms', version: 1, since: '0.2.0' });
  expect(lock.retired[old]).toMatchObject({
    slug: SLUG,
    version: 1,
    since: '0.2.0',
    reason: 'It counts otherwise now.',
  });
  expect(pack.check()).toEqual([]);
  pack.edit(RULE, FRESH_ID, old);
  expect(pack.codes()).toContain('RULE_ID_RETIRED');
});

test('a deprecated rule stays in the lock as such', () => {
  using pack = new LockedPack();
  deprecate(pack, '0.1.1');
  pack.bump();
  expect(Object.values(lockOf(pack).rules)).toMatchObject([{ version: 2, deprecated: '0.1.1' }]);
  expect(pack.check()).toEqual([]);
});
