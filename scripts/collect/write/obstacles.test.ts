import { BulkCluster } from '../../testing/bulk-cluster';
import { laneStatus, named, record, rig, STREAMS, write } from '../../testing/writer-rig';

let cluster: BulkCluster;
beforeEach(async () => {
  cluster = await new BulkCluster().start();
});
afterEach(async () => {
  await cluster[Symbol.asyncDispose]();
});

describe('goes on until it works', () => {
  test.each([
    ['429', { status: 429 }],
    ['503', { status: 503 }],
    ['502', { status: 502 }],
    ['504', { status: 504 }],
    ['a cut connection', 'cut' as const],
  ])('%s', async (_name, instead) => {
    cluster.instead = (request) => (request <= 3 ? instead : undefined);
    await using r = rig(cluster.url);
    await write(
      r,
      named(5).map((id) => record(id)),
    );
    expect(cluster.ids(STREAMS.audit)).toEqual(named(5));
    expect(r.clock.slept.filter((wait) => wait > 100)).toEqual([750, 1500, 3000]);
    expect(r.lane.lastError?.stuck).toBe(false);
    expect(r.lane.error).toBeUndefined();
  });

  test('single documents that are not taken, without the others', async () => {
    cluster.refuse = (id, _stream, request) =>
      request < 4 && id > 'r000002'
        ? { status: id === 'r000003' ? 429 : 503, type: 'unavailable_shards_exception', reason: 'wait' }
        : undefined;
    await using r = rig(cluster.url);
    await write(
      r,
      named(5).map((id) => record(id)),
    );
    expect(cluster.seen.map(({ ids }) => ids.length)).toEqual([1, 4, 2, 2]);
    expect(r.lane.counts).toMatchObject({ created: 5, duplicate: 0 });
  });

  test.each([
    [401, 'security_exception', /api_key/],
    [403, 'security_exception', /api_key/],
    [404, 'index_not_found_exception', /npm run setup/],
  ])('%i: stuck until somebody acts', async (status, type, cure) => {
    const body = { error: { type, reason: 'no' }, status };
    cluster.instead = (request) => (request <= 5 ? { status, body } : undefined);
    await using r = rig(cluster.url);
    const idle = laneStatus();
    r.writer.open(idle);
    await write(r, [record('a')]);
    expect(r.clock.slept.filter((wait) => wait > 100)).toEqual([30_000, 60_000, 120_000, 240_000, 300_000]);
    expect(idle.lastError).toMatchObject({
      code: type,
      stuck: true,
      cure: expect.stringMatching(cure) as string,
    });
    expect([r.lane.error, idle.error]).toEqual([undefined, undefined]);
    expect(r.log.filter(({ level }) => level === 50)).toHaveLength(5);
    expect(r.log.at(-1)).toMatchObject({ msg: 'records are written again' });
  });

  test.each([
    [403, 'security_exception', 'action [indices:admin/auto_create] is unauthorized'],
    [404, 'index_not_found_exception', 'no such index'],
    [400, 'illegal_argument_exception', 'pipeline with id [logs-x] does not exist'],
  ])('a document’s %i %s “%s” is no dead letter', async (status, type, reason) => {
    cluster.refuse = (_id, _stream, request) => (request <= 2 ? { status, type, reason } : undefined);
    await using r = rig(cluster.url);
    await write(
      r,
      named(3).map((id) => record(id)),
    );
    expect(r.lane.lastError).toMatchObject({ stuck: true });
    expect(r.lane.counts).toMatchObject({ created: 3, deadLetter: 0 });
  });

  test('a server that is not there: the code says so', async () => {
    await using dead = await new BulkCluster().start();
    const { url } = dead;
    await dead[Symbol.asyncDispose]();
    await using r = rig(url);
    const writing = write(r, [record('a')]).catch((error: unknown) => (error as Error).name);
    while (r.lane.error === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(r.lane.error).toMatchObject({ code: 'ECONNREFUSED', stuck: false });
    r.stop.abort();
    await expect(writing).resolves.toBe('AbortError');
  });
});
