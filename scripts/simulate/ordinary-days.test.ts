import { resolve } from 'node:path';
import { loadPack } from '../content';
import { generateLog, readProfile } from '../generate';
import type { Emission } from '../generate';
import { simulate } from '.';
import type { SimulationReport } from '.';

const MINUTE = 60_000;

const pack = loadPack(resolve(__dirname, '..', '..'));

describe('a week of 60 people', () => {
  const profile = readProfile(undefined, { users: 60, days: 7, seed: 'ordinary' });
  const heartbeats: number[] = [];
  let report: SimulationReport;
  let labels: Map<string, readonly string[]>;

  beforeAll(async () => {
    labels = new Map();
    const log = generateLog(profile, { onLabel: ({ record, rules }) => labels.set(record, rules) });
    ({ report } = await simulate(pack, noting(log), { labels, workers: 0 }));
  }, 240_000);

  function* noting(log: Iterable<Emission>): Generator<Emission> {
    for (const emission of log) {
      if (emission.stream === 'o365.collector') heartbeats.push(emission.arrival);
      yield emission;
    }
  }

  it('has ordinary records and suspicious grants', () => {
    expect(report.records).toBeGreaterThan(30_000);
    expect(labels.size).toBeGreaterThan(50);
  });

  it('has no false alert of severity high or critical', () => {
    const loud = report.rules.filter(({ severity }) => severity === 'high' || severity === 'critical');
    expect(loud.length).toBeGreaterThan(30);
    expect(loud.filter(({ falseAlerts }) => falseAlerts !== 0).map(({ slug }) => slug)).toEqual([]);
  });

  it('has every suspicious grant found by each rule of its patterns, and none lost', () => {
    const judged = report.rules.filter(({ recall }) => recall !== undefined);
    expect(judged.length).toBeGreaterThan(3);
    expect(
      judged.filter(({ recall, lost }) => recall !== 1 || lost.lateness > 0).map(({ slug }) => slug),
    ).toEqual([]);
  });

  // The rule m365-collector-silent is ES|QL, which no simulation without Elasticsearch runs: 30 minutes without one.
  it('hears its collector at least every ten minutes, from the first to the last', () => {
    const ends = [profile.start, ...heartbeats, profile.start + profile.days * 1440 * MINUTE];
    const gaps = ends.slice(1).map((arrival, place) => arrival - (ends[place] ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(10 * MINUTE);
  });
});
