import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { runCli } from '../testing/pack-copy';

const ROOT = resolve(__dirname, '..', '..');
const GUID = '11111111-2222-4333-8444-555555555555';
const LITERAL = 'q~8Q-not-a-real-secret';
const CONFIG = `id: 10001
tenants:
  - name: contoso.com
    tenant_id: ${GUID}
    client_id: ${GUID}
    client_secret: {env: COLLECT_TEST_SECRET}
    services: {exchange: {}}
    endpoints: {management_api: 'http://127.0.0.1:1', login: 'http://127.0.0.1:1'}
elasticsearch: {url: 'http://127.0.0.1:1'}
`;
const folder = mkdtempSync(join(tmpdir(), 'bad-collect-'));
const file = join(folder, 'collector.yml');

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test.each([
  ['a missing secret', CONFIG, /CONFIG_NO_SECRET/, /COLLECT_TEST_SECRET is not set/],
  [
    'damaged YAML',
    CONFIG.replace("'http://127.0.0.1:1'}\n", "'http\n"),
    /YAML_SYNTAX/,
    /collector\.yml:\d+:\d+/,
  ],
  ['an unknown service', CONFIG.replace('exchange:', 'exchnge:'), /CONFIG_UNKNOWN_SERVICE/, /“exchange”/],
  [
    'a literal secret',
    CONFIG.replace('{env: COLLECT_TEST_SECRET}', LITERAL),
    /CONFIG_LITERAL_SECRET/,
    /:6:20/,
  ],
])('%s ends collect with exit code 2 and says where', (_what, text, code, advice) => {
  writeFileSync(file, text);
  const { exitCode, stderr, stdout } = runCli(ROOT, ['collect', '--config', file]);
  expect(stderr).toMatch(code);
  expect(stderr).toMatch(advice);
  expect(stderr + stdout).not.toContain(LITERAL);
  expect(exitCode).toBe(2);
});

test('a configuration that is not there, named by the environment', () => {
  const { exitCode, stderr } = runCli(ROOT, ['collect'], { O365_COLLECTOR_CONFIG: join(folder, 'none.yml') });
  expect(stderr).toContain('CONFIG_MISSING_FILE');
  expect(exitCode).toBe(2);
});

test('--check finds everything that is wrong in one run: exit code 1', () => {
  writeFileSync(file, CONFIG);
  const { exitCode, stdout } = runCli(ROOT, ['collect', '--config', file, '--check', '--json'], {
    COLLECT_TEST_SECRET: LITERAL,
  });
  const { findings } = JSON.parse(stdout) as { findings: { level: string; about: string }[] };
  expect(findings.map(({ level, about }) => `${about} ${level}`)).toEqual([
    'contoso.com error',
    'Elasticsearch error',
    'state ok',
  ]);
  expect(stdout).not.toContain(LITERAL);
  expect(exitCode).toBe(1);
});

test('--replay without a file of dead letters', () => {
  writeFileSync(file, `${CONFIG}dead_letters: {file: dead.ndjson}\n`);
  const { exitCode, stderr } = runCli(ROOT, ['collect', '--config', file, '--replay'], {
    COLLECT_TEST_SECRET: LITERAL,
  });
  expect(stderr).toContain('REPLAY_NO_FILE');
  expect(exitCode).toBe(2);
});

/** Format 99 of the collector's own files. */
function makeNewer(state: string): void {
  const database = new DatabaseSync(state);
  database.exec('PRAGMA application_id = 0x4f333635; PRAGMA user_version = 99; CREATE TABLE x (y)');
  database.close();
}

test.each([
  [
    'is damaged',
    (state: string) => writeFileSync(state, 'no SQLite '.repeat(500)),
    /STATE_DAMAGED[^]*Move the file away/,
  ],
  ['was written by a newer version', makeNewer, /STATE_NEWER[^]*the format 99[^]*Update the collector/],
])('a state that %s ends collect with exit code 2, and a check with 1', (_, make, advice) => {
  const state = join(folder, 'state.sqlite');
  rmSync(state, { force: true });
  make(state);
  writeFileSync(file, `${CONFIG}state: {file: state.sqlite}\n`);
  const env = { COLLECT_TEST_SECRET: LITERAL };
  const run = runCli(ROOT, ['collect', '--config', file, '--once'], env);
  expect(run.stderr).toMatch(advice);
  expect(run).toMatchObject({ exitCode: 2, stdout: '' });
  const check = runCli(ROOT, ['collect', '--config', file, '--check'], env);
  expect(check.stdout).toMatch(advice);
  expect(check.exitCode).toBe(1);
});

test('a check is coloured unless NO_COLOR is set', () => {
  writeFileSync(file, CONFIG);
  const coloured = (env: NodeJS.ProcessEnv): boolean =>
    runCli(ROOT, ['collect', '--config', file, '--check'], { FORCE_COLOR: '1', ...env }).stdout.includes(
      '\u001b[',
    );
  expect([coloured({ NO_COLOR: undefined }), coloured({ NO_COLOR: '1' })]).toEqual([true, false]);
});
