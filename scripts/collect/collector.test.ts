import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import {
  ALL_ROLES,
  CLIENT,
  CONTENT_TYPES,
  TENANT,
  VirtualClock,
  publishSeeded,
  startManagementApi,
} from '../../fixtures/management-api';
import type { ManagementApi, ManagementApiOptions } from '../../fixtures/management-api';
import { BulkCluster } from '../testing/bulk-cluster';
import { StateCluster } from '../testing/state-cluster';
import { freePort } from '../testing/free-port';
import { until } from '../testing/until';
import { runCollector } from './collector';
import type { CollectorConfig } from './config/collector-config';
import { Secret } from './config/secret';
import { FEED_SERVICES } from './services';
import type { LaneStatus } from './status/lane-status';

const NOW = Date.parse('2026-03-10T12:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Time runs this many times as fast: a wait of half a minute takes 30 ms. */
const SPEED = 1000;

// A real minute is much on a busy machine.
jest.setTimeout(60_000);

class World implements AsyncDisposable {
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

  static async start(options: ManagementApiOptions = {}): Promise<World> {
    const clock = new VirtualClock(NOW, SPEED);
    const api = await startManagementApi({ clock, backfill: 7 * DAY, ...options });
    return new World(clock, api, await new BulkCluster().start());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.api[Symbol.asyncDispose]();
    await this.cluster[Symbol.asyncDispose]();
    rmSync(this.folder, { recursive: true });
  }

  config(changes: Partial<CollectorConfig> = {}): CollectorConfig {
    const { url } = this.api;
    return {
      id: '10042',
      tenants: [...this.api.state.tenants.keys()].map((tenantId, index) => ({
        name: `contoso${index}.com`,
        tenantId,
        clientId: CLIENT.id,
        clientSecret: new Secret({ env: 'SECRET' }, { SECRET: CLIENT.secret }),
        cloud: { managementApi: url, login: url, graph: url },
        feeds: FEED_SERVICES,
        pimAlerts: false,
        requestsPerMinute: 2000,
      })),
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

const OTHER = '99999999-2222-4333-8444-555555555555';

test('a backlog of days of two tenants is there, each record once; later runs ask for little', async () => {
  await using world = await World.start({
    tenants: [{ id: TENANT, subscriptions: [] }, { id: OTHER }],
    redelivery: { within: 0.1, across: 0.2 },
    listedTwice: 0.1,
    lateListing: { share: 0.2, most: 5 * MINUTE },
  });
  world.publish(TENANT, 20, 7);
  world.publish(OTHER, 20, 7);
  expect(await world.run()).toEqual({ stuck: 0 });
  expect(world.stored()).toEqual(world.published());
  expect(world.stored().length).toBeGreaterThan(1300);
  // When the first hours of the new subscriptions are over, all is listed once more.
  world.clock.advance(13 * HOUR);
  expect(await world.run()).toEqual({ stuck: 0 });
  const before = world.api.requests.length;
  expect(await world.run()).toEqual({ stuck: 0 });
  expect(world.stored()).toEqual(world.published());
  expect(world.api.requests.length - before).toBeLessThan(45);
  const manners = world.api.manners();
  expect(manners).toMatchObject({
    hastyStarts: [],
    needlessStarts: [],
    withoutPublisher: [],
    withExpiredToken: [],
  });
  expect(manners.longestWindow).toBeLessThan(DAY);
  expect(manners.repeatedBlobs.size).toBe(0);
  expect(world.logged(50)).toEqual([]);
});

test('what is published while it runs comes too, also late in listings', async () => {
  await using world = await World.start({ lateListing: { share: 0.5, most: 20 * MINUTE } });
  const stop = new AbortController();
  const running = world.run({}, { once: false, signal: stop.signal });
  const publish = (n: number): void => {
    const created = world.clock.now();
    for (const contentType of CONTENT_TYPES) {
      const records = [{ Id: `${contentType}-${n}-a` }, { Id: `${contentType}-${n}-b` }];
      world.api.published.publish({ tenant: TENANT, contentType, created, records });
    }
  };
  for (let n = 0; n < 20; n += 1) {
    publish(n);
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  // 40 minutes of the collector's time: the latest blobs are listed by then.
  await new Promise((resolve) => setTimeout(resolve, 2400));
  stop.abort();
  await running;
  expect(world.stored()).toEqual(world.published());
  expect(world.stored()).toHaveLength(200);
});

test.each([
  ['in one run', 1],
  ['in a run after the one that started the subscription', 2],
])(
  'the first content of new subscriptions appears after an hour, older than all before: %s',
  async (_what, runs) => {
    await using world = await World.start({
      tenants: [{ id: TENANT, subscriptions: [] }],
      firstContentAfter: HOUR,
    });
    world.publish(TENANT, 3, 4);
    for (let run = 1; run <= runs; run += 1) {
      const stop = new AbortController();
      const running = world.run({}, { once: false, signal: stop.signal });
      try {
        if (run === runs) await until(() => world.stored().length === 5 * 3 * 4, 'all is stored');
        else await until(() => world.clock.now() > NOW + 20 * MINUTE, 'twenty minutes of the collector');
      } finally {
        stop.abort();
        await running;
      }
      if (run < runs) expect(world.stored()).toEqual([]);
    }
    expect(world.stored()).toEqual(world.published());
    expect(world.stored()).toHaveLength(5 * 3 * 4);
    expect(world.api.manners().repeatedBlobs.size).toBe(0);
    expect(world.logged(50)).toEqual([]);
  },
);

test('records that are delivered again after the data stream rolled over are not written again', async () => {
  await using world = await World.start();
  const records = Array.from({ length: 50 }, (_, n) => ({ Id: `r${n}` }));
  const contentType = 'Audit.Exchange';
  world.api.published.publish({ tenant: TENANT, contentType, created: NOW - DAY, records });
  await world.run();
  world.cluster.rollOver();
  world.api.published.publish({ tenant: TENANT, contentType, created: world.clock.now(), records });
  await world.run();
  expect(world.stored()).toHaveLength(50);
});

test('what is remembered is remembered although the clock jumps by more than the ledger has', async () => {
  await using world = await World.start();
  const records = Array.from({ length: 1000 }, (_, n) => ({ Id: `r${n}` }));
  const publish = (created: number): void => {
    world.api.published.publish({ tenant: TENANT, contentType: 'Audit.Exchange', created, records });
  };
  publish(NOW - DAY);
  world.ahead = -30 * DAY;
  await world.run();
  const stop = new AbortController();
  const running = world.run({}, { once: false, signal: stop.signal });
  try {
    world.ahead = 30 * DAY;
    // Each minute a part of the ledger is looked through.
    const later = world.clock.now() + 20 * MINUTE;
    await until(() => world.clock.now() > later, 'twenty minutes of the collector');
    world.cluster.rollOver();
    publish(world.clock.now());
    await until(
      () => world.lanes.some(({ counts }) => counts.duplicate + counts.created >= 1000),
      'the second delivery',
    );
  } finally {
    stop.abort();
    await running;
  }
  expect(world.stored()).toHaveLength(1000);
});

test('a blob that has expired is counted and named as a loss; the others are there', async () => {
  await using world = await World.start();
  world.publish(TENANT, 4, 5);
  const [blob] = world.api.published.blobs(TENANT, 'Audit.Exchange');
  world.api.fail('blob', 'contentUnknown', { about: blob?.id ?? '' });
  expect(await world.run()).toEqual({ stuck: 0 });
  expect(world.stored()).toHaveLength(5 * 4 * 5 - 5);
  expect(world.logged(50)).toEqual([expect.stringContaining(blob?.id ?? '-')]);
  // It is not asked for again.
  await world.run();
  expect(world.logged(50)).toHaveLength(1);
});

test('after nine days without the collector, what the service has no more is told as lost', async () => {
  await using world = await World.start();
  await world.run();
  world.clock.advance(9 * DAY);
  const created = world.clock.now() - 6 * DAY;
  world.api.published.publish({ tenant: TENANT, contentType: 'DLP.All', created, records: [{ Id: 'late' }] });
  await world.run();
  expect(world.stored()).toEqual(['late']);
  expect(world.logged(50)).toHaveLength(CONTENT_TYPES.length);
  expect(world.logged(50)[0]).toContain('content is lost');
  for (const { counts } of world.lanes) expect(Math.round(counts.lost / HOUR)).toBe(49);
});

test.each([
  ['wrong secret', { clients: [{ ...CLIENT, secret: 'other' }] }, 5, 'AADSTS7000215', 'value, not its id'],
  [
    'expired secret',
    { clients: [{ ...CLIENT, secretExpires: NOW - DAY }] },
    5,
    'AADSTS7000222',
    'create a new one',
  ],
  ['missing role', { clients: [{ ...CLIENT, roles: [] }] }, 5, 'AF10001', 'ActivityFeed.Read '],
  [
    'DLP not allowed',
    { clients: [{ ...CLIENT, roles: ALL_ROLES.filter((role) => !role.endsWith('ReadDlp')) }] },
    1,
    'AF10001',
    'ActivityFeed.ReadDlp',
  ],
  ['unknown tenant', { trouble: 'deleted' as const }, 5, 'AF20011', 'check tenant_id'],
  ['audit log off', { auditing: false, subscriptions: [] }, 5, 'AUDIT_OFF', 'Set-AdminAuditLogConfig'],
])(
  '%s: the content types that cannot be read end, with what to do',
  async (_what, tenant, stuck, code, cure) => {
    await using world = await World.start({ tenants: [{ id: TENANT, ...tenant }] });
    world.publish(TENANT, 2, 3);
    expect(await world.run()).toEqual({ stuck });
    const errors = world.log.filter(({ level }) => level === 50);
    expect(errors).toHaveLength(stuck);
    for (const error of errors)
      expect(error).toMatchObject({ code, cure: expect.stringContaining(cure) as string });
    expect(world.stored()).toHaveLength((5 - stuck) * 6);
    expect(JSON.stringify(world.log)).not.toContain(CLIENT.secret);
  },
);

test('a second collector on the same state ends at once and says why', async () => {
  await using world = await World.start();
  const stop = new AbortController();
  const running = world.run({}, { once: false, signal: stop.signal });
  await new Promise((resolve) => setTimeout(resolve, 100));
  await expect(world.run()).rejects.toMatchObject({ name: 'StateError', code: 'STATE_IN_USE' });
  stop.abort();
  await running;
});

test('once: a key that may not write ends it, as somebody must act, and the next run goes on where it was', async () => {
  await using world = await World.start();
  world.publish(TENANT, 10, 5);
  let may = false;
  world.cluster.instead = () => (may ? undefined : { status: 403 });
  expect(await world.run()).toEqual({ stuck: 5 });
  expect(world.log.find(({ level }) => level === 50)).toHaveProperty('cure');
  expect(world.stored()).toEqual([]);
  may = true;
  expect(await world.run()).toEqual({ stuck: 0 });
  expect(world.stored()).toEqual(world.published());
});

test.each([true, false])('alerts of PIM that are refused are dead letters; in a file: %s', async (inFile) => {
  await using world = await World.start();
  const kind = `DirectoryRole_${TENANT}_RolesAssignedOutsidePimAlert`;
  world.api.published.alert(TENANT, {
    ...{ id: kind, alertDefinitionId: kind, scopeId: '/', scopeType: 'DirectoryRole', incidentCount: 1 },
    ...{ isActive: true, lastModifiedDateTime: '2026-03-10T10:00:00Z' },
    lastScannedDateTime: '2026-03-10T11:00:00Z',
  });
  world.cluster.refuse = (_id, stream) =>
    stream.includes('pim_alert') ? { status: 400, type: 'e', reason: 'r' } : undefined;
  const tenants = world.config().tenants.map((tenant) => ({ ...tenant, feeds: [], pimAlerts: true }));
  const file = join(world.folder, 'letters.ndjson');
  expect(await world.run({ tenants, deadLetterFile: inFile ? file : undefined })).toEqual({ stuck: 0 });
  const letters = inFile
    ? readFileSync(file, 'utf8')
    : JSON.stringify(world.cluster.sources('logs-o365_rulepack.dead_letter-default'));
  expect(letters).toContain('"dead_letter_of":"entra.pim_alert"');
});

test('once: where every service is switched off there is nothing to wait for', async () => {
  await using world = await World.start();
  const tenants = world.config().tenants.map((tenant) => ({ ...tenant, feeds: [] }));
  expect(await world.run({ tenants })).toEqual({ stuck: 0 });
  expect(world.logged(40)).toEqual([expect.stringContaining('no service')]);
});

test('once: a key that may no longer read the state ends it, as somebody must act', async () => {
  await using world = await World.start();
  await using cluster = await new StateCluster().start();
  world.publish(TENANT, 2, 3);
  const { elasticsearch } = world.config();
  const changes = { elasticsearch: { ...elasticsearch, url: cluster.url }, state: { index: 'state' } };
  let may = false;
  cluster.instead = ({ path }) => (path === '_mget' && !may ? { status: 403 } : undefined);
  expect(await world.run(changes)).toEqual({ stuck: 5 });
  expect(world.log.find(({ level }) => level === 50)).toMatchObject({
    msg: expect.stringContaining('the state cannot be used') as string,
    cure: expect.stringContaining('read and write') as string,
  });
  expect(world.lanes.map(({ error }) => error?.stuck)).toEqual(Array(5).fill(true));
  may = true;
  expect(await world.run(changes)).toEqual({ stuck: 0 });
});

test('ends in order while Elasticsearch does not answer, and goes on where it was', async () => {
  await using world = await World.start();
  world.publish(TENANT, 10, 5);
  let dead = true;
  world.cluster.instead = () => (dead ? { status: 503 } : undefined);
  const stop = new AbortController();
  const running = world.run({}, { once: false, signal: stop.signal });
  await new Promise((resolve) => setTimeout(resolve, 500));
  stop.abort();
  await running;
  expect(world.stored()).toEqual([]);
  dead = false;
  await world.run();
  expect(world.stored()).toEqual(world.published());
});

test('/readyz and /metrics tell of PIM’s poller that is stuck, and of what waits for Elasticsearch', async () => {
  const roles = ALL_ROLES.filter((role) => !role.startsWith('RoleManagementAlert'));
  await using world = await World.start({ tenants: [{ id: TENANT, clients: [{ ...CLIENT, roles }] }] });
  world.publish(TENANT, 2, 3);
  world.cluster.instead = () => ({ status: 503 });
  const listen = { host: '127.0.0.1', port: await freePort() };
  const tenants = world.config().tenants.map((tenant) => ({ ...tenant, pimAlerts: true }));
  const stop = new AbortController();
  const running = world.run({ listen, tenants }, { once: false, signal: stop.signal });
  const get = async (path: string): Promise<string> =>
    await (await fetch(`http://127.0.0.1:${listen.port}${path}`)).text();
  const says = (path: string, wanted: RegExp): Promise<void> =>
    until(async () => wanted.test(await get(path).catch(() => '')), `${path} says ${String(wanted)}`, 10_000);
  try {
    await says('/readyz', /"contoso0.com PIM alerts".*RoleManagementAlert\.Read\.Directory/);
    await says('/metrics', /^o365_collector_pim_stuck\{tenant="contoso0.com"\} 1$/m);
    await says('/metrics', /^o365_collector_queue_records [1-9]/m);
    await says('/metrics', /^o365_collector_queue_bytes [1-9]/m);
    await says('/metrics', /^o365_collector_elasticsearch_requests_under_way [1-9]/m);
    world.cluster.instead = () => undefined;
    await says('/metrics', /^o365_collector_queue_bytes 0$/m);
    await says('/metrics', /^o365_collector_requests_last_minute\{tenant="contoso0.com"\} [1-9]/m);
    await says('/metrics', /^o365_collector_last_heartbeat_timestamp_seconds \d/m);
  } finally {
    stop.abort();
    await running;
  }
});

test('a port that another process has ends it with what to do', async () => {
  await using world = await World.start();
  const listen = { host: '127.0.0.1', port: Number(new URL(world.api.url).port) };
  await expect(world.run({ listen })).rejects.toMatchObject({ problems: [{ code: 'LISTEN_FAILED' }] });
});
