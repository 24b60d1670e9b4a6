import { Client } from '@elastic/elasticsearch';
import type { Clock } from '../../scripts/collect/clock';
import { openState, stateIndex } from '../../scripts/collect/state';
import type { OpenState } from '../../scripts/collect/state';
import { checkAgainstModel } from '../../scripts/testing/state-model';
import { ask } from '../engine/shared-server';

const TENANT = '00000000-0000-4000-8000-000000000001';
const LANE = { tenantId: TENANT, contentType: 'Audit.Exchange' } as const;
const INDEX = `o365-state-${process.pid}`;

/** Time that goes on by itself as soon as somebody waits for it, but never when it is a renewal's turn. */
class TestClock implements Clock {
  time = 1_700_000_000_000;
  now(): number {
    return this.time;
  }
  async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    if (milliseconds < 20_000) {
      this.time += milliseconds;
      return;
    }
    await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }));
  }
}

let client: Client;
let clock: TestClock;
let opened: OpenState[] = [];
const made = new Set<string>();

const clientOf = (auth: object): Client =>
  new Client({ node: process.env['ELASTICSEARCH_URL'] ?? '', maxRetries: 0, auth: auth as never });

/** The credentials of the shared server's user `elastic`. */
function elastic(): object {
  const { ELASTICSEARCH_USERNAME: username, ELASTICSEARCH_PASSWORD: password } = process.env;
  return { username, password };
}

async function open(index = INDEX, collectorId = '10001', by = client): Promise<OpenState> {
  made.add(index);
  const stop = new AbortController().signal;
  const state = await openState({ index }, { steady: clock, clock, client: by, collectorId, stop });
  opened.push(state);
  return state;
}

beforeAll(() => {
  client = clientOf(elastic());
});
beforeEach(() => {
  clock = new TestClock();
});
afterEach(async () => {
  for (const state of opened) await state[Symbol.asyncDispose]();
  opened = [];
});
afterAll(async () => {
  for (const index of made) await ask('DELETE', `/${index}?ignore_unavailable=true`);
  await client.close();
});

test('does what a plain model does, also when it is closed and opened in between', async () => {
  let indices = 0;
  await checkAgainstModel(
    () => {
      const index = `${INDEX}-model-${indices++}`;
      return () => open(index);
    },
    6,
    25,
  );
}, 300_000);

test('a key with read and write is enough for an index that setup made; what is old is forgotten', async () => {
  const index = `${INDEX}-key`;
  made.add(index);
  await ask('PUT', `/${index}`, stateIndex);
  const { body } = await ask('POST', '/_security/api_key', {
    name: index,
    role_descriptors: { state: { indices: [{ names: [index], privileges: ['read', 'write'] }] } },
  });
  const by = clientOf({ apiKey: (body as { encoded: string }).encoded });
  const state = await open(index, '10001', by);
  const ids = Array.from({ length: 2000 }, (_, place) => `record ${place}`);
  await state.acknowledge(await state.sending({ tenantId: TENANT, ids, index: 'a' }, 1), 10);
  await state.acknowledge(await state.sending({ tenantId: TENANT, ids: ['new'], index: 'a' }, 1), 20);
  await state.blobDone(LANE, 'old', 10);
  await state.blobDone(LANE, 'new', 20);
  await ask('POST', `/${index}/_refresh`);
  await state.moveCursor(LANE, 30, 20);
  await state.forgetIds(20);
  expect(await state.doneBlobs(LANE, ['old', 'new'])).toEqual(new Set(['new']));
  expect(await state.knownIds(TENANT, [...ids, 'new'])).toEqual(new Set(['new']));
  await state[Symbol.asyncDispose]();
  await by.close();
});

test('a second collector is told who has the state when the lease is renewed while it watches', async () => {
  const index = `${INDEX}-two`;
  const first = await open(index);
  const watching = new TestClock();
  let looks = 0;
  watching.sleep = async (milliseconds) => {
    watching.time += milliseconds;
    if ((looks += 1) !== 5) return;
    clock.time += 60_000;
    await first.cursor(LANE);
  };
  await expect(
    openState(
      { index },
      { steady: watching, clock, client, collectorId: '10002', stop: new AbortController().signal },
    ),
  ).rejects.toMatchObject({
    code: 'STATE_IN_USE',
    message: expect.stringContaining('collector 10001 on ') as string,
  });
  expect(first.lost.aborted).toBe(false);
});

test('a lease that nobody renews is taken over, and who had it learns that it is lost', async () => {
  const index = `${INDEX}-lost`;
  const first = await open(index);
  await first.sending({ tenantId: TENANT, ids: ['under way'], index: '.ds-a' }, 1);
  const second = await open(index, '10002');
  expect(await second.unsettled(TENANT)).toEqual(new Map([['under way', '.ds-a']]));
  await expect(first.cursor(LANE)).rejects.toMatchObject({ code: 'STATE_IN_USE' });
  expect(first.lost.reason).toMatchObject({ code: 'STATE_IN_USE' });
  await second.moveCursor(LANE, 5, 0);
});

test('a collector ends although the cluster is gone, and nothing can be asked of its state then', async () => {
  const by = clientOf(elastic());
  const state = await open(`${INDEX}-gone`, '10001', by);
  await by.close();
  await state[Symbol.asyncDispose]();
  await expect(state.cursor(LANE)).rejects.toMatchObject({ name: 'AbortError' });
});

test('a newer state, an index that cannot be made and a cluster that does not answer', async () => {
  const index = `${INDEX}-newer`;
  await (await open(index))[Symbol.asyncDispose]();
  await ask('PUT', `/${index}/_doc/version`, { kind: 'version', value: { version: 2 } });
  await expect(open(index)).rejects.toMatchObject({ code: 'STATE_NEWER' });
  const refused = clientOf({ username: 'elastic', password: 'wrong' });
  await expect(open(INDEX, '10001', refused)).rejects.toMatchObject({ code: 'STATE_UNREADABLE' });
  const nobody = new Client({ node: 'http://127.0.0.1:9', maxRetries: 0 });
  const slept: number[] = [];
  const hasty = {
    now: () => performance.now(),
    sleep: (milliseconds: number) => Promise.resolve(void slept.push(milliseconds)),
  };
  const parts = { steady: hasty, clock, collectorId: '10001', stop: new AbortController().signal };
  await expect(openState({ index: INDEX }, { ...parts, client: nobody })).rejects.toMatchObject({
    code: 'STATE_UNREADABLE',
  });
  // It is waited for, some two minutes.
  expect(slept).toHaveLength(7);
  expect(slept.reduce((sum, milliseconds) => sum + milliseconds, 0)).toBeGreaterThan(60_000);
  await Promise.all([refused.close(), nobody.close()]);
});
