import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempDisposableSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ContentError } from '../base/errors';
import type { Label } from '../generate';
import { runCli } from '../testing/pack-copy';
import { generate } from './generate';
import type { GenerateOptions } from './generate';

const ROOT = resolve(__dirname, '..', '..');
const CLI = join(ROOT, 'lib', 'scripts', 'cli.js');
const STORY = join(ROOT, 'fixtures', 'stories', 'credential-phishing.yml');

// Whole processes, and the whole pack, on a machine that may be busy.
jest.setTimeout(30_000);

const folder = mkdtempDisposableSync(join(tmpdir(), 'generate-'));
const file = (name: string): string => join(folder.path, name);
let out: string;
let err: string;

beforeEach(() => {
  [out, err] = ['', ''];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => {
  folder.remove();
});

/** Grants of ten days: few records, labelled ones among them. */
const GRANTS = { users: '40', days: '10', activity: ['mailbox-permission'] } as const;
const GRANTS_CALL = ['generate', '--users', '40', '--days', '10', '--activity', 'mailbox-permission'];

const lines = (name: string): string[] => readFileSync(file(name), 'utf8').trimEnd().split('\n');

test('writes a log and its labels, and says how many', async () => {
  const call: GenerateOptions = { ...GRANTS, out: file('log'), labels: file('labels') };
  expect(await generate(ROOT, call)).toBe(0);
  const records = lines('log').map((line) => JSON.parse(line) as { Id: string });
  const labels = lines('labels').map((line) => JSON.parse(line) as Label);
  expect(records.length).toBeGreaterThan(500);
  expect(out).toBe(
    `${records.length.toLocaleString('en-US')} records, ${labels.length.toLocaleString('en-US')} labels\n`,
  );
  const ids = new Set(records.map(({ Id }) => Id));
  expect(labels.filter(({ record }) => !ids.has(record))).toEqual([]);

  out = '';
  expect(await generate(ROOT, { ...call, json: true })).toBe(0);
  expect(JSON.parse(out)).toEqual({ records: records.length, closed: false, labels: labels.length });
  expect(err).toBe('');
});

test('plays a story that is named at least once', async () => {
  const call = { ...GRANTS, out: file('log'), labels: file('labels'), stories: [STORY] };
  expect(await generate(ROOT, call)).toBe(0);
  const played = lines('labels').filter((line) => line.includes('"story":"credential-phishing"'));
  expect(played.length).toBeGreaterThanOrEqual(3);
});

function profileOf(text: string): GenerateOptions {
  const profile = file('profile.yml');
  writeFileSync(profile, text);
  return { profile };
}

function storyOf(name: string, search: string, replacement: string): GenerateOptions {
  const story = file(`${name}.yml`);
  const text = readFileSync(STORY, 'utf8').replace('story: credential-phishing', `story: ${name}`);
  expect(text).toContain(search);
  writeFileSync(story, text.replace(search, replacement));
  return { stories: [story] };
}

test.each<[string, string, () => GenerateOptions]>([
  ['no users', 'PROFILE_INVALID_OPTION', () => ({ users: '0' })],
  ['a negative span', 'PROFILE_INVALID_OPTION', () => ({ days: '-3' })],
  ['attacks alone', 'PROFILE_INVALID_OPTION', () => ({ attackShare: '1' })],
  ['a start that is none', 'PROFILE_INVALID_OPTION', () => ({ start: '2026-02-30' })],
  ['words for a number', 'CALL_BAD_NUMBER', () => ({ users: 'many' })],
  ['an impossible rate', 'CONTENT_INVALID_VALUE', () => profileOf('rates: { teams: 1e9 }')],
  ['an activity of a profile', 'CONTENT_UNKNOWN_KEY', () => profileOf('rates: { teem: 1 }')],
  ['a profile that is not there', 'PROFILE_UNREADABLE', () => ({ profile: file('no.yml') })],
  ['an unknown activity', 'GENERATE_UNKNOWN_ACTIVITY', () => ({ activity: ['sign-on'] })],
  ['an unknown story', 'STORY_MISSING_FILE', () => ({ stories: [file('no.yml')] })],
  ['a step without its actor', 'STORY_UNKNOWN_PERSON', () => storyOf('actor', 'who: victim', 'who: nobody')],
  ['a rule that is not', 'STORY_UNKNOWN_RULE', () => storyOf('rule', '- m365-login', '- m364-login')],
  ['a story longer than the log', 'STORY_TOO_LONG', () => ({ days: '0.001', stories: [STORY] })],
  ['two places', 'CALL_OPTIONS', () => ({ out: file('log'), url: 'http://localhost:9200' })],
])('%s is refused, and labels of an earlier call stay (%s)', async (_, code, options) => {
  writeFileSync(file('earlier'), 'label\n');
  const call = { ...GRANTS, labels: file('earlier'), out: file('refused'), ...options() };
  const refusal = await generate(ROOT, call).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(ContentError);
  expect((refusal as ContentError).problems.map((problem) => problem.code)).toContain(code);
  expect(lines('earlier')).toEqual(['label']);
  expect(existsSync(file('refused'))).toBe(false);
});

test('a wrong call ends with exit code 2 and a near name', () => {
  const { exitCode, stdout, stderr } = runCli(ROOT, ['generate', '--activity', 'sign-on']);
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toContain('GENERATE_UNKNOWN_ACTIVITY');
  expect(stderr).toContain('sign-in');
});

const onLinux = existsSync('/dev/full') ? test : test.skip;

onLinux.each(['out', 'labels'] as const)('a full disk for --%s is exit code 1', async (option) => {
  const call = { ...GRANTS, out: file('log'), labels: file('labels'), [option]: '/dev/full' };
  expect(await generate(ROOT, call)).toBe(1);
  expect(err).toContain('OUTPUT_DISK_FULL');
  expect(out).toBe('');
});

test('the same bytes in any time zone and language', () => {
  const run = (env: NodeJS.ProcessEnv): string[] => {
    const call = [...GRANTS_CALL, 'dlp', '--stories', '--form', 'envelope'];
    const { exitCode } = runCli(ROOT, [...call, '--out', file('log'), '--labels', file('labels')], env);
    expect(exitCode).toBe(0);
    return [readFileSync(file('log'), 'utf8'), readFileSync(file('labels'), 'utf8')];
  };
  const here = run({ TZ: 'America/New_York', LANG: 'C' });
  expect(run({ TZ: 'Asia/Kathmandu', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' })).toEqual(here);
  expect(here[0]?.length).toBeGreaterThan(500_000);
});

test('--json speaks on standard error where the log goes to standard output', () => {
  const { exitCode, stdout, stderr } = runCli(ROOT, [...GRANTS_CALL, '--days', '1', '--json']);
  expect(exitCode).toBe(0);
  const records = stdout.trimEnd().split('\n').length;
  expect(JSON.parse(stderr)).toEqual({ records, closed: false, labels: null });
});

test('a reader that goes away ends the log with exit code 0, with the labels of what was written', async () => {
  const call = ['generate', '--users', '1000', '--days', '300', '--labels', file('cut'), '--json'];
  const child = spawn(process.execPath, [CLI, ...call], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  await once(child.stdout, 'data');
  child.stdout.destroy();
  const [exitCode] = (await once(child, 'close')) as [number];
  expect(exitCode).toBe(0);
  const { records, closed, labels } = JSON.parse(said) as Record<string, number>;
  expect(closed).toBe(true);
  expect(records).toBeLessThan(20_000);
  expect(labels).toBeLessThan(100);
  expect(existsSync(file('cut')) && readFileSync(file('cut'), 'utf8').split('\n').length - 1).toBe(labels);
});
