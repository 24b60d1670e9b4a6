import { RESET, afError } from '../../fixtures/management-api';
import type { Answer, ContentType, Operation } from '../../fixtures/management-api';
import { blob } from './content';
import { buildMito } from './mito';
import { PASSING_FAULTS } from './passing-faults';
import { World } from './world';

beforeAll(() => buildMito(process.env), 900_000);

const TYPES: readonly ContentType[] = ['Audit.Exchange', 'Audit.General'];

/** A tenant with two content types, each with one blob, that is subscribed to. */
async function subscribed(): Promise<World> {
  const world = await World.start(
    TYPES.map((type) => blob(type, 30)),
    { content_types: [...TYPES], initial_interval: '1h' },
  );
  world.subscribe(...TYPES);
  return world;
}

/** Every request of a run, in its order: each fails once, in a run of its own. */
const STEPS: readonly { operation: Operation; about: string }[] = [
  { operation: 'list', about: '' },
  { operation: 'content', about: 'startTime' },
  { operation: 'blob', about: '' },
  { operation: 'content', about: 'nextPage' },
  { operation: 'blob', about: '' },
];

async function failEveryStep(world: World, fault: Answer, afterwards: () => void): Promise<void> {
  for (const { operation, about } of STEPS) {
    world.api.fail(operation, fault, { about });
    const round = await world.round();
    expect(round.errors).toHaveLength(1);
    afterwards();
  }
  expect((await world.round()).errors).toEqual([]);
}

describe.each(Object.entries(PASSING_FAULTS))('%s', (_name, fault) => {
  test('at any request costs a run, and no record', async () => {
    await using world = await World.ofExchange();
    await failEveryStep(world, fault, () => undefined);
    expect(world.published).toEqual(world.expected);
    expect(world.api.requests).not.toContainEqual(expect.objectContaining({ operation: 'start' }));
  });
});

test('restarts after failures cost no record', async () => {
  await using world = await World.ofExchange();
  await failEveryStep(world, RESET, () => world.collector.restart());
  expect(new Set(world.published)).toEqual(new Set(world.expected));
});

test.each([
  ['Retry-After in seconds', '120', 120],
  ['no Retry-After', undefined, 60],
  ['a Retry-After that is none', 'soon', 60],
  ['a Retry-After of days', '999999', 3600],
])('429 with %s: nothing is asked until then', async (_name, wait, seconds) => {
  await using world = await subscribed();
  world.api.fail('content', { status: 429, headers: wait === undefined ? {} : { 'Retry-After': wait } });
  expect((await world.round()).errors).toEqual(['Audit.Exchange: listing content failed: HTTP 429']);
  const pause = (world.collector.pausedUntil().getTime() - Date.now()) / 1000;
  expect(pause).toBeGreaterThan(seconds - 10);
  expect(pause).toBeLessThanOrEqual(seconds);
  const asked = world.api.requests.length;
  await expect(world.round()).resolves.toMatchObject({ errors: [], records: [] });
  expect(world.api.requests).toHaveLength(asked);
});

test('a blob that cannot be read holds up its window, and nothing else', async () => {
  await using world = await World.start([blob(TYPES[0]!, 30), blob(TYPES[0]!, 20), blob(TYPES[1]!, 30)], {
    content_types: [...TYPES],
    initial_interval: '1h',
  });
  const [bad] = world.blobs;
  world.api.fail('blob', afError('AF50000'), { times: 3, about: bad!.id });
  for (let run = 0; run < 3; run++) {
    expect((await world.round()).errors).toEqual([
      'Audit.Exchange: reading content failed: HTTP 500, AF50000: An internal error occurred. Retry the request.',
    ]);
  }
  expect(world.published).toHaveLength(4);
  expect(world.collector.readUntil().has(TYPES[0]!)).toBe(false);
  expect((await world.round()).errors).toEqual([]);
  expect(world.published).toEqual(world.expected);
});

test('an expired blob is named as lost, and what follows is read', async () => {
  await using world = await subscribed();
  world.publish(blob(TYPES[0]!, 40, { expired: true }));
  const expired = world.blobs.at(-1)!;
  expect((await world.round()).errors).toEqual([
    `Audit.Exchange: reading content failed: HTTP 400, AF20051: Content requested with the key ${expired.id} has already expired.; the records of ${expired.id} are lost`,
  ]);
  world.withdraw(expired);
  expect(world.published).toEqual(world.expected);
  expect((await world.round()).errors).toEqual([]);
});

test('a page address that is no longer valid: the window is listed anew, its blobs are read once', async () => {
  await using world = await World.ofExchange();
  world.api.fail('content', afError('AF20031'), { about: 'nextPage' });
  expect((await world.round()).errors).toEqual([expect.stringContaining('AF20031')]);
  expect((await world.round()).errors).toEqual([]);
  expect(world.published).toEqual(world.expected);
  expect(world.api.asked('blob')).toHaveLength(2);
});

test('a subscription that was stopped is started again', async () => {
  await using world = await subscribed();
  world.api.tenant().subscriptions.forget(TYPES[0]!);
  world.api.fail('list', {
    status: 200,
    body: TYPES.map((contentType) => ({ contentType, status: 'enabled' })),
  });
  expect((await world.round()).errors).toEqual([expect.stringContaining('AF20022')]);
  expect((await world.round()).errors).toEqual([]);
  expect(world.api.asked('start').map(({ status }) => status)).toEqual([200]);
  expect(world.published).toEqual(world.expected);
});

test('a start too early is not repeated for 15 minutes', async () => {
  await using world = await subscribed();
  world.api.tenant().subscriptions.forget(TYPES[0]!);
  world.api.fail('start', afError('429', '14m 56s'));
  expect((await world.round()).errors).toEqual([
    expect.stringMatching(/^Audit\.Exchange: starting .* HTTP 403, 429/),
  ]);
  expect((await world.round()).errors).toEqual([expect.stringContaining('AF20022')]);
  expect(world.api.asked('start')).toHaveLength(1);
  expect(world.published).toHaveLength(2);
});

test('a subscription that another has started meanwhile is no error', async () => {
  await using world = await subscribed();
  world.api.fail('list', { status: 200, body: [] });
  expect((await world.round()).errors).toEqual([]);
  expect(world.api.asked('start').map(({ status }) => status)).toEqual([400, 400]);
  expect(world.published).toEqual(world.expected);
});

test('a wrong client secret is one error a run', async () => {
  await using world = await subscribed();
  world.api.fail('token', { status: 401, body: { error: 'invalid_client' } }, { times: 1 });
  expect((await world.round()).errors).toEqual([expect.stringMatching(/^listing subscriptions failed: /)]);
  expect((await world.round()).errors).toEqual([]);
  expect(world.published).toEqual(world.expected);
});

test('the token goes nowhere but to the API', async () => {
  await using world = await subscribed();
  world.api.state.contentRoot = `${world.api.state.root}.example.com`;
  const [first, second] = (await world.round()).errors;
  expect(first).toMatch(/^Audit\.Exchange: .* does not lie below .* and was not asked for$/);
  expect(second).toMatch(/^Audit\.General: /);
  expect(world.api.asked('blob')).toEqual([]);
});

test('a listing that is not as documented does not hold up other content types', async () => {
  await using world = await subscribed();
  world.api.fail('content', { status: 200, body: [{ contentId: 1 }, null] });
  expect((await world.round()).errors).toEqual([
    'Audit.Exchange: listing content failed: the answer is not the JSON array that it should be',
  ]);
  expect(world.published).toHaveLength(2);
  await world.round();
  expect(world.published).toEqual(world.expected);
});
