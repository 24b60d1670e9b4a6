import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadPack } from '../content';
import { checks } from './checks';
import type { Finding } from './finding';
import { lintFiles } from './lint-files';
import { lintPack } from './lint-pack';

const ROOT = resolve(__dirname, '..', '..');
const FIXTURES = join(ROOT, 'fixtures', 'lint');
const pack = loadPack(ROOT);
const codes = checks.map(({ code }) => code);

/** Everything below a fixture's folder that is linted by itself: a file, or a folder. */
function fixturesOf(code: string): string[] {
  return readdirSync(join(FIXTURES, code))
    .sort()
    .map((name) => join(FIXTURES, code, name));
}

function lint(path: string): readonly Finding[] {
  if (!path.endsWith('.yml')) return lintFiles(pack, path).findings;
  return lintPack(loadPack(ROOT, [path]));
}

describe('every check refuses its fixtures, and nothing else does', () => {
  test.each(
    codes.flatMap((code) => fixturesOf(code).map((path) => [code, path.slice(FIXTURES.length + 1), path])),
  )('%s: %s', (code, _, path) => {
    const findings = lint(path);
    expect([...new Set(findings.map((finding) => finding.code))]).toEqual([code]);
    for (const { message, hint, location } of findings) {
      expect(message).not.toBe('');
      expect(hint).toBeTruthy();
      expect(location?.file).toContain(`fixtures/lint/${code}/`);
    }
  });
});

test('every check has a fixture, and every fixture a check', () => {
  const folders = readdirSync(FIXTURES).filter((name) => statSync(join(FIXTURES, name)).isDirectory());
  expect(folders.sort()).toEqual([...codes].sort());
  expect(folders.filter((name) => fixturesOf(name).length === 0)).toEqual([]);
});

test.each(['good.json', 'good.yml', 'good-deprecated.yml'])(
  'nothing is held against %s, from which the fixtures are made',
  (name) => {
    expect(existsSync(join(FIXTURES, name))).toBe(true);
    expect(lint(join(FIXTURES, name))).toEqual([]);
  },
);

test('codes are stable names, each used once', () => {
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.filter((code) => !/^[A-Z]+(_[A-Z]+)+$/.test(code))).toEqual([]);
});

test('the pack itself has neither errors nor warnings', () => {
  expect(lintPack(pack).map(({ code, location }) => `${code} ${location?.file}:${location?.line}`)).toEqual(
    [],
  );
});
