import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLIENT, VirtualClock, startManagementApi } from '../../fixtures/management-api';
import type { ManagementApi, Manners } from '../../fixtures/management-api';
import { FEED_SERVICES } from '../../scripts/collect/services';
import { collectorConfig } from './collector-config';
import { CollectorProcess } from './collector-process';
import type { LogLine } from './collector-process';
import { startFaultProxy } from './fault-proxy';
import type { TargetServer } from './target';

const HOUR = 3_600_000;
const OVERLAP = HOUR / 2;

export interface MassOptions {
  readonly tenants: readonly string[];
  readonly requestsPerMinute: number;
  /** When the API is asked first, epoch milliseconds, and how far back the collector begins. */
  readonly now: number;
  readonly backlog: number;
  /** How many times as fast as the real one time runs. */
  readonly speed: number;
  readonly publish: (api: ManagementApi) => void;
}

/** What came of a collector that read everything once, undisturbed. */
export interface MassResult {
  readonly records: number;
  readonly missing: readonly string[];
  /** There twice, or never published. */
  readonly wrong: readonly string[];
  /** From the first request to the API to the end of the collector. */
  readonly seconds: number;
  readonly peakMegabytes: number;
  /** Of the collector's process, start included; not a number where it did not come to its end. */
  readonly cpuSeconds: number;
  readonly manners: Manners;
  /** Warnings and errors of its log. */
  readonly complaints: readonly LogLine[];
  /** How the process ended, where that was not well. */
  readonly failure: string | undefined;
}

/** Runs the collector, in a process of its own, over all that is published up to now. */
export async function collectMass(target: TargetServer, options: MassOptions): Promise<MassResult> {
  const { tenants, requestsPerMinute, now, backlog, speed, publish } = options;
  const folder = mkdtempSync(join(tmpdir(), 'o365-mass-'));
  await using cleanup = new AsyncDisposableStack();
  cleanup.defer(() => rmSync(folder, { recursive: true, force: true }));
  const namespace = cleanup.use(await target.namespace(`mass.${process.pid}.${(made += 1)}`));
  // It stands still while content is made.
  const running: VirtualClock[] = [];
  const clock = { now: () => running[0]?.now() ?? now };
  const api = cleanup.use(
    await startManagementApi({
      clock,
      requestsPerMinute,
      tenants: tenants.map((id) => ({ id })),
      pageSize: 200,
    }),
  );
  const proxy = cleanup.use(
    await startFaultProxy({
      ...{ seed: '', target: target.url, share: 0, inRow: 1, faults: [], notes: false },
      plainIndices: !target.hasDataStreams,
    }),
  );
  publish(api);
  api.published.catchUp(now);
  const published = api.publishedIds();
  const complaints: LogLine[] = [];
  const begun = performance.now();
  const origin = performance.timeOrigin + begun;
  running.push(new VirtualClock(now, speed));
  const child = new CollectorProcess(
    {
      config: collectorConfig({
        tenants: tenants.map((id) => ({ id, feeds: FEED_SERVICES })),
        ...{ namespace, requestsPerMinute, backlog, overlap: OVERLAP },
        api: api.url,
        elasticsearch: proxy.url,
        stateFile: join(folder, 'state.sqlite'),
      }),
      clock: { base: now, origin, speed, jumped: 0 },
      once: true,
      level: 'info',
    },
    { clientSecret: CLIENT.secret, apiKey: namespace.apiKey },
    (line) => {
      if (line.level >= 40) complaints.push(line);
    },
  );
  const { code, result, errors, peakMegabytes } = await child.ended;
  const first = api.requests[0]?.time ?? Infinity;
  const seconds = (performance.now() - begun - (first - now) / speed) / 1000;
  const records = published.size;
  const wrong: string[] = [];
  for await (const { id } of namespace.documents()) if (!published.delete(id)) wrong.push(id);
  return {
    ...{ records, wrong, seconds, peakMegabytes, complaints, cpuSeconds: result?.cpuSeconds ?? Number.NaN },
    missing: [...published],
    manners: api.manners(),
    failure: code === 0 && result?.stuck === 0 ? undefined : `${code ?? 'killed'}: ${errors}`,
  };
}

let made = 0;
