import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { TENANT, VirtualClock, startManagementApi } from '../../fixtures/management-api';
import type { Blob, ManagementApi, ManagementApiOptions } from '../../fixtures/management-api';
import { Http } from '../collect/api/http';
import { tenantClient } from '../collect/api/tenant-client';
import type { Clock } from '../collect/clock';
import { BlobReader } from '../collect/lane/blob-reader';
import { LaneFetches } from '../collect/lane/lane-fetches';
import { LaneReader } from '../collect/lane/lane-reader';
import { LeftBlobs } from '../collect/lane/left-blobs';
import { Slots } from '../collect/lane/slots';
import { Subscriptions } from '../collect/lane/subscriptions';
import { WindowReader } from '../collect/lane/window-reader';
import { openSqliteState } from '../collect/state';
import { LaneStatus } from '../collect/status/lane-status';
import type { RecordWriter } from '../collect/write/record-writer';
import { mockTenant } from './mock-tenant';

/** When time begins; it runs this many times as fast: a wait of half a minute takes 30 ms. */
export const LANE_NOW = Date.parse('2026-03-10T12:00:00Z');
const SPEED = 1000;
const MINUTE = 60_000;
const CONTENT_TYPE = 'Audit.Exchange';

/** A lane that runs. */
export interface RunningLane {
  readonly status: LaneStatus;
  /** What the run comes to. */
  readonly ended: Promise<boolean>;
  /** Ends it, as the end of the collector does. */
  stop(): Promise<void>;
}

/** Readers of one content type of one or several tenants, a mock of the API, a state, and no Elasticsearch. */
export class LaneWorld implements AsyncDisposable {
  readonly log: Record<string, unknown>[] = [];
  /** `Id`s of records of blobs that were written as a whole. */
  readonly stored = new Set<string>();
  readonly clock: Clock;
  readonly state;
  readonly #http = new Http({ proxy: undefined, ca: undefined });
  readonly #slots = new Slots(8);
  readonly #lanes = new Set<RunningLane>();

  private constructor(
    readonly time: VirtualClock,
    readonly api: ManagementApi,
  ) {
    this.clock = {
      now: () => time.now(),
      sleep: async (milliseconds, signal) => {
        await pause(milliseconds / SPEED, undefined, { signal }).catch(() => undefined);
      },
    };
    this.state = openSqliteState(':memory:');
  }

  static async start(options: ManagementApiOptions = {}): Promise<LaneWorld> {
    const clock = new VirtualClock(LANE_NOW, SPEED);
    return new LaneWorld(clock, await startManagementApi({ clock, ...options }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const lane of this.#lanes) await lane.stop();
    await this.#http[Symbol.asyncDispose]();
    await this.state[Symbol.asyncDispose]();
    await this.api[Symbol.asyncDispose]();
  }

  /** A blob of one record. */
  publish(id: string, created: number, about: { tenant?: string; expires?: number } = {}): Blob {
    const content = { tenant: TENANT, contentType: CONTENT_TYPE, created, ...about } as const;
    return this.api.published.publish({ ...content, records: [{ Id: id }] })[0] as Blob;
  }

  /** Starts what a process of the collector starts for a lane: it knows nothing but the state. */
  run({ once = false, tenantId = TENANT } = {}): RunningLane {
    const lane = { tenantId, tenantName: tenantId, service: 'exchange', contentType: CONTENT_TYPE } as const;
    const { state, clock, time } = this;
    const status = new LaneStatus(lane);
    const stop = new AbortController();
    const { signal } = stop;
    const logger = pino(
      { level: 'info' },
      { write: (line) => void this.log.push(JSON.parse(line) as Record<string, unknown>) },
    );
    const tenant = mockTenant(this.api.url, { name: tenantId, tenantId, feeds: ['exchange'] });
    const common = { clock, steady: clock, random: () => 0, signal, logger };
    const client = tenantClient(tenant, { ...common, http: this.#http });
    const left = new LeftBlobs(status, clock, clock);
    const blobs = new BlobReader({
      ...{ client: client.management, state, left, clock, steady: time, logger, time: client.time },
      writer: this.#writer(),
      fetches: new LaneFetches(this.#slots),
    });
    const reader = new LaneReader(status, {
      ...{ state, clock, signal, logger, left, time: client.time, random: () => 0 },
      subscriptions: new Subscriptions(client.management, state, client.time, clock),
      windows: new WindowReader(client.management, state, blobs, left),
      span: { backlog: 24 * 60 * MINUTE, overlap: 30 * MINUTE },
      interval: MINUTE,
    });
    const ended = reader.run(once);
    // Of one that is stopped nobody waits for it.
    const settled = ended.then(
      () => undefined,
      (error: unknown) => {
        if (!signal.aborted) throw error;
      },
    );
    settled.catch(() => undefined);
    const running = {
      ...{ status, ended },
      stop: async () => {
        stop.abort();
        await settled;
        this.#lanes.delete(running);
      },
    };
    this.#lanes.add(running);
    return running;
  }

  cursor(tenantId = TENANT): Promise<number | undefined> {
    return this.state.cursor({ tenantId, contentType: CONTENT_TYPE });
  }

  #writer(): RecordWriter {
    return {
      open: () => {
        const ids: string[] = [];
        return {
          add: ({ id }) => Promise.resolve(void ids.push(id ?? '')),
          acknowledged: () => {
            for (const id of ids) this.stored.add(id);
            return Promise.resolve();
          },
        };
      },
    };
  }
}
