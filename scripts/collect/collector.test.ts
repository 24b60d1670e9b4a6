import { CONTENT_TYPES, TENANT } from '../../fixtures/management-api';
import { CollectorWorld, DAY, HOUR, MINUTE, NOW } from '../testing/collector-world';
import { until } from '../testing/until';

// A real minute is much on a busy machine.
jest.setTimeout(60_000);

const OTHER = '99999999-2222-4333-8444-555555555555';

test('a backlog of days of two tenants is there, each record once; later runs ask for little', async () => {
  await using world = await CollectorWorld.start({
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
  await using world = await CollectorWorld.start({ lateListing: { share: 0.5, most: 20 * MINUTE } });
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
    await using world = await CollectorWorld.start({
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
  await using world = await CollectorWorld.start();
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
  await using world = await CollectorWorld.start();
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
  await using world = await CollectorWorld.start();
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
  await using world = await CollectorWorld.start();
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
