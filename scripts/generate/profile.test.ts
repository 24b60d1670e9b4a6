import { readFileSync } from 'node:fs';
import { ContentError } from '../base/errors';
import { readProfile } from './profile';
import type { ProfileOptions } from './profile';

const DEFAULT = 'fixtures/profiles/default.yml';

function problemsOf(text: string, options: ProfileOptions = {}): ContentError['problems'] {
  try {
    readProfile({ name: 'p.yml', text }, options);
  } catch (error) {
    if (error instanceof ContentError) return error.problems;
    throw error;
  }
  return [];
}

test('the shipped profile says the defaults', () => {
  const file = { name: DEFAULT, text: readFileSync(DEFAULT, 'utf8') };
  expect(readProfile(file)).toEqual(readProfile(undefined));
});

test('options come before the file, the file before the defaults', () => {
  const text = 'users: 50\ndays: 3\nrates: { teams: 1, dlp: 2 }\n';
  const profile = readProfile({ name: 'p.yml', text }, { days: 5, seed: 7, rates: { dlp: 0 } });
  expect(profile).toMatchObject({ users: 50, days: 5, seed: '7', timeZone: 'Europe/Berlin' });
  expect(profile.rates).toMatchObject({ teams: 1, dlp: 0, 'sign-in': 12 });
  expect(profile.start).toBe(Date.UTC(2026, 2, 2));
});

test.each([
  ['days: -1', 1, 'CONTENT_INVALID_VALUE'],
  ['users: 50\ndays: 0', 2, 'CONTENT_INVALID_VALUE'],
  ['users: 1.5', 1, 'CONTENT_INVALID_VALUE'],
  ['rates:\n  teams: -3', 2, 'CONTENT_INVALID_VALUE'],
  ['rates:\n  teams: 1e9', 2, 'CONTENT_INVALID_VALUE'],
  ['rates:\n  dlp: 1\n  teem: 1', 3, 'CONTENT_UNKNOWN_KEY'],
  ['attack_share: 1', 1, 'CONTENT_INVALID_VALUE'],
  ['start: yesterday', 1, 'CONTENT_INVALID_VALUE'],
  ["start: '2026-13-02T00:00:00Z'", 1, 'CONTENT_INVALID_VALUE'],
  ["start: '2026-02-30T00:00:00Z'", 1, 'CONTENT_INVALID_VALUE'],
  ['time_zone: Mars/Base', 1, 'CONTENT_INVALID_VALUE'],
  ['dialect: latin', 1, 'CONTENT_INVALID_VALUE'],
  ['users: [', 1, 'YAML_SYNTAX'],
])('%j is refused at line %d', (text, line, code) => {
  const places = problemsOf(text).map((problem) => [
    problem.code,
    problem.location?.file,
    problem.location?.line,
  ]);
  expect(places).toContainEqual([code, 'p.yml', line]);
});

test.each<[ProfileOptions, string]>([
  [{ days: -3 }, 'days'],
  [{ users: 0 }, 'users'],
  [{ rates: { pim: Infinity } }, 'rates.pim'],
])('an option %j is refused by its name', (options, name) => {
  const [problem] = problemsOf('{}', options);
  expect(problem?.code).toBe('PROFILE_INVALID_OPTION');
  expect(problem?.message).toContain(`“${name}”`);
});
