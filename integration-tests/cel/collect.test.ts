import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONTENT_TYPES } from '../../fixtures/management-api';
import type { ContentType, ManagementApi } from '../../fixtures/management-api';
import { blob } from './content';
import { buildMito } from './mito';
import { World } from './world';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

beforeAll(() => buildMito(process.env), 900_000);

/** The windows of a content type that were listed, in order, first pages only. */
function windows(api: ManagementApi, contentType: string): { from: number; to: number }[] {
  return api
    .asked('content')
    .filter((request) => request.contentType === contentType && request.nextPage === undefined)
    .flatMap(({ window }) => window ?? []);
}

describe('a collector that nothing disturbs', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start(
      CONTENT_TYPES.flatMap((type) => [blob(type, 300), blob(type, 200), blob(type, 30)]),
      { initial_interval: '6h', window: '6h' },
    );
    world.api.state.listedTwice = new Set([world.blobs[0]!.id]);
  });
  afterAll(() => world[Symbol.asyncDispose]());

  test('publishes every record of all content types once, over pages', async () => {
    const round = await world.round();
    expect(round.errors).toEqual([]);
    expect(world.published).toEqual(world.expected);
    expect(world.api.asked('start').map(({ contentType }) => contentType)).toEqual([...CONTENT_TYPES]);
    expect(world.api.asked('blob')).toHaveLength(world.blobs.length);
    expect(world.api.asked('content')).toHaveLength(2 * CONTENT_TYPES.length);
  });

  test('publishes the records as they are', () => {
    const records = new Map(world.records.map((record) => [record['Id'], record]));
    for (const record of world.blobs.flatMap((content) => content.records)) {
      expect(records.get(record.Id)).toEqual(record);
    }
  });

  test('reads only what is new in the next run, and what appeared late', async () => {
    world.publish(blob('Audit.General', 8), blob('DLP.All', 0.1));
    const round = await world.round();
    expect(round).toMatchObject({ errors: [], evaluations: CONTENT_TYPES.length + 2 });
    expect(world.published).toEqual(world.expected);
  });

  test('goes on at its cursor after a restart', async () => {
    const before = world.api.asked('blob').length;
    world.collector.restart();
    world.api.state.listedTwice = new Set();
    world.publish(blob('Audit.SharePoint', 0.05));
    await world.round();
    const again = world.api.asked('blob').slice(before);
    expect(again).toHaveLength(3);
    expect(new Set(world.published)).toEqual(new Set(world.expected));
    for (const until of world.collector.readUntil().values()) {
      expect(Date.now() - until.getTime()).toBeLessThan(MINUTE);
    }
  });
});

test('the first run reads the initial interval in windows, and content types take turns', async () => {
  const types: ContentType[] = ['Audit.Exchange', 'Audit.General'];
  await using world = await World.start(
    types.flatMap((type) => [blob(type, 11 * 60), blob(type, 10)]),
    { initial_interval: '12h', window: '5h', content_types: types },
  );
  expect((await world.round()).errors).toEqual([]);
  expect(world.published).toEqual(world.expected);
  const listed = windows(world.api, 'Audit.Exchange');
  expect(listed).toHaveLength(3);
  expect(Math.abs(Date.now() - 12 * HOUR - (listed[0]?.from ?? 0))).toBeLessThan(MINUTE);
  for (const [index, { from }] of listed.entries()) {
    if (index > 0) expect(from).toBe((listed[index - 1]?.to ?? 0) - 10 * MINUTE);
  }
  const turns = world.api.asked('content').map(({ contentType }) => contentType);
  expect(turns).toEqual([0, 1, 2].flatMap(() => types));
});

test('after ten days it reads the seven that the API keeps, and says what is lost', async () => {
  const type = 'Audit.Exchange';
  await using world = await World.start([blob(type, 6.9 * 24 * 60), blob(type, 3 * 24 * 60)], {
    window: '100h',
    content_types: [type],
  });
  world.subscribe(type);
  world.collector.stoppedAt(type, new Date(Date.now() - 10 * 24 * HOUR));
  const round = await world.round();
  expect(round.errors).toEqual([
    expect.stringMatching(/^Audit\.Exchange: .* is lost: it goes back 7 days only$/),
  ]);
  expect(world.published).toEqual(world.expected);
  const spans = windows(world.api, type).map(({ from, to }) => to - from);
  expect(Math.max(...spans)).toBeLessThan(24 * HOUR);
  expect(spans).toHaveLength(8);
});

test('a clock that was set back does not skip content', async () => {
  await using world = await World.ofExchange([5, 0.1]);
  world.collector.stoppedAt('Audit.Exchange', new Date(Date.now() + 3 * HOUR));
  expect((await world.round()).errors).toEqual([]);
  expect(world.published).toEqual(world.expected);
  expect(world.collector.readUntil().get('Audit.Exchange')?.getTime()).toBeLessThanOrEqual(Date.now());
});

test('without Go the suite fails and says what is missing', async () => {
  const env = { PATH: '/nowhere', O365_RULEPACK_CACHE: mkdtempSync(join(tmpdir(), 'o365-cel-')) };
  await expect(buildMito(env)).rejects.toThrow('Go is needed to build mito, and `go` is not on PATH.');
});
