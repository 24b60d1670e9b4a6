import { pino } from 'pino';
import { CLIENT, TENANT, startManagementApi } from '../../../fixtures/management-api';
import type { ManagementApi, ManagementApiOptions, PimAlert } from '../../../fixtures/management-api';
import { Http } from '../api/http';
import { tenantClient } from '../api/tenant-client';
import { SYSTEM_CLOCK } from '../clock';
import { Secret } from '../config/secret';
import { openSqliteState } from '../state';
import type { OpenState } from '../state';
import { PimStatus } from '../status/pim-status';
import type { Bulk } from '../write/bulk-client';
import { PimPoller } from './pim-poller';

const clock = { now: () => SYSTEM_CLOCK.now(), sleep: (): Promise<void> => Promise.resolve() };

function alert(kind: string, changes: Partial<PimAlert> = {}): PimAlert {
  return {
    id: `DirectoryRole_${TENANT}_${kind}`,
    alertDefinitionId: `DirectoryRole_${TENANT}_${kind}`,
    scopeId: '/',
    scopeType: 'DirectoryRole',
    incidentCount: 1,
    isActive: true,
    lastModifiedDateTime: '2026-03-10T10:00:00Z',
    lastScannedDateTime: '2026-03-10T11:00:00Z',
    alertDefinition: { displayName: kind },
    alertIncidents: [{ id: '1' }],
    ...changes,
  };
}

class World implements AsyncDisposable {
  readonly http = new Http({ proxy: undefined, ca: undefined });
  readonly log: Record<string, unknown>[] = [];
  readonly written: Record<string, unknown>[] = [];
  readonly pim = new PimStatus({ tenantId: TENANT, tenantName: 'contoso.com' });
  /** What the cluster answers to each document. */
  status = 201;

  private constructor(
    readonly api: ManagementApi,
    private readonly state: OpenState,
  ) {}

  static async start(options: ManagementApiOptions = {}): Promise<World> {
    return new World(await startManagementApi(options), openSqliteState(':memory:', clock));
  }

  async poll(): Promise<boolean> {
    const { http, api, state, status, written, log } = this;
    const signal = new AbortController().signal;
    const tenant = {
      name: 'contoso.com',
      tenantId: TENANT,
      clientId: CLIENT.id,
      clientSecret: new Secret({ env: 'SECRET' }, { SECRET: CLIENT.secret }),
      cloud: { managementApi: api.url, login: api.url, graph: api.url },
      feeds: [],
      pimAlerts: true,
      requestsPerMinute: 2000,
    };
    const common = { http, clock, random: () => 0, signal };
    const bulk: Bulk = (_stream, body) => {
      const texts = body.split('\n').filter((line) => line.startsWith('{"message"'));
      for (const text of texts) {
        const { message } = JSON.parse(text) as { message: string };
        if (status < 300) written.push(JSON.parse(message) as Record<string, unknown>);
      }
      const items = texts.map(() => ({ status, index: undefined, type: 'e', reason: 'r' }));
      return Promise.resolve({ kind: 'items', items });
    };
    const stream = { write: (line: string) => void log.push(JSON.parse(line) as Record<string, unknown>) };
    const logger = pino({ level: 'debug' }, stream);
    const { graphTokens: tokens } = tenantClient(tenant, { ...common, steady: clock, logger });
    const parts = { ...common, tokens, bulk, stream: 's', state, logger };
    return new PimPoller(tenant, this.pim, parts).run(true);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.http[Symbol.asyncDispose]();
    await this.state[Symbol.asyncDispose]();
    await this.api[Symbol.asyncDispose]();
  }
}

describe('PimPoller', () => {
  test('writes every alert of every page, with definition and incidents', async () => {
    await using world = await World.start({ alertPageSize: 2 });
    for (const kind of ['a', 'b', 'c', 'd', 'e']) world.api.published.alert(TENANT, alert(kind));
    expect(await world.poll()).toBe(true);
    expect(world.written).toHaveLength(5);
    expect(world.written[0]).toMatchObject({ isActive: true, alertDefinition: { displayName: 'a' } });
    expect(world.written[0]).toHaveProperty('alertIncidents');
  });

  test('does not write again what has not changed, although it was scanned again', async () => {
    await using world = await World.start();
    world.api.published.alert(TENANT, alert('a'));
    world.api.published.alert(TENANT, alert('b'));
    await world.poll();
    await world.poll();
    expect(world.written).toHaveLength(2);
    world.api.published.alert(TENANT, alert('b', { incidentCount: 2 }));
    await world.poll();
    world.api.published.alert(TENANT, alert('a', { isActive: false }));
    await world.poll();
    expect(world.written.slice(2)).toMatchObject([{ incidentCount: 2 }, { isActive: false }]);
    expect(world.pim.counts).toEqual({ written: 4, unchanged: 4, errors: 0 });
  });

  test.each([400, 403, 503])(
    'what Elasticsearch answers %i to is written at the next poll',
    async (status) => {
      await using world = await World.start();
      world.api.published.alert(TENANT, alert('a'));
      world.status = status;
      expect(await world.poll()).toBe(false);
      expect(world.pim).toMatchObject({ error: { code: 'NOT_WRITTEN', stuck: false }, lastPoll: undefined });
      world.status = 201;
      expect(await world.poll()).toBe(true);
      expect(world.written).toHaveLength(1);
      expect(world.pim.counts).toEqual({ written: 1, unchanged: 0, errors: 5 });
      expect(world.pim).toMatchObject({ error: undefined, lastPoll: expect.any(Number) as number });
    },
  );

  test.each(['reset', 'unavailable', 'gatewayTimeout', 'cut', 'throttledWithWait', 'unauthorized'] as const)(
    '%s passes',
    async (fault) => {
      await using world = await World.start();
      world.api.published.alert(TENANT, alert('a'));
      world.api.fail('alerts', fault, { times: 1 });
      expect(await world.poll()).toBe(true);
      expect(world.written).toHaveLength(1);
    },
  );

  test.each([
    [
      'no permission',
      { clients: [{ ...CLIENT, roles: ['ActivityFeed.Read'] }] },
      'RoleManagementAlert.Read.Directory',
    ],
    ['no licence', { licensed: false }, 'Microsoft Entra ID P2'],
    ['wrong secret', { clients: [{ ...CLIENT, secret: 'other' }] }, 'Certificates & secrets'],
  ])('%s: says what to do', async (_what, tenant, cure) => {
    await using world = await World.start({ tenants: [{ id: TENANT, ...tenant }] });
    expect(await world.poll()).toBe(false);
    expect(world.log).toHaveLength(1);
    expect(world.log[0]).toMatchObject({ level: 50, cure: expect.stringContaining(cure) as string });
    expect(JSON.stringify(world.log)).not.toContain(CLIENT.secret);
    const { error } = world.pim;
    expect(error).toMatchObject({ stuck: true, cure: expect.stringContaining(cure) as string });
  });

  test.each([
    ['null', 'null'],
    ['no alerts', '{}'],
    ['an alert that is none', '{"value":[null]}'],
    ['an alert without an id', '{"value":[{"isActive":true}]}'],
    ['a next page that is nowhere', '{"value":[],"@odata.nextLink":"http://["}'],
    ['a next page elsewhere', '{"value":[],"@odata.nextLink":"https://example.com/x"}'],
    ['pages without end', 'loop'],
  ])('%s as an answer does not end the collector', async (_what, body) => {
    await using world = await World.start();
    jest.spyOn(world.http, 'text').mockImplementation((url) => {
      const token = '{"access_token":"t","expires_in":3600}';
      const page = body === 'loop' ? JSON.stringify({ value: [], '@odata.nextLink': url }) : body;
      return Promise.resolve({ status: 200, headers: {}, body: url.includes('/oauth2/') ? token : page });
    });
    expect(await world.poll()).toBe(false);
    expect(world.log).toMatchObject([{ level: 40 }]);
    expect(world.written).toEqual([]);
  });
});
