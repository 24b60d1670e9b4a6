import { TENANT } from '../../../fixtures/management-api';
import { LANE_NOW as NOW, LaneWorld } from '../../testing/lane-world';
import { until } from '../../testing/until';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ALWAYS = 1e9;

// A real minute is much on a busy machine.
jest.setTimeout(60_000);

test.each([
  ['AF50000', 'internalError'],
  ['a body that is no JSON', { status: 200, body: '<html>sign in</html>' }],
  ['404 of a gateway', { status: 404, body: '<html>not here</html>' }],
  ['403 of a proxy', { status: 403, body: '<html>blocked</html>' }],
] as const)('%s always for one blob: everything else is read, and it is told', async (_what, fault) => {
  await using world = await LaneWorld.start();
  const bad = world.publish('bad', NOW - 20 * HOUR);
  const good = Array.from({ length: 10 }, (_, n) => `good${n}`);
  for (const [n, id] of good.entries()) world.publish(id, NOW - (19 - n) * HOUR);
  world.api.fail('blob', fault, { about: bad.id, times: ALWAYS });
  const lane = world.run();
  await until(() => world.stored.size === good.length, 'all that can be read');
  world.publish('new', world.time.now());
  await until(() => world.stored.has('new'), 'what is published later');
  expect(lane.status.error).toMatchObject({
    code: 'BLOB_UNREADABLE',
    stuck: true,
    message: expect.stringContaining(bad.id) as string,
    cure: expect.stringContaining(new Date(bad.expires).toISOString()) as string,
  });
  expect(await world.cursor()).toBe(bad.created);
  expect(lane.status.counts.blobsExpired).toBe(0);
});

test('a blob that was left is tried again and read when it can be; then the cursor goes on', async () => {
  await using world = await LaneWorld.start();
  const bad = world.publish('bad', NOW - 20 * HOUR);
  world.api.fail('blob', 'internalError', { about: bad.id, times: 20 });
  const lane = world.run();
  await until(() => lane.status.left !== undefined, 'left');
  await until(() => world.stored.has('bad'), 'read in the end');
  await until(async () => ((await world.cursor()) ?? 0) > NOW, 'the cursor');
  expect(lane.status.error).toBeUndefined();
  expect(world.log.filter(({ level }) => level === 50)).toHaveLength(1);
});

test('a blob that was left is asked for every quarter of an hour, however often it is listed', async () => {
  await using world = await LaneWorld.start();
  const bad = world.publish('bad', NOW - MINUTE);
  world.api.fail('blob', { status: 403, body: 'blocked' }, { about: bad.id, times: ALWAYS });
  const lane = world.run();
  await until(() => (lane.status.windowEnd ?? 0) > NOW + 25 * MINUTE, 'windows that list it');
  expect(world.api.asked('blob').length).toBeLessThanOrEqual(4);
});

test('another process finds it by its cursor, and reads nothing else again', async () => {
  await using world = await LaneWorld.start();
  const bad = world.publish('bad', NOW - 20 * HOUR);
  world.publish('good', NOW - 10 * HOUR);
  world.api.fail('blob', 'internalError', { about: bad.id, times: ALWAYS });
  const first = world.run();
  await until(() => first.status.left !== undefined && world.stored.has('good'), 'left');
  await until(() => (first.status.windowEnd ?? 0) >= NOW, 'all windows');
  await first.stop();
  const before = world.api.asked('blob').filter(({ url }) => !decodeURIComponent(url).includes(bad.id));
  const second = world.run();
  await until(() => second.status.left !== undefined, 'left again');
  const after = world.api.asked('blob').filter(({ url }) => !decodeURIComponent(url).includes(bad.id));
  expect(after).toHaveLength(before.length);
  expect(await world.cursor()).toBe(bad.created);
});

test('once: all the rest is read, then it ends as somebody must act', async () => {
  await using world = await LaneWorld.start();
  const bad = world.publish('bad', NOW - 20 * HOUR);
  world.publish('good', NOW - HOUR);
  world.api.fail('blob', 'unavailable', { about: bad.id, times: ALWAYS });
  expect(await world.run({ once: true }).ended).toBe(false);
  expect([...world.stored]).toEqual(['good']);
});

test.each([
  ['before it was tried', 0],
  ['after it was left', 2 * HOUR],
])('a blob that fails and expires %s is lost, and counted', async (_what, later) => {
  await using world = await LaneWorld.start();
  const bad = world.publish('bad', NOW - 2 * HOUR, { expires: NOW + later });
  // The service that knows nothing of its own expiry.
  world.api.fail('blob', 'internalError', { about: bad.id, times: ALWAYS });
  const lane = world.run();
  await until(() => lane.status.counts.blobsExpired === 1, 'lost');
  await until(async () => ((await world.cursor()) ?? 0) > NOW - HOUR, 'the cursor');
  expect(lane.status.left).toBeUndefined();
  expect(lane.status.counts.lost).toBe(0);
  expect(world.log.filter(({ msg }) => String(msg).includes('is lost: it expired'))).toHaveLength(1);
});

test('while the service fails as a whole nothing is left, whatever expires nothing is lost, and little is asked', async () => {
  await using world = await LaneWorld.start();
  const ids = Array.from({ length: 40 }, (_, n) => `r${n}`);
  for (const [n, id] of ids.entries()) world.publish(id, NOW - 2 * HOUR + n * MINUTE);
  let down = true;
  const fault = {
    ...{ name: 'down', facts: 'all of it is down', meets: () => true },
    apply: (right: () => { status: number }) => (down ? { status: 503 } : right()),
  };
  world.api.fail('blob', fault, { times: ALWAYS });
  const lane = world.run();
  await until(() => world.api.asked('blob').length > 0, 'the first blob');
  world.api.fail('list', fault, { times: ALWAYS });
  const asked = (): number => world.api.requests.length;
  await until(() => world.time.now() > NOW + HOUR, 'an hour');
  expect(lane.status.left).toBeUndefined();
  expect(lane.status.counts.blobsExpired).toBe(0);
  expect(world.log.filter(({ level }) => level === 50)).toEqual([]);
  const before = asked();
  await until(() => world.time.now() > NOW + 2 * HOUR, 'another hour');
  // One request for all of them, every few minutes.
  expect(asked() - before).toBeLessThan(40);
  expect(world.api.asked('list').length).toBeGreaterThan(5);
  down = false;
  await until(() => world.stored.size === ids.length, 'all of them');
  expect(lane.status.left).toBeUndefined();
});

test('a service that lists and gives no blob at all leaves fifty of them, no more', async () => {
  await using world = await LaneWorld.start({ pageSize: 100 });
  const ids = Array.from({ length: 100 }, (_, n) => `r${n}`);
  for (const [n, id] of ids.entries()) world.publish(id, NOW - 2 * HOUR + n * 1000);
  let down = true;
  world.api.fail(
    'blob',
    {
      ...{ name: 'blocked', facts: 'a proxy refuses', meets: () => true },
      apply: (right) => (down ? { status: 403, body: 'blocked' } : right()),
    },
    { times: ALWAYS },
  );
  const lane = world.run();
  await until(() => lane.status.error?.code === 'HTTP 403', 'the refusal');
  expect(lane.status.error).toMatchObject({ stuck: true });
  expect(lane.status.left?.message).toMatch(/nor can \d+ more/);
  expect(world.log.filter(({ msg }) => String(msg).includes('is left')).length).toBeLessThanOrEqual(66);
  down = false;
  await until(() => world.stored.size === ids.length, 'all of them');
  await until(() => lane.status.error === undefined, 'no error');
});

test('where others can be read, more than fifty are left', async () => {
  await using world = await LaneWorld.start({ pageSize: 200 });
  const [bad, good] = [60, 60];
  for (let n = 0; n < bad; n += 1) {
    const blocked = world.publish(`bad${n}`, NOW - HOUR + n * 1000);
    world.publish(`good${n}`, NOW - HOUR + n * 1000);
    world.api.fail('blob', { status: 403, body: 'blocked' }, { about: blocked.id, times: ALWAYS });
  }
  const { status } = world.run();
  await until(() => status.left?.message.endsWith('nor can 59 more') === true, 'all are left');
  expect(world.stored.size).toBe(good);
});

test('a tenant that must wait long does not keep another from its blobs', async () => {
  const other = '99999999-2222-4333-8444-555555555555';
  await using world = await LaneWorld.start({ tenants: [{ id: TENANT }, { id: other }] });
  for (let n = 0; n < 40; n += 1) {
    world.publish(`blocked${n}`, NOW - HOUR);
    world.publish(`free${n}`, NOW - HOUR, { tenant: other });
  }
  const headers = { 'Retry-After': String((10 * DAY) / 1000) };
  world.api.fail('blob', { status: 429, body: '', headers }, { tenant: TENANT, times: ALWAYS });
  const blocked = world.run();
  await until(() => blocked.status.counts.requestsThrottled > 0, 'too many requests');
  const free = world.run({ tenantId: other });
  await until(() => world.stored.size === 40, 'what the other tenant has');
  expect(free.status.error).toBeUndefined();
});
