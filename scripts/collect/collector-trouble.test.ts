import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALL_ROLES, CLIENT, TENANT } from '../../fixtures/management-api';
import { CollectorWorld, DAY, NOW } from '../testing/collector-world';
import { StateCluster } from '../testing/state-cluster';

// A real minute is much on a busy machine.
jest.setTimeout(60_000);

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
    await using world = await CollectorWorld.start({ tenants: [{ id: TENANT, ...tenant }] });
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
  await using world = await CollectorWorld.start();
  const stop = new AbortController();
  const running = world.run({}, { once: false, signal: stop.signal });
  await new Promise((resolve) => setTimeout(resolve, 100));
  await expect(world.run()).rejects.toMatchObject({ name: 'StateError', code: 'STATE_IN_USE' });
  stop.abort();
  await running;
});

test('once: a key that may not write ends it, as somebody must act, and the next run goes on where it was', async () => {
  await using world = await CollectorWorld.start();
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
  await using world = await CollectorWorld.start();
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
  await using world = await CollectorWorld.start();
  const tenants = world.config().tenants.map((tenant) => ({ ...tenant, feeds: [] }));
  expect(await world.run({ tenants })).toEqual({ stuck: 0 });
  expect(world.logged(40)).toEqual([expect.stringContaining('no service')]);
});

test('once: a key that may no longer read the state ends it, as somebody must act', async () => {
  await using world = await CollectorWorld.start();
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
  await using world = await CollectorWorld.start();
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
