import { ALL_ROLES, CLIENT, TENANT } from '../../fixtures/management-api';
import { CollectorWorld } from '../testing/collector-world';
import { freePort } from '../testing/free-port';
import { until } from '../testing/until';

// A real minute is much on a busy machine.
jest.setTimeout(60_000);

test('/readyz and /metrics tell of PIM’s poller that is stuck, and of what waits for Elasticsearch', async () => {
  const roles = ALL_ROLES.filter((role) => !role.startsWith('RoleManagementAlert'));
  await using world = await CollectorWorld.start({
    tenants: [{ id: TENANT, clients: [{ ...CLIENT, roles }] }],
  });
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
  await using world = await CollectorWorld.start();
  const listen = { host: '127.0.0.1', port: Number(new URL(world.api.url).port) };
  await expect(world.run({ listen })).rejects.toMatchObject({ problems: [{ code: 'LISTEN_FAILED' }] });
});
