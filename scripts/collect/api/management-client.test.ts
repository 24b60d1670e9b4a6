import { pino } from 'pino';
import { CLIENT, TENANT, VirtualClock, startManagementApi } from '../../../fixtures/management-api';
import type { ManagementApi, ManagementApiOptions } from '../../../fixtures/management-api';
import type { Clock } from '../clock';
import { LaneFetches } from '../lane/lane-fetches';
import { Slots } from '../lane/slots';
import { LaneStatus } from '../status/lane-status';
import { mockTenant } from '../../testing/mock-tenant';
import { until } from '../../testing/until';
import { Http } from './http';
import { RefusedError } from './management-client';
import { tenantClient } from './tenant-client';
import type { TenantClient } from './tenant-client';

const NOW = Date.parse('2026-03-10T12:00:00Z');
const HOUR = 3_600_000;

/** Time goes on by what is slept only. */
class SleepingClock implements Clock {
  readonly slept: number[] = [];

  constructor(private readonly clock: VirtualClock) {}

  now(): number {
    return this.clock.now();
  }

  sleep(milliseconds: number): Promise<void> {
    this.slept.push(milliseconds);
    this.clock.advance(milliseconds);
    return Promise.resolve();
  }
}

/** Milliseconds after which no test waits for the budget. */
const REST = 10_000;

class World implements AsyncDisposable {
  readonly stop = new AbortController();
  readonly http = new Http({ proxy: undefined, ca: undefined });
  readonly status = new LaneStatus({
    tenantId: TENANT,
    tenantName: 'contoso.com',
    service: 'exchange',
    contentType: 'Audit.Exchange',
  });
  readonly client: TenantClient;
  readonly log: unknown[] = [];

  private constructor(
    readonly api: ManagementApi,
    readonly clock: SleepingClock,
  ) {
    this.client = tenantClient(mockTenant(api.url, { feeds: ['exchange'] }), {
      ...{ http: this.http, clock, steady: clock, random: () => 0, signal: this.stop.signal },
      logger: pino({ level: 'debug' }, { write: (line) => void this.log.push(JSON.parse(line)) }),
    });
  }

  static async start(options: ManagementApiOptions = {}): Promise<World> {
    const clock = new VirtualClock(NOW - REST);
    const world = new World(await startManagementApi({ clock, ...options }), new SleepingClock(clock));
    clock.advance(REST);
    return world;
  }

  publish(count: number): void {
    for (let n = 0; n < count; n += 1) {
      const records = [{ Id: `a${n}` }, { Id: `b${n}` }];
      this.api.published.publish({
        tenant: TENANT,
        contentType: 'Audit.Exchange',
        created: NOW - HOUR + n,
        records,
      });
    }
  }

  async read(uri: string): Promise<string> {
    const pieces: Buffer[] = [];
    await this.client.management.blob(this.status, uri, new LaneFetches(new Slots(1)), (piece) =>
      Promise.resolve(void pieces.push(piece)),
    );
    return Buffer.concat(pieces).toString('utf8');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.http[Symbol.asyncDispose]();
    await this.api[Symbol.asyncDispose]();
  }
}

const window = { from: NOW - 2 * HOUR, to: NOW };

describe('ManagementClient', () => {
  test('lists a window page by page and reads its blobs', async () => {
    await using world = await World.start({ pageSize: 3 });
    world.publish(7);
    const { management, time } = world.client;
    const ids = [];
    for (let listing = await management.list(world.status, window); ;) {
      for (const { id, uri, created } of listing.blobs) {
        ids.push(id);
        expect(created).toBeGreaterThanOrEqual(window.from);
        expect(JSON.parse(await world.read(uri))).toHaveLength(2);
      }
      if (listing.next === undefined) break;
      listing = await management.page(world.status, listing.next);
    }
    expect(new Set(ids).size).toBe(7);
    expect(Math.abs(time.now() - NOW)).toBeLessThan(1000);
    const { withoutPublisher, withoutToken, withExpiredToken } = world.api.manners();
    expect([withoutPublisher, withoutToken, withExpiredToken]).toEqual([[], [], []]);
  });

  test('the time of a listing is that of its headers, however long the body takes', async () => {
    await using world = await World.start();
    const send = world.http.send.bind(world.http);
    jest.spyOn(world.http, 'send').mockImplementation(async (url, options) => {
      const answer = await send(url, options);
      async function* slowly(): AsyncGenerator<Buffer> {
        await world.clock.sleep(HOUR / 4);
        yield* answer.body;
      }
      return { ...answer, body: slowly() };
    });
    const { at } = await world.client.management.list(world.status, window);
    // After the body of the token, before that of the listing.
    expect(at - NOW).toBe(HOUR / 4);
    expect(world.client.time.now() - NOW).toBe(HOUR / 2);
  });

  test.each([
    [[null], 'not an object: null'],
    [[{ contentId: 'a', contentCreated: '2026-03-10T11:00:00Z' }], 'not a blob: {"contentId":"a"'],
    [[{ contentId: 'a', contentUri: 'https://x', contentCreated: 'soon' }], '"contentCreated":"soon"'],
  ])('a listing with the row %j is broken, not empty', async (body, message) => {
    await using world = await World.start();
    world.api.fail('content', { status: 200, body });
    await expect(world.client.management.list(world.status, window)).rejects.toMatchObject({
      name: 'NetworkError',
      code: 'BROKEN_ANSWER',
      message: expect.stringContaining(message) as string,
    });
  });

  test('a listing says until when a blob is kept, where it does', async () => {
    await using world = await World.start();
    const row = { contentId: 'a', contentUri: 'https://x', contentCreated: '2026-03-10T11:00:00Z' };
    const contentExpiration = '2026-03-17T11:00:00Z';
    world.api.fail('content', { status: 200, body: [row, { ...row, contentExpiration }] });
    const { blobs } = await world.client.management.list(world.status, window);
    expect(blobs.map(({ expires }) => expires)).toEqual([undefined, Date.parse(contentExpiration)]);
  });

  test('gets a new token once for 401 and goes on', async () => {
    await using world = await World.start();
    await world.client.management.list(world.status, window);
    world.api.revokeTokens();
    await world.client.management.list(world.status, window);
    expect(world.api.asked('token')).toHaveLength(2);
    expect(world.clock.slept).toEqual([]);
  });

  test.each(['throttled403', 'throttled429'] as const)('%s: nobody asks for half a minute', async (fault) => {
    await using world = await World.start();
    world.api.fail('content', fault);
    await world.client.management.list(world.status, window);
    expect(world.clock.slept).toEqual([30_000]);
    expect(world.status.counts).toMatchObject({ requestsThrottled: 1, requestsFailed: 0 });
  });

  test('throttled again and again, it asks later each time; after an answer as at first', async () => {
    await using world = await World.start();
    const list = (): Promise<unknown> => world.client.management.list(world.status, window);
    world.api.fail('content', 'throttled403', { times: 4 });
    await list();
    expect(world.clock.slept).toEqual([30_000, 60_000, 120_000, 150_000]);
    world.api.fail('content', 'throttled403');
    await list();
    expect(world.clock.slept.at(-1)).toBe(30_000);
  });

  test('requests that are throttled together are throttled once', async () => {
    await using world = await World.start();
    const list = (): Promise<unknown> => world.client.management.list(world.status, window);
    await list();
    const sleep = world.clock.sleep.bind(world.clock);
    // The answers of all three come before time goes on.
    jest.spyOn(world.clock, 'sleep').mockImplementation(async (wait) => {
      await until(() => world.status.counts.requestsThrottled === 3, 'three are throttled');
      await sleep(wait);
    });
    world.api.fail('content', 'throttled403', { times: 3 });
    await Promise.all([list(), list(), list()]);
    expect(world.clock.slept).toEqual([30_000]);
  });

  test('what is refused as too many starts, and is none, is throttling', async () => {
    await using world = await World.start();
    world.api.fail('content', { status: 429, body: { error: { code: '429', message: 'Too many.' } } });
    await world.client.management.list(world.status, window);
    expect(world.clock.slept).toEqual([30_000]);
    expect(world.status.counts.requestsThrottled).toBe(1);
  });

  test('a token that is not accepted, however new, is for somebody to look at', async () => {
    await using world = await World.start();
    world.api.fail('content', 'unauthorized', { times: 1000 });
    await expect(world.client.management.list(world.status, window)).rejects.toMatchObject({
      code: 'HTTP 401',
      action: { do: 'stop-tenant', cure: expect.stringContaining('check cloud') as string },
    });
    expect(world.clock.slept).toEqual([500, 1000]);
  });

  test('a permission that is granted is there with the next request', async () => {
    await using world = await World.start({ tenants: [{ id: TENANT, clients: [{ ...CLIENT, roles: [] }] }] });
    const list = (): Promise<unknown> => world.client.management.list(world.status, window);
    await expect(list()).rejects.toMatchObject({ code: 'AF10001' });
    const tenant = world.api.state.tenants.get(TENANT);
    if (tenant) tenant.clients = [CLIENT];
    await expect(list()).resolves.toMatchObject({ blobs: [] });
  });

  test('waits as long as Retry-After says', async () => {
    await using world = await World.start();
    world.api.fail('content', 'throttledWithWait', { times: 2 });
    await world.client.management.list(world.status, window);
    expect(world.clock.slept).toHaveLength(2);
    expect(world.api.manners().impatient).toEqual([]);
    for (const wait of world.clock.slept) expect(wait).toBeLessThanOrEqual(3_000);
  });

  test.each([
    'internalError',
    'otherInternalError',
    'badGateway',
    'unavailable',
    'gatewayTimeout',
    'requestTimeout',
    'reset',
    'answerLost',
    'cut',
    'short',
  ] as const)('%s passes: the listing is asked for again, later each time', async (fault) => {
    await using world = await World.start();
    world.publish(3);
    world.api.fail('content', fault, { times: 3 });
    const { blobs } = await world.client.management.list(world.status, window);
    expect(blobs).toHaveLength(3);
    expect(world.clock.slept).toEqual([500, 1000, 2000]);
    expect(world.status.counts).toMatchObject({ requestsFailed: 3, errors: 3 });
  });

  test.each([
    ['unavailable', 2, []],
    ['unavailable', 3, [{ code: 'HTTP 503', wait_ms: 2000, tenant: 'contoso.com' }]],
    ['throttled403', 1, [{ code: 'AF429', wait_ms: 30_000 }]],
    ['throttled403', 4, [{ wait_ms: 30_000 }, { wait_ms: 120_000 }, { wait_ms: 150_000 }]],
  ] as const)(
    '%s, %i times, is logged once a minute, but not what passes soon',
    async (fault, times, log) => {
      await using world = await World.start();
      world.api.fail('content', fault, { times });
      await world.client.management.list(world.status, window);
      expect(world.log).toMatchObject(log);
      expect(world.log).toHaveLength(log.length);
      expect(JSON.stringify(world.log)).not.toMatch(/Bearer|secret/);
    },
  );

  test.each([
    ['AF20022', 'subscribe'],
    ['AF20023', 'subscribe'],
  ])('%s is told to the caller, to %s', async (code, action) => {
    await using world = await World.start({ tenants: [{ id: TENANT, subscriptions: [] }] });
    if (code === 'AF20023') world.api.fail('content', 'subscriptionDisabled');
    const refused = await world.client.management.list(world.status, window).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RefusedError);
    expect(refused).toMatchObject({ code, action: { do: action } });
  });

  test('a start waits for its token, as it is not repeated itself', async () => {
    await using world = await World.start({ tenants: [{ id: TENANT, subscriptions: [] }] });
    world.api.fail('token', 'requestTimeout');
    await world.client.management.start(world.status);
    expect(world.api.requests.filter(({ operation }) => operation === 'start')).toHaveLength(1);
    expect(world.status.counts.requestsFailed).toBe(1);
  });

  test('a window of eight days ago is refused as such, and the service’s time is known', async () => {
    await using world = await World.start({ clockSkew: 9 * 24 * HOUR });
    await expect(world.client.management.list(world.status, window)).rejects.toMatchObject({
      code: 'AF20030',
      action: { do: 'window' },
    });
    expect(world.client.time.now() - NOW).toBeCloseTo(9 * 24 * HOUR, -4);
  });

  test('an unknown blob is lost; a body that breaks off is an error of the network', async () => {
    await using world = await World.start();
    world.publish(1);
    const { blobs } = await world.client.management.list(world.status, window);
    const uri = blobs[0]?.uri ?? '';
    await expect(world.read(`${uri}x`)).rejects.toMatchObject({ action: { do: 'lost' } });
    world.api.fail('blob', 'cut');
    await expect(world.read(uri)).rejects.toMatchObject({ name: 'NetworkError' });
  });

  test.each(['https://manage.example.com/api/v1.0/x', 'nonsense', 'file:///etc/passwd'])(
    'sends no token to %s',
    async (address) => {
      await using world = await World.start();
      await expect(world.client.management.page(world.status, address)).rejects.toMatchObject({
        name: 'StrangeAddressError',
      });
      await expect(world.read(address)).rejects.toMatchObject({ name: 'StrangeAddressError' });
      expect(world.api.requests).toEqual([]);
    },
  );

  test('ends at once when the collector stops', async () => {
    await using world = await World.start();
    world.api.fail('content', 'stalled');
    const listing = world.client.management.list(world.status, window);
    setTimeout(() => world.stop.abort(), 100);
    await expect(listing).rejects.toMatchObject({ name: 'AbortError' });
  });
});
