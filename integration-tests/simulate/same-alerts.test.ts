import { resolve } from 'node:path';
import { loadPack } from '../../scripts/content';
import { simulate } from '../../scripts/simulate';
import type { Simulation } from '../../scripts/simulate';
import { simulateOnEngine } from '../../scripts/simulate/on-engine';
import { differences } from './differences';
import { tenantLog } from './tenant-log';

jest.setTimeout(600_000);

const pack = loadPack(resolve(__dirname, '../..'));

describe('a tenant of 40 users over a day, embedded and on a real Elasticsearch', () => {
  const { log, labels } = tenantLog(pack, { users: 40, days: 1, seed: 7 });
  const said: string[] = [];
  let embedded: Simulation;
  let server: Simulation;

  beforeAll(async () => {
    embedded = await simulate(pack, log, { labels, workers: 0 });
    // The one that all suites share, under names of its own.
    server = await simulateOnEngine(pack, log, { engine: 'url', labels, say: (line) => said.push(line) });
  });

  test('every rule alerts in the same runs on the same events', () => {
    expect(differences(embedded, server)).toEqual([]);
    expect(server.report.records).toBe(embedded.report.records);
  });

  test('that is not for want of alerts', () => {
    const types = [...server.tracks.values()].flatMap(({ alerts, rule }) =>
      alerts.length > 0 ? (pack.rules.find(({ slug }) => slug === rule.slug)?.type ?? []) : [],
    );
    expect(new Set(types)).toEqual(new Set(['query', 'threshold', 'new_terms']));
    expect([...server.tracks.values()].flatMap(({ alerts }) => alerts).length).toBeGreaterThan(100);
  });

  test('rules whose language it lacks are named, loudly, and no others are left out', () => {
    expect(server.tracks.size + server.notRun.length).toBe(
      pack.rules.filter(({ deprecated }) => !deprecated).length,
    );
    expect(server.report.notRun).toEqual(server.notRun);
    for (const slug of server.notRun) {
      expect(pack.rules.find((rule) => rule.slug === slug)?.type).toMatch(/^(eql|esql)$/);
      expect(said).toContainEqual(expect.stringContaining(`NOT RUN: ${slug}`));
    }
  });
});
