import { BulkCluster } from '../../testing/bulk-cluster';
import { laneStatus, Ledger, named, record, rig, STREAMS, TENANT, write } from '../../testing/writer-rig';
import { SYSTEM_CLOCK } from '../clock';

let cluster: BulkCluster;
beforeEach(async () => {
  cluster = await new BulkCluster().start();
});
afterEach(async () => {
  await cluster[Symbol.asyncDispose]();
});

test('each record once, its text as it came, noted before and acknowledged after', async () => {
  await using r = rig(cluster.url);
  const text = '{"Id": "é-1",\t"Large": 12345678901234567890, "Path": "C:\\\\a\\"b", "Snow": "☃"}';
  await write(r, [{ id: 'é-1', text }, ...named(12_000).map((id) => record(id, 50))]);
  expect(cluster.sources(STREAMS.audit).find(([id]) => id === 'é-1')).toEqual([
    'é-1',
    { message: text, labels: { collector_id: '10001' } },
  ]);
  expect(cluster.ids(STREAMS.audit)).toEqual([...named(12_000), 'é-1']);
  expect(r.lane.counts).toMatchObject({ created: 12_001, duplicate: 0, deadLetter: 0, errors: 0 });
  expect(r.ledger).toMatchObject({ acknowledged: 12_001, sent: new Map() });
  expect(Math.max(...cluster.seen.map(({ ids }) => ids.length))).toBeLessThanOrEqual(5_000);
  expect(cluster.mostUnderWay).toBeLessThanOrEqual(2);
  expect(cluster.seen[0]?.query).toMatchObject({ require_data_stream: 'true' });
});

test('what the ledger knows is not sent', async () => {
  const ledger = new Ledger();
  ledger.known.set(TENANT, new Set(named(10)));
  await using r = rig(cluster.url, { ledger });
  await write(
    r,
    named(15).map((id) => record(id)),
  );
  expect(cluster.ids(STREAMS.audit)).toEqual(named(15).slice(10));
  expect(r.lane.counts).toMatchObject({ created: 5, duplicate: 10 });
});

test('the ledger of one tenant is not that of another', async () => {
  const ledger = new Ledger();
  ledger.known.set('00000000-0000-4000-8000-000000000002', new Set(['a']));
  await using r = rig(cluster.url, { ledger });
  await write(r, [record('a')]);
  expect(r.lane.counts.created).toBe(1);
});

test('the ledger goes by the clock of the tenant’s service', async () => {
  const other = '00000000-0000-4000-8000-000000000002';
  await using r = rig(cluster.url, { timeOf: (tenantId) => (tenantId === TENANT ? 1 : 2) });
  await write(r, [record('a')]);
  await write({ writer: r.writer, lane: laneStatus(other) }, [record('a')]);
  expect(r.ledger.times).toEqual([
    [TENANT, 1],
    [TENANT, 1],
    [other, 2],
    [other, 2],
  ]);
});

test('an Id that is under way, in this blob or another, is sent once; both blobs wait for it', async () => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  cluster.delay = () => held;
  await using r = rig(cluster.url);
  const first = write(r, [record('a'), record('a'), record('b')]);
  const other = { writer: r.writer, lane: laneStatus() };
  let done = false;
  const second = write(other, [record('b'), record('a')]).then(() => (done = true));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(done).toBe(false);
  release();
  await Promise.all([first, second]);
  expect(cluster.seen.flatMap(({ ids }) => ids).sort()).toEqual(['a', 'b']);
  expect(r.lane.counts.created + other.lane.counts.created).toBe(2);
  expect(r.lane.counts.duplicate + other.lane.counts.duplicate).toBe(3);
});

test('409 is a duplicate', async () => {
  await using r = rig(cluster.url);
  await write(r, [record('a')]);
  await using again = rig(cluster.url);
  await write(again, [record('a'), record('b')]);
  expect(again.lane.counts).toMatchObject({ created: 1, duplicate: 1, possibleDouble: 0 });
});

test('records that no blob waits for are sent after a moment', async () => {
  await using r = rig(cluster.url);
  const blob = r.writer.open(r.lane);
  await blob.add(record('a'));
  while (r.ledger.acknowledged < 1) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(cluster.ids(STREAMS.audit)).toEqual(['a']);
});

test('an Id that cannot be an _id does not spoil the others', async () => {
  cluster.instead = (_n, { ids }) =>
    ids.some((id) => id === '' || Buffer.byteLength(id) > 512 || !id.isWellFormed())
      ? { status: 400 }
      : undefined;
  await using r = rig(cluster.url);
  await write(
    r,
    ['', 'é'.repeat(300), '\ud800', 'ok'].map((id) => record(id)),
  );
  expect(r.lane.counts).toMatchObject({ created: 3, deadLetter: 1 });
  expect(cluster.seen.every(({ ids }) => ids.every((id) => id.length > 0))).toBe(true);
});

describe('possible doubles', () => {
  test('an answer was lost and the stream rolled over: counted, with a warning', async () => {
    await using r = rig(cluster.url);
    await write(r, [record('first')]);
    cluster.afterwards = (request) => {
      if (request !== 2) return undefined;
      cluster.rollOver();
      return 'cut';
    };
    await write(r, [record('a')]);
    expect(cluster.ids(STREAMS.audit)).toEqual(['a', 'a', 'first']);
    expect(r.lane.counts).toMatchObject({ created: 2, possibleDouble: 1 });
    expect(r.log.some(({ level, msg }) => level === 40 && msg.includes('may be there twice'))).toBe(true);
  });

  test('a lost answer alone is no double', async () => {
    await using r = rig(cluster.url);
    await write(r, [record('first')]);
    cluster.afterwards = (request) => (request === 2 ? { status: 503 } : undefined);
    await write(r, [record('a')]);
    expect(cluster.ids(STREAMS.audit)).toEqual(['a', 'first']);
    expect(r.lane.counts).toMatchObject({ created: 1, duplicate: 1, possibleDouble: 0 });
  });

  test('of an earlier run that ended', async () => {
    const ledger = new Ledger();
    await ledger.store.sending({ tenantId: TENANT, ids: ['a', 'b'], index: '.ds-logs-of-before-000001' }, 1);
    await using r = rig(cluster.url, { ledger });
    await write(
      r,
      ['a', 'c'].map((id) => record(id)),
    );
    expect(r.lane.counts).toMatchObject({ created: 2, possibleDouble: 1 });
  });
});

describe('memory', () => {
  test('who adds waits while Elasticsearch does not answer', async () => {
    let answers = (): void => undefined;
    const waiting = new Promise<void>((resolve) => {
      answers = resolve;
    });
    cluster.delay = () => waiting;
    await using r = rig(cluster.url, { limits: { heldBytes: 1_000_000, requestBytes: 200_000 } });
    let added = 0;
    const adding = Promise.all(
      Array.from({ length: 4 }, async (_, lane) => {
        const blob = r.writer.open(r.lane);
        for (const id of named(1000, `l${lane}-`)) {
          await blob.add(record(id, 1000));
          added += 1;
        }
        await blob.acknowledged();
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(added).toBeGreaterThan(500);
    expect(added).toBeLessThan(1000);
    answers();
    await adding;
    expect(cluster.ids(STREAMS.audit)).toHaveLength(4000);
    expect(Math.max(...cluster.seen.map(({ bytes }) => bytes))).toBeLessThan(220_000);
  });

  test('a record that is larger than all room passes alone', async () => {
    await using r = rig(cluster.url, { limits: { heldBytes: 10_000, requestBytes: 5_000 } });
    await write(r, [record('a', 100), record('large', 100_000), record('b', 100), record('large2', 50_000)]);
    expect(cluster.ids(STREAMS.audit)).toEqual(['a', 'b', 'large', 'large2']);
  });
});

describe('stop', () => {
  test('ends waits; what is under way is answered and noted', async () => {
    let answers = (): void => undefined;
    const waiting = new Promise<void>((resolve) => {
      answers = resolve;
    });
    cluster.delay = () => waiting;
    await using r = rig(cluster.url, { clock: SYSTEM_CLOCK });
    const writing = write(r, [record('a'), record('b')]);
    const refused = expect(writing).rejects.toMatchObject({ name: 'AbortError' });
    while (cluster.underWay === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    r.stop.abort();
    await refused;
    const closing = r.writer.close();
    answers();
    await closing;
    expect(cluster.ids(STREAMS.audit)).toEqual(['a']);
    expect(r.ledger.acknowledged).toBe(1);
    await expect(r.writer.open(r.lane).add(record('c'))).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('a request that is never answered is broken off, and not acknowledged', async () => {
    cluster.delay = () => new Promise(() => undefined);
    await using r = rig(cluster.url, { clock: SYSTEM_CLOCK, limits: { grace: 50 } });
    const writing = expect(write(r, [record('a')])).rejects.toMatchObject({ name: 'AbortError' });
    while (cluster.underWay === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await r.writer.close();
    await writing;
    expect(r.ledger).toMatchObject({ acknowledged: 0 });
    expect(r.ledger.sent.size).toBe(1);
  });

  test('a state that fails fails every blob with its error', async () => {
    await using r = rig(cluster.url);
    r.ledger.broken = new Error('the disk is full');
    await expect(write(r, [record('a')])).rejects.toThrow('the disk is full');
    await expect(write(r, [record('b')])).rejects.toThrow('the disk is full');
  });
});
