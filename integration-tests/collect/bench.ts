import { availableParallelism } from 'node:os';
import { recordTexts } from '../../fixtures/management-api/blob';
import type { ManagementApi } from '../../fixtures/management-api';
import { generateLog, readProfile } from '../../scripts/generate';
import type { Figure } from '../../scripts/bench';
import { median } from '../../scripts/bench/figure';
import { bulkBodies, sendBare } from './bare-bulk';
import { startFaultProxy } from './fault-proxy';
import { collectMass } from './mass';
import { upTo } from './mass-content';
import type { TargetServer } from './target';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-03-10T12:00:00Z');
/** Five lanes, as many as a tenant has. */
const TENANT = '11111111-2222-4333-8444-555555555555';

export interface BenchOptions {
  readonly users: number;
  /** Hours of their log. */
  readonly hours: number;
  readonly rounds: number;
  readonly say: (message: string) => void;
}

/**
 * The collector from the mock, which runs in another process than the collector does, into Elasticsearch, and the same documents
 * by nothing but bulk requests that lie ready, of the same size and through the same pipeline; by turns.
 */
export async function benchCollector(target: TargetServer, options: BenchOptions): Promise<Figure[]> {
  const { users, hours, rounds, say } = options;
  const start = new Date(NOW - hours * HOUR).toISOString();
  const days = Math.ceil(hours / 24);
  const profile = readProfile(undefined, { users, days, start, seed: 'bench' });
  const log = [...upTo(NOW, generateLog(profile))];
  let bodies: Buffer[] = [];
  const publish = (api: ManagementApi): void => {
    api.published.follow(TENANT, log);
    api.published.catchUp(NOW);
    if (bodies.length > 0) return;
    const seen = new Map<string, string>();
    for (const blob of api.published.all()) {
      for (const text of recordTexts(blob)) seen.set((JSON.parse(text) as { Id: string }).Id, text);
    }
    bodies = bulkBodies([...seen].map(([id, text]) => ({ id, text })));
  };
  const collected: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const { records, seconds, missing, wrong, failure } = await collectMass(target, {
      ...{ tenants: [TENANT], requestsPerMinute: 60_000, now: NOW, backlog: (hours + 1) * HOUR, speed: 1 },
      publish,
    });
    if (failure !== undefined || missing.length + wrong.length > 0) {
      throw new Error(
        `the collector failed: ${failure ?? `${missing.length} missing, ${wrong.length} wrong`}`,
      );
    }
    const bareSeconds = await bareRound(target, bodies);
    say(
      `${records} records: ${perSecond(records, seconds)}/s collected, ${perSecond(records, bareSeconds)}/s bare`,
    );
    // The first round is for the server to compile what it will need.
    if (round === 0) continue;
    collected.push(records / seconds);
    bare.push(records / bareSeconds);
  }
  return figures(collected, bare);
}

async function bareRound(target: TargetServer, bodies: readonly Buffer[]): Promise<number> {
  await using namespace = await target.namespace(`bare.${process.pid}.${(made += 1)}`);
  // The collector's requests go through it as well.
  await using proxy = await startFaultProxy({
    ...{ seed: '', target: target.url, share: 0, inRow: 1, faults: [], notes: false },
    plainIndices: !target.hasDataStreams,
  });
  return await sendBare(proxy.url, namespace, bodies);
}

let made = 0;

function figures(collected: readonly number[], bare: readonly number[]): Figure[] {
  const ratios = collected.map((rate, round) => rate / (bare[round] ?? Number.NaN));
  return [
    {
      name: `collecting into a local Elasticsearch, ${availableParallelism()} cores`,
      value: median(collected),
      unit: 'records/s',
      baseline: { name: 'bare _bulk of the same documents', value: median(bare) },
      target: { limit: 10_000, kind: 'at least' },
    },
    {
      name: 'the same as a ratio, pair by pair',
      value: median(ratios),
      unit: '×',
      target: { limit: 0.8, kind: 'at least' },
    },
  ];
}

function perSecond(records: number, seconds: number): number {
  return Math.round(records / seconds);
}
