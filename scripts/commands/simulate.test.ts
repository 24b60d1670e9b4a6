import { spawnSync } from 'node:child_process';
import { mkdtempDisposableSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ContentError } from '../base/errors';
import type { SimulationReport } from '../simulate';
import { runCli } from '../testing/pack-copy';
import { simulateCommand } from './simulate';
import type { SimulateCall } from './simulate';

const ROOT = resolve(__dirname, '../..');
const CLI = join(ROOT, 'lib', 'scripts', 'cli.js');
const RULE = 'exo-mailbox-permission-automapping-enabled';

/** Grants of a week: few records, suspicious ones among them. */
const GRANTS = { days: '7', users: '50', activity: ['mailbox-permission'] };
const asOptions = (call: Record<string, string | string[]>): string[] =>
  Object.entries(call).flatMap(([name, value]) => [`--${name}`, ...[value].flat()]);

jest.setTimeout(60_000);

describe('o365-rulepack simulate', () => {
  const folder = mkdtempDisposableSync(join(tmpdir(), 'simulate-'));
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

  const call = (options: Partial<SimulateCall>): Promise<number> =>
    simulateCommand(ROOT, { engine: 'embedded', rule: [RULE], ...options });

  async function reportOf(options: Partial<SimulateCall>): Promise<SimulationReport> {
    out = '';
    expect(await call({ json: true, ...options })).toBe(0);
    return JSON.parse(out) as SimulationReport;
  }

  /** The report on GRANTS, which several tests compare with. */
  let onGrants: Promise<SimulationReport> | undefined;
  const madeUp = (): Promise<SimulationReport> => (onGrants ??= reportOf(GRANTS));

  test('makes a log up and says how noisy the rules are on it', async () => {
    expect(await call(GRANTS)).toBe(0);
    expect(out).toMatch(
      /^50 users, 7 days from 2026-03-02, seed contoso\n[\d,]+ records, 7 days, 2026-03-02/,
    );
    expect(out).toMatch(/^exo-mailbox-perm\S+ +med +\d+ .* 100 % +100 %/m);
    expect(out).toContain('No alert was lost.');
  });

  test('--json has the whole report', async () => {
    const report = await madeUp();
    expect(report).toMatchObject({ kind: 'simulation', notRun: [], sweep: [], sweepDelivered: [] });
    expect(report.days).toHaveLength(7);
    const [figures] = report.rules;
    expect(figures).toMatchObject({
      slug: RULE,
      recall: 1,
      lost: { lateness: 0, maxSignals: 0 },
      duplicates: 0,
    });
    expect(figures?.alerts).toBeGreaterThan(3);
    expect(figures?.alertsPerDay.worst).toBeGreaterThanOrEqual(figures?.alertsPerDay.median ?? Infinity);
    expect(figures?.delaySeconds?.median).toBeGreaterThan(3600);
  });

  test('what if: by @timestamp a lookback of 30 minutes loses what comes an hour late, by arrival nothing', async () => {
    const whatIf = { ...GRANTS, from: 'now-30m', interval: '5m' } as const;
    const on = await reportOf({ ...whatIf, timestampOverride: 'on' });
    const off = await reportOf({ ...whatIf, timestampOverride: 'off' });
    const [kept, lost] = [on.rules[0], off.rules[0]];
    expect(kept?.lost.lateness).toBe(0);
    expect(lost?.alerts).toBeLessThan((kept?.alerts ?? 0) / 4);
    expect(lost?.lost.lateness).toBe((kept?.alerts ?? 0) - (lost?.alerts ?? 0));
    expect(off.source).toContain('with --from now-30m --interval 5m --timestamp-override off');
    const prompt = await reportOf({ ...whatIf, timestampOverride: 'off', lag: '0m' });
    expect(prompt.rules[0]?.alerts).toBe(kept?.alerts);
  });

  test('what if: max_signals', async () => {
    const few = await reportOf({
      ...GRANTS,
      rule: ['exo-mailbox-*'],
      maxSignals: '1',
      lag: '24h',
      interval: '1d',
      from: 'now-25h',
    });
    expect(few.rules.some(({ lost }) => lost.maxSignals > 0)).toBe(true);
    expect(err).toBe('');
  });

  test('warns of a gap in the schedule', async () => {
    await call({ ...GRANTS, days: '1', interval: '31m', from: 'now-30m' });
    expect(err).toMatch(
      /warning a gap in the schedule of exo-.*: a run every 31m that looks back to now-30m/,
    );
  });

  test('--sweep tells by lookback and lag what is lost', async () => {
    const { sweep, sweepDelivered } = await reportOf({ ...GRANTS, sweep: true });
    const lost = (clock: string, lookback: number, lag: number): number | undefined =>
      sweep.find(
        (cell) => cell.clock === clock && cell.lookbackMinutes === lookback && cell.lagMinutes === lag,
      )?.lost;
    expect(lost('event.ingested', 5, 120)).toBe(0);
    expect(lost('@timestamp', 30, 15)).toBe(0);
    expect(lost('@timestamp', 30, 60)).toBe(1);
    const delivered = (lookback: number): number | undefined =>
      sweepDelivered.find(
        ({ clock, lookbackMinutes }) => clock === '@timestamp' && lookbackMinutes === lookback,
      )?.lost;
    expect(delivered(30)).toBeGreaterThan(0.75);
    expect(delivered(1440)).toBeLessThan(0.1);
  });

  test('--out and --html write files', async () => {
    expect(await call({ ...GRANTS, days: '1', out: file('report.txt'), html: file('report.html') })).toBe(0);
    expect(out).toBe('');
    expect(readFileSync(file('report.txt'), 'utf8')).toContain('1 day');
    expect(readFileSync(file('report.html'), 'utf8')).toContain('<title>Simulation of the rule pack</title>');
  });

  describe('a log from generate', () => {
    const generate = (...options: string[]): string[] => [
      'generate',
      ...asOptions(GRANTS),
      '--form',
      'envelope',
      ...options,
    ];
    /** Of records of Office 365 the second of their event is known, of those that are made up the millisecond. */
    const withoutDelay = (all: SimulationReport['rules']): unknown =>
      all.map((one) => ({ ...one, delaySeconds: 0 }));

    test('has the alerts of the one that is made up', async () => {
      const written = runCli(ROOT, generate('--out', file('log'), '--labels', file('labels')));
      expect(written.exitCode).toBe(0);
      const given = await reportOf({ log: file('log'), labels: file('labels') });
      const { rules, days, records } = await madeUp();
      expect(given).toMatchObject({ source: file('log'), records, days });
      expect(withoutDelay(given.rules)).toEqual(withoutDelay(rules));
      expect(rules[0]?.trueAlerts).toBeGreaterThan(3);

      const changing = call({ log: file('log'), labels: file('labels') });
      utimesSync(file('labels'), 1, 1);
      await expect(changing).rejects.toMatchObject({ problems: [{ code: 'LABELS_CHANGED' }] });
    });

    test('comes through a pipe', () => {
      const cli = (options: readonly string[]): string =>
        [process.execPath, CLI, ...options].map((word) => `'${word}'`).join(' ');
      const pipe = `${cli(generate())} | ${cli(['simulate', '--log', '-', '--rule', RULE, '--json'])}`;
      const { status, stdout, stderr } = spawnSync('sh', ['-c', pipe], { cwd: ROOT, encoding: 'utf8' });
      expect(stderr).toMatch(/^[\d,]+ records\n$/);
      expect(status).toBe(0);
      const report = JSON.parse(stdout) as SimulationReport;
      expect(report.source).toBe('standard input');
      expect(report.rules[0]?.alerts).toBeGreaterThan(3);
    });
  });

  test('colours are for terminals that want them', () => {
    const options = ['simulate', ...asOptions({ ...GRANTS, days: '1' }), '--rule', RULE];
    expect(runCli(ROOT, options).stdout).not.toContain('\u001B');
    const coloured = runCli(ROOT, options, { NO_COLOR: undefined, FORCE_COLOR: '1' });
    expect(coloured.stdout).toContain('\u001B[');
  });

  const record = '{"Id":"a","CreationTime":"2026-03-02T10:00:00"}\n';
  test.each<[string, Partial<SimulateCall>, string]>([
    ['a negative span', { days: '-1' }, 'PROFILE_INVALID_OPTION'],
    ['an unknown rule', { rule: ['exo-mailbox-nothing'] }, 'CALL_UNKNOWN_RULE'],
    ['an unknown tag', { tag: ['nothing'] }, 'CALL_UNKNOWN_TAG'],
    ['a lookback that lies after now', { from: 'now+5m' }, 'CALL_BAD_FROM'],
    ['an interval of zero', { interval: '0m' }, 'CALL_BAD_INTERVAL'],
    ['no signals', { maxSignals: '0' }, 'CALL_BAD_MAX_SIGNALS'],
    ['a negative lag', { lag: '-5m' }, 'CALL_BAD_LAG'],
    ['a history within the window', { rule: ['*'], from: 'now-400d' }, 'WHAT_IF_HISTORY'],
    ['two logs', { log: 'x.ndjson', users: '50', attackShare: '0.1' }, 'CALL_OPTIONS'],
    ['labels of a log that brings its own', { labels: 'x' }, 'CALL_OPTIONS'],
    ['a sweep on a server', { sweep: true, engine: 'local' }, 'CALL_OPTIONS'],
    ['a folder that is not there', { out: '/nowhere/report.txt' }, 'OUTPUT_NOT_WRITABLE'],
    ['a page that cannot be written', { html: '/nowhere/report.html' }, 'OUTPUT_NOT_WRITABLE'],
    ['a log that is not there', { log: '/nowhere/log.ndjson' }, 'LOG_UNREADABLE'],
    ['an empty log', { log: '/dev/null' }, 'LOG_EMPTY'],
    ['labels that are not there', { log: '/dev/null', labels: '/nowhere/labels' }, 'LABELS_UNREADABLE'],
  ])('%s is refused', async (_, options, code) => {
    const error: unknown = await call(options).catch((reason: unknown) => reason);
    if (!(error instanceof ContentError)) throw error;
    expect(error.problems[0]).toMatchObject({ code });
    expect(error.problems[0]?.found ?? error.problems[0]?.message).toMatch(/\S/);
    expect(error.problems[0]?.hint).toMatch(/\.$/);
  });

  test.each<[string, string, string, number]>([
    ['a malformed line', `${record}{"Id"\n`, 'LOG_MALFORMED_LINE', 2],
    ['a record of no stream', `${record}\n{}\n`, 'LOG_UNKNOWN_RECORD', 3],
  ])('%s of a log ends with exit code 2 and its place', (_, text, code, line) => {
    writeFileSync(file('bad.ndjson'), text);
    const { exitCode, stderr } = runCli(ROOT, ['simulate', '--log', file('bad.ndjson'), '--rule', RULE]);
    expect(stderr).toContain(code);
    expect(stderr).toContain(`bad.ndjson:${line}:1`);
    expect(exitCode).toBe(2);
  });

  test('labels that name an unknown rule end with exit code 2 and their place', () => {
    writeFileSync(file('good.ndjson'), record);
    writeFileSync(file('bad.labels'), '{"record":"a","rules":["exo-nothing"]}\n');
    const options = ['simulate', '--log', file('good.ndjson'), '--labels', file('bad.labels')];
    const { exitCode, stderr } = runCli(ROOT, options);
    expect(stderr).toContain('LABELS_UNKNOWN_RULE');
    expect(stderr).toContain('bad.labels:1:1');
    expect(exitCode).toBe(2);
  });

  test('an engine that is not there ends with exit code 3', () => {
    const options = ['simulate', ...asOptions({ ...GRANTS, days: '1' }), '--rule', RULE, '--engine', 'url'];
    const { exitCode, stderr } = runCli(ROOT, options, { ELASTICSEARCH_URL: 'http://127.0.0.1:1' });
    expect(stderr).toMatch(/ENGINE_/);
    expect(exitCode).toBe(3);
  });

  test('its help has examples and the exit codes', () => {
    const { stdout, exitCode } = runCli(ROOT, ['simulate', '--help']);
    expect(stdout).toMatch(/Examples:/);
    expect(stdout).toMatch(/Exit codes: 0 done/);
    expect(exitCode).toBe(0);
  });
});
