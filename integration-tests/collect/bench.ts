import { availableParallelism } from 'node:os';
import { recordTexts } from '../../fixtures/management-api/blob';
import type { ManagementApi } from '../../fixtures/management-api';
import { RECORDS_IN_BLOB } from '../../fixtures/management-api';
import { generateLog, readProfile } from '../../scripts/generate';
import type { Emission } from '../../scripts/generate';
import { contentTypeOf } from '../../scripts/generate/content-type';
import { isContentType } from '../../fixtures/management-api/content-types';
import type { ContentType } from '../../fixtures/management-api';
import type { Figure } from '../../scripts/bench';
import { median } from '../../scripts/bench/figure';
import { bulkBodies, sendBare } from './bare-bulk';
import { startFaultProxy } from './fault-proxy';
import { collectMass } from './mass';
import type { MassResult } from './mass';
import { upTo } from './mass-content';
import type { TargetServer } from './target';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-03-10T12:00:00Z');
const TENANT = '11111111-2222-4333-8444-555555555555';
/**
 * No limit in effect: 10,000 records a second are 2,400 full blobs a minute, more than the 2,000 requests that Microsoft
 * grants a tenant, and what is measured is the collector and not how long it waits.
 */
const REQUESTS_PER_MINUTE = 60_000;

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
    publishFull(api, log);
    if (bodies.length > 0) return;
    const seen = new Map<string, string>();
    for (const blob of api.published.all()) {
      for (const text of recordTexts(blob)) seen.set((JSON.parse(text) as { Id: string }).Id, text);
    }
    bodies = bulkBodies([...seen].map(([id, text]) => ({ id, text })));
  };
  const collect = async (): Promise<MassResult> => {
    const result = await collectMass(target, {
      // Five lanes, as many as a tenant has.
      tenants: [TENANT],
      requestsPerMinute: REQUESTS_PER_MINUTE,
      ...{ now: NOW, backlog: (hours + 1) * HOUR, speed: 1 },
      publish,
    });
    const { missing, wrong, failure } = result;
    if (failure !== undefined || missing.length + wrong.length > 0) {
      throw new Error(
        `the collector failed: ${failure ?? `${missing.length} missing, ${wrong.length} wrong`}`,
      );
    }
    return result;
  };
  const pairs: Pair[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    // Who comes second finds the server warmer, so they change about.
    const before = round % 2 === 0 ? undefined : await bareRound(target, bodies);
    const { records, seconds, cpuSeconds } = await collect();
    const bareSeconds = before ?? (await bareRound(target, bodies));
    const pair = { collected: records / seconds, bare: records / bareSeconds, ofCpu: records / cpuSeconds };
    say(`${records} records: ${Math.round(pair.collected)}/s collected, ${Math.round(pair.bare)}/s bare`);
    // The first round is for the server to compile what it will need.
    if (round > 0) pairs.push(pair);
  }
  return figures(pairs);
}

/** Records a second: of the collector, of bare requests beside it, and of the collector for a second of its processor time. */
interface Pair {
  readonly collected: number;
  readonly bare: number;
  readonly ofCpu: number;
}

/** In full blobs, as where much comes in. */
function publishFull({ published }: ManagementApi, log: readonly Emission[]): void {
  const gathered = new Map<ContentType, string[]>();
  const publish = (contentType: ContentType, created: number, records: readonly string[]): void => {
    published.spool({ tenant: TENANT, contentType, created }, records);
    gathered.delete(contentType);
  };
  for (const emission of log) {
    const type = contentTypeOf(emission);
    if (!isContentType(type)) continue;
    const records = gathered.get(type) ?? [];
    gathered.set(type, records);
    records.push(emission.text);
    if (records.length === RECORDS_IN_BLOB) publish(type, emission.arrival, records);
  }
  // What is created in the second in which the collector begins need not be read.
  for (const [type, records] of gathered) publish(type, NOW - 1000, records);
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

function figures(pairs: readonly Pair[]): Figure[] {
  return [
    {
      name: `collecting into a local Elasticsearch, ${availableParallelism()} cores`,
      value: median(pairs.map(({ collected }) => collected)),
      unit: 'records/s',
      baseline: { name: 'bare _bulk of the same documents', value: median(pairs.map(({ bare }) => bare)) },
      target: { limit: 10_000, kind: 'at least' },
    },
    {
      name: 'the same as a ratio, pair by pair',
      value: median(pairs.map(({ collected, bare }) => collected / bare)),
      unit: '×',
      target: { limit: 0.8, kind: 'at least' },
    },
    {
      name: 'the collector alone, by its processor time, start included',
      value: median(pairs.map(({ ofCpu }) => ofCpu)),
      unit: 'records/s',
    },
  ];
}
