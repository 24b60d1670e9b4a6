import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import {
  CONTENT_TYPES,
  VirtualClock,
  publishSeeded,
  startManagementApi,
} from '../../fixtures/management-api';
import type { ManagementApi, ManagementApiOptions } from '../../fixtures/management-api';
import { runCollector } from '../collect/collector';
import type { CollectorConfig } from '../collect/config/collector-config';
import type { LaneStatus } from '../collect/status/lane-status';
import { BulkCluster } from './bulk-cluster';
import { mockTenant } from './mock-tenant';

/** When time begins; it runs so many times as fast: a wait of half a minute takes 30 ms. */
export const NOW = Date.parse('2026-03-10T12:00:00Z');
const SPEED = 1000;
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A whole collector between the mock of the API and a cluster that answers what a test says. */
export class CollectorWorld implements AsyncDisposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'collector-'));
  readonly log: Record<string, unknown>[] = [];
  /** By how much the time of day of the collector's machine is ahead, milliseconds. */
  ahead = 0;
  /** Of the last run. */
  lanes: readonly LaneStatus[] = [];

  private constructor(
    readonly clock: VirtualClock,
    readonly api: ManagementApi,
    readonly cluster: BulkCluster,
  ) {}

  static async start(options: ManagementApiOptions = {}): Promise<CollectorWorld> {
    const clock = new VirtualClock(NOW, SPEED);
    const api = await startManagementApi({ clock, backfill: 7 * DAY, ...options });
    return new CollectorWorld(clock, api, await new BulkCluster().start());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.api[Symbol.asyncDispose]();
    await this.cluster[Symbol.asyncDispose]();
    rmSync(this.folder, { recursive: true });
  }

  config(changes: Partial<CollectorConfig> = {}): CollectorConfig {
    return {
      id: '10042',
      tenants: [...this.api.state.tenants.keys()].map((tenantId, index) =>
        mockTenant(this.api.url, { name: `contoso${index}.com`, tenantId }),
      ),
      elasticsearch: { url: this.cluster.url, apiKey: undefined, namespace: 'default', ca: undefined },
      state: { file: join(this.folder, 'state.sqlite') },
      deadLetterFile: undefined,
      proxy: undefined,
      ca: undefined,
      backlog: 2 * DAY,
      interval: MINUTE,
      overlap: 30 * MINUTE,
      heartbeatInterval: 5 * MINUTE,
      ledger: 8 * DAY,
      listen: undefined,
      ...changes,
    };
  }

  async run(
    changes: Partial<CollectorConfig> = {},
    { once = true, signal = new AbortController().signal } = {},
  ): Promise<{ stuck: number }> {
    const sleep = (milliseconds: number, stop?: AbortSignal): Promise<void> =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, milliseconds / SPEED);
        const end = (): void => {
          clearTimeout(timer);
          resolve();
        };
        if (stop?.aborted === true) end();
        else stop?.addEventListener('abort', end, { once: true });
      });
    const steady = { now: () => this.clock.now(), sleep };
    const stream = {
      write: (line: string) => void this.log.push(JSON.parse(line) as Record<string, unknown>),
    };
    return await runCollector(this.config(changes), {
      clock: { now: () => this.clock.now() + this.ahead, sleep },
      steady,
      logger: pino({ level: 'debug' }, stream),
      signal,
      once,
      version: '0.1.0',
      show: (lanes) => {
        this.lanes = lanes;
        return { [Symbol.dispose]: () => undefined };
      },
    });
  }

  publish(tenant: string, blobs: number, records: number): void {
    for (const contentType of CONTENT_TYPES) {
      const from = NOW - 2 * DAY + HOUR;
      publishSeeded(this.api.published, {
        seed: 's',
        tenant,
        contentType,
        blobs,
        records,
        from,
        to: NOW - HOUR,
      });
    }
  }

  /** The `_id`s in the audit log, a list for each time that one is there. */
  stored(): string[] {
    return [...this.cluster.indices]
      .filter(([index]) => index.includes('audit'))
      .flatMap(([, documents]) => [...documents.keys()])
      .toSorted();
  }

  published(): string[] {
    return [...this.api.publishedIds()].toSorted();
  }

  logged(level: number): unknown[] {
    return this.log.filter((line) => line['level'] === level).map((line) => line['msg']);
  }
}
