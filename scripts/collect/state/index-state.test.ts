import { setTimeout as pause } from 'node:timers/promises';
import { checkAgainstModel } from '../../testing/state-model';
import { StateCluster } from '../../testing/state-cluster';
import { until } from '../../testing/until';
import type { Clock } from '../clock';
import { Secret } from '../config/secret';
import { makeElasticsearch } from '../elasticsearch-client';
import type { Obstacle } from '../elasticsearch-obstacle';
import { openIndexState } from './index-state';
import type { OpenState } from './state-parts';

const TENANT = '00000000-0000-4000-8000-000000000001';
const LANE = { tenantId: TENANT, contentType: 'Audit.Exchange' } as const;

/** Sleeps at once what is shorter than a lease's renewal, and forever what is a renewal's turn. */
class HastyClock implements Clock {
  time = 0;
  readonly slept: number[] = [];
  onSleep: (times: number) => void = () => undefined;
  now(): number {
    return this.time;
  }
  async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    if (milliseconds === 20_000) {
      await new Promise<void>((done) => signal?.addEventListener('abort', () => done(), { once: true }));
      return;
    }
    this.slept.push(milliseconds);
    this.time += milliseconds;
    this.onSleep(this.slept.length);
    await pause(1);
  }
}

let cluster: StateCluster;
let clock: HastyClock;
let stop: AbortController;
let environment: NodeJS.ProcessEnv;
let obstacles: (Obstacle | undefined)[];
const closing: (() => unknown)[] = [];

beforeEach(async () => {
  cluster = await new StateCluster().start();
  clock = new HastyClock();
  stop = new AbortController();
  environment = { KEY: 'a2V5' };
  obstacles = [];
});
afterEach(async () => {
  cluster.instead = () => undefined;
  for (const close of closing.splice(0).reverse()) await close();
  await cluster[Symbol.asyncDispose]();
});

async function open(): Promise<OpenState> {
  const apiKey = new Secret({ env: 'KEY' }, environment);
  const elasticsearch = { url: cluster.url, apiKey, namespace: 'default', ca: undefined };
  const client = makeElasticsearch({ elasticsearch });
  closing.push(() => client.close());
  const state = await openIndexState('state', {
    ...{ client, steady: clock, clock, collectorId: '10001', stop: stop.signal },
    onObstacle: (obstacle) => obstacles.push(obstacle),
  });
  closing.push(() => state[Symbol.asyncDispose]());
  return state;
}

async function acknowledge(state: OpenState, ids: readonly string[], at: number): Promise<void> {
  await state.acknowledge(await state.sending({ tenantId: TENANT, ids, index: 'a' }, at), at);
}

/** The next so many requests to a path are answered in that way. */
function fail(path: string, times: number, answer: ReturnType<StateCluster['instead']>): void {
  let left = times;
  cluster.instead = (request) => (request.path.startsWith(path) && (left -= 1) >= 0 ? answer : undefined);
}

test('does what a plain model does, also when it is closed and opened in between', async () => {
  await checkAgainstModel(
    () => {
      cluster.documents.clear();
      return open;
    },
    10,
    25,
  );
}, 60_000);

const UNASSIGNED = { type: 'no_shard_available_action_exception', reason: 'No shard available' };
const REFUSED = { status: 401, body: { error: { type: 'security_exception', reason: 'expired' } } };

test.each<[string, ReturnType<StateCluster['instead']>]>([
  ['a shard that is not assigned', { status: 200, body: { docs: [{ _id: 'a', error: UNASSIGNED }] } }],
  ['a key that is being renewed', REFUSED],
  ['a key that may not', { status: 403, body: REFUSED.body }],
  ['an error of the server', { status: 500, body: { error: { type: 'x', reason: 'y' } } }],
  ['a page of a load balancer', { status: 404, body: '<html>' }],
  ['an answer that breaks off', { status: 200, body: '{"docs": [' }],
])('%s is waited out once the state is open', async (_what, answer) => {
  const state = await open();
  await acknowledge(state, ['a'], 10);
  fail('_mget', 5, answer);
  expect(await state.knownIds(TENANT, ['a', 'b'])).toEqual(new Set(['a']));
  expect(cluster.requests('_mget')).toHaveLength(6);
  expect(obstacles).toHaveLength(2);
  expect(obstacles[1]).toBeUndefined();
});

test('a key that may not is told as stuck, with what to do, at most once a minute', async () => {
  const state = await open();
  fail('_mget', 9, REFUSED);
  await state.knownIds(TENANT, ['a']);
  const cure = expect.stringContaining('read and write') as string;
  const told = { code: 'security_exception', stuck: true, cure };
  // From the third failure on; waits of half a minute and more.
  expect(obstacles.length).toBeGreaterThan(2);
  expect(obstacles.length).toBeLessThan(7);
  expect(obstacles).toEqual([
    ...obstacles.slice(1).map(() => expect.objectContaining(told) as unknown),
    undefined,
  ]);
  expect(Math.max(...clock.slept)).toBeGreaterThan(30_000);
  expect(Math.max(...clock.slept)).toBeLessThanOrEqual(300_000);
});

test('a secret that cannot be read for a moment is nobody’s business, and then somebody’s', async () => {
  const state = await open();
  let back = 1;
  clock.onSleep = (times) => {
    if (times === back) environment['KEY'] = 'a2V5';
  };
  delete environment['KEY'];
  await state.knownIds(TENANT, ['a']);
  expect(obstacles).toEqual([]);
  back = 5;
  delete environment['KEY'];
  await state.knownIds(TENANT, ['a']);
  expect(obstacles).toEqual([expect.objectContaining({ code: 'SECRET', stuck: true }), undefined]);
});

test('items of a bulk request that were refused are repeated, and those alone', async () => {
  const state = await open();
  const batch = await state.sending({ tenantId: TENANT, ids: ['a', 'b'], index: 'a' }, 1);
  const error = { type: 'cluster_block_exception', reason: 'disk' };
  const items = [{ index: { status: 201 } }, { index: { status: 403, error } }];
  fail('_bulk', 1, { status: 200, body: { errors: true, items } });
  await state.acknowledge(batch, 1);
  const [first, second] = cluster.requests('_bulk');
  expect(first?.body.trim().split('\n')).toHaveLength(4);
  expect(second?.body.trim().split('\n')).toHaveLength(2);
});

test.each([
  ['a key that may not', 403],
  ['an error of the server', 500],
])('%s ends it while the state is opened', async (_what, status) => {
  cluster.instead = () => ({ status, body: { error: { type: 'x', reason: 'y' } } });
  await expect(open()).rejects.toMatchObject({ code: 'STATE_UNREADABLE' });
});

test('an index that is gone ends it', async () => {
  const state = await open();
  const error = { type: 'index_not_found_exception', reason: 'no such index' };
  fail('_mget', 1, { status: 200, body: { docs: [{ _id: 'a', error }] } });
  await expect(state.knownIds(TENANT, ['a'])).rejects.toMatchObject({ code: 'STATE_UNREADABLE' });
  fail('_doc', 1, { status: 404, body: { error } });
  await expect(state.cursor(LANE)).rejects.toMatchObject({ code: 'STATE_UNREADABLE' });
});

test('who waited so long that another collector took the state learns it instead of going on', async () => {
  const state = await open();
  fail('_mget', 9, REFUSED);
  const asked = state.knownIds(TENANT, ['a']);
  cluster.documents.set('lease', {
    source: { kind: 'lease', value: { run: 'x', collectorId: '10002', host: 'h', since: 's' } },
    seqNo: 1_000_000,
  });
  await expect(asked).rejects.toMatchObject({ code: 'STATE_IN_USE' });
  expect(state.lost.aborted).toBe(true);
});

test('the end of the collector ends waiting', async () => {
  const state = await open();
  fail('_mget', Infinity, REFUSED);
  const asked = expect(state.knownIds(TENANT, ['a'])).rejects.toMatchObject({ name: 'AbortError' });
  await until(() => obstacles.length > 0, 'an obstacle');
  stop.abort();
  await asked;
});

test('a cluster that hangs keeps the collector from its end for some seconds at most', async () => {
  const state = await open();
  cluster.instead = () => 'hang';
  const asked = expect(state.knownIds(TENANT, ['a'])).rejects.toMatchObject({ name: 'AbortError' });
  const begun = performance.now();
  await until(() => cluster.requests('_mget').length > 0, 'a request');
  stop.abort();
  await asked;
  expect(performance.now() - begun).toBeGreaterThan(4_000);
  await state[Symbol.asyncDispose]();
  expect(performance.now() - begun).toBeLessThan(15_000);
}, 30_000);

describe('forgets', () => {
  const many = (prefix: string): string[] => Array.from({ length: 5_000 }, (_, n) => `${prefix}${n}`);
  const records = (): number =>
    [...cluster.documents.values()].filter(({ source }) => source['kind'] === 'record').length;
  const refreshed = async (): Promise<void> => {
    await fetch(`${cluster.url}/state/_doc/x?refresh=true`, { method: 'PUT', body: '{}' });
  };

  test('all records that are old in one call, none that is new', async () => {
    const state = await open();
    for (const prefix of ['a', 'b', 'c']) await acknowledge(state, many(prefix), 10);
    await acknowledge(state, ['new'], 20);
    await refreshed();
    await state.forgetIds(20);
    expect(records()).toBe(1);
    expect(await state.knownIds(TENANT, ['a1', 'b2', 'c3', 'new'])).toEqual(new Set(['new']));
  });

  test('for some seconds at most, and no longer than the collector runs', async () => {
    const state = await open();
    for (const prefix of ['a', 'b', 'c']) await acknowledge(state, many(prefix), 10);
    await refreshed();
    await state.forgetIds(20, AbortSignal.abort());
    expect(records()).toBe(10_000);
    cluster.instead = ({ path }) => {
      if (path === '_search') clock.time += 20_000;
      return undefined;
    };
    await state.forgetIds(20);
    expect(records()).toBe(5_000);
  });

  test('not what was acknowledged again since it was found', async () => {
    const state = await open();
    await acknowledge(state, ['a', 'b'], 10);
    await refreshed();
    await acknowledge(state, ['a'], 30);
    await state.forgetIds(20);
    expect(await state.knownIds(TENANT, ['a', 'b'])).toEqual(new Set(['a']));
  });
});
