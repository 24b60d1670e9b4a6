import { CLIENT, TENANT } from '../../../fixtures/management-api';
import { alert, PimWorld } from '../../testing/pim-world';

describe('PimPoller', () => {
  test('writes every alert of every page, with definition and incidents', async () => {
    await using world = await PimWorld.start({ alertPageSize: 2 });
    for (const kind of ['a', 'b', 'c', 'd', 'e']) world.api.published.alert(TENANT, alert(kind));
    expect(await world.poll()).toBe(true);
    expect(world.written).toHaveLength(5);
    expect(world.written[0]).toMatchObject({ isActive: true, alertDefinition: { displayName: 'a' } });
    expect(world.written[0]).toHaveProperty('alertIncidents');
  });

  test('does not write again what has not changed, although it was scanned again', async () => {
    await using world = await PimWorld.start();
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
    expect(world.pim.counts).toEqual({ written: 4, unchanged: 4, deadLetter: 0, errors: 0 });
  });

  test.each(['reset', 'unavailable', 'gatewayTimeout', 'cut', 'throttledWithWait', 'unauthorized'] as const)(
    '%s passes',
    async (fault) => {
      await using world = await PimWorld.start();
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
    await using world = await PimWorld.start({ tenants: [{ id: TENANT, ...tenant }] });
    expect(await world.poll()).toBe(false);
    expect(world.log).toHaveLength(1);
    expect(world.log[0]).toMatchObject({ level: 50, cure: expect.stringContaining(cure) as string });
    expect(JSON.stringify(world.log)).not.toContain(CLIENT.secret);
    const { error } = world.pim;
    expect(error).toMatchObject({ stuck: true, cure: expect.stringContaining(cure) as string });
  });

  test('a permission that is granted is there with the next poll', async () => {
    const clients = [{ ...CLIENT, roles: ['ActivityFeed.Read'] }];
    await using world = await PimWorld.start({ tenants: [{ id: TENANT, clients }] });
    expect(await world.poll()).toBe(false);
    const tenant = world.api.state.tenants.get(TENANT);
    if (tenant) tenant.clients = [CLIENT];
    expect(await world.poll()).toBe(true);
  });

  test.each([
    ['null', 'null', 40],
    ['no alerts', '{}', 40],
    ['an alert that is none', '{"value":[null]}', 40],
    ['an alert without an id', '{"value":[{"isActive":true}]}', 40],
    ['a next page that is nowhere', '{"value":[],"@odata.nextLink":"http://["}', 50],
    ['a next page elsewhere', '{"value":[],"@odata.nextLink":"https://example.com/x"}', 50],
    ['pages without end', 'loop', 40],
  ])('%s as an answer does not end the collector', async (_what, body, level) => {
    await using world = await PimWorld.start();
    jest.spyOn(world.http, 'text').mockImplementation((url) => {
      const token = '{"access_token":"t","expires_in":3600}';
      const page = body === 'loop' ? JSON.stringify({ value: [], '@odata.nextLink': url }) : body;
      return Promise.resolve({ status: 200, headers: {}, body: url.includes('/oauth2/') ? token : page });
    });
    expect(await world.poll()).toBe(false);
    expect(world.log).toMatchObject([{ level }]);
    expect(world.written).toEqual([]);
  });
});
