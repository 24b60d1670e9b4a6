import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadPack } from '../../scripts/content';
import { simulate } from '../../scripts/simulate';
import type { Simulation, SimulationReport } from '../../scripts/simulate';
import { backtest, Cluster, DAY, StateFile } from '../../scripts/simulate/backtest';
import { loadLog } from '../../scripts/simulate/on-engine/load-log';
import { ask } from '../engine/shared-server';
import { installStreams } from './installed-log';
import type { InstalledStreams } from './installed-log';
import { startProxy } from './proxy';
import type { Instead } from './proxy';
import { tenantLog } from './tenant-log';

jest.setTimeout(600_000);

const pack = loadPack(resolve(__dirname, '../..'));
/** Of each type some that alert; more would say the same. */
const rules = pack.rules.filter(
  ({ slug, type }) => /^exo-mailbox-(fullaccess|permission)-/.test(slug) || type === 'eql' || type === 'esql',
);
const FROM = Date.UTC(2026, 2, 2);
const DAYS = 3;

/** A key that can do no more than docs tell to allow; none where the server has no security. */
async function readOnlyKey(): Promise<string | undefined> {
  if (process.env['ELASTICSEARCH_USERNAME'] === undefined) return undefined;
  const indices = [{ names: ['rulepack-*'], privileges: ['read', 'view_index_metadata'] }];
  const { body } = await ask('POST', '/_security/api_key', {
    name: 'noise',
    role_descriptors: { noise: { indices } },
  });
  return (body as { encoded: string }).encoded;
}

interface Ran {
  readonly report: SimulationReport;
  readonly requests: readonly string[];
  /** Slugs of the rules that the server does not run. */
  readonly refused: readonly string[];
}

describe('npm run noise on the past of a real Elasticsearch', () => {
  const { log } = tenantLog(pack, { users: 30, days: 1, start: new Date(FROM).toISOString(), seed: 7 });
  const folder = mkdtempSync(join(tmpdir(), 'o365-noise-'));
  let installed: InstalledStreams;
  let apiKey: string | undefined;
  let embedded: Simulation;
  let before: Readonly<Record<string, number>>;
  let whole: Ran;

  beforeAll(async () => {
    embedded = await simulate(pack, log, { rules, workers: 0 });
    installed = await installStreams(pack);
    await loadLog(installed.engine, pack, log);
    apiKey = await readOnlyKey();
    before = await installed.counts();
    whole = await run('whole');
  });

  afterAll(async () => {
    await installed[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });

  /** Runs the rules over the log's days through a proxy; progress goes to a file of that name. */
  async function run(name: string, instead?: Instead): Promise<Ran> {
    await using proxy = await startProxy(instead);
    const refused: string[] = [];
    const subject = {
      url: 'http://192.0.2.1:9200',
      from: FROM,
      to: FROM + DAYS * DAY,
      rules: rules.map((rule) => ({
        ...rule,
        index: rule.index.map((pattern) => installed.prefix + pattern),
      })),
    };
    const cluster = new Cluster({
      url: proxy.url,
      apiKey,
      rate: 1000,
      clock: () => performance.now(),
      sleep: () => Promise.resolve(),
    });
    const state = new StateFile(join(folder, name), subject);
    const report = await backtest({ subject, cluster, state, notRun: (slug) => refused.push(slug) });
    return { report, requests: proxy.requests, refused };
  }

  test('finds the alerts of the simulation, on the same days, and writes nothing', async () => {
    const { report, requests, refused } = whole;
    const tracks = [...embedded.tracks.values()].filter(({ rule }) => !refused.includes(rule.slug));
    const expected = Object.fromEntries(tracks.map(({ rule, alerts }) => [rule.slug, alerts.length]));
    expect(Object.fromEntries(report.rules.map(({ slug, alerts }) => [slug, alerts]))).toEqual(expected);
    expect(
      report.days.map(({ alerts }) => Object.values(alerts).reduce((sum, count) => sum + count)),
    ).toEqual(
      Array.from({ length: DAYS }, (_, place) => {
        const made = tracks.flatMap(({ alerts }) => alerts);
        return made.filter(({ at }) => Math.floor((at - FROM) / DAY) === place).length;
      }),
    );
    const typeOf = (slug: string): string | undefined => rules.find((rule) => rule.slug === slug)?.type;
    const noisy = report.rules.filter(({ alerts }) => alerts > 0);
    expect(new Set(noisy.map(({ slug }) => typeOf(slug)))).toEqual(
      new Set(['query', 'threshold', 'new_terms']),
    );

    expect(await installed.counts()).toEqual(before);
    const kinds = new Set(requests.map((request) => request.replace(/\/[^_/][^/]*\//, '/<indices>/')));
    expect(kinds.difference(READING)).toEqual(new Set());
    expect(requests.filter((one) => one === 'DELETE /_pit')).toHaveLength(
      requests.filter((one) => one.endsWith('/_pit') && one.startsWith('POST')).length,
    );
  });

  test('rules whose language the server lacks are named', () => {
    const { report, refused } = whole;
    expect(report.notRun).toEqual(refused.toSorted());
    const { eql, esql } = installed.engine.capabilities;
    const lacking = rules.filter(({ type }) => (type === 'eql' && !eql) || (type === 'esql' && !esql));
    expect(refused.toSorted()).toEqual(lacking.map(({ slug }) => slug).toSorted());
  });

  test('a run whose cluster goes away goes on where it stopped, and counts nothing twice', async () => {
    const dies = Math.floor((whole.requests.length * 3) / 4);
    const disturbed = run('resumed', (place) => (place > dies ? 'broken' : undefined));
    await expect(disturbed).rejects.toMatchObject({ code: 'NOISE_CLUSTER_LOST' });
    const rest = await run('resumed');
    expect(rest.report).toEqual(whole.report);
    // A run that began anew would send as many; the day of the rule that was under way is run again.
    expect(rest.requests.length).toBeLessThan(whole.requests.length);
  });

  test('a busy cluster is waited for', async () => {
    const busy = await run('busy', (place) => (place % 3 === 0 ? 429 : place % 7 === 0 ? 503 : undefined));
    expect(busy.report).toEqual(whole.report);
  });
});

const READING = new Set([
  'POST /<indices>/_pit',
  'POST /_search',
  'POST /<indices>/_eql/search',
  'POST /_query',
  'DELETE /_pit',
]);
