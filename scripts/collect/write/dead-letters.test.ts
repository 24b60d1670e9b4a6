import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BulkCluster } from '../../testing/bulk-cluster';
import { named, record, rig, STREAMS, TENANT, write } from '../../testing/writer-rig';
import { LetterFile } from './letter-file';

let cluster: BulkCluster;
beforeEach(async () => {
  cluster = await new BulkCluster().start();
});
afterEach(async () => {
  await cluster[Symbol.asyncDispose]();
});

describe('dead letters', () => {
  test('a record without Id, once however often it comes', async () => {
    const texts = ['{"Workload":"Exchange"}', '[not JSON', ''];
    for (let run = 0; run < 2; run += 1) {
      await using r = rig(cluster.url);
      await write(
        r,
        [...texts, ...texts].map((text) => ({ id: undefined, text })),
      );
      expect(r.lane.counts).toMatchObject({ deadLetter: 3, duplicate: 3 });
    }
    const letters = cluster.sources(STREAMS.deadLetter);
    expect(letters.map(([, { event }]) => (event as { original: string }).original)).toEqual(texts);
    expect(letters[0]).toEqual([
      expect.stringMatching(/^[0-9a-f]{64}$/),
      {
        '@timestamp': '2026-03-10T12:00:00.000Z',
        event: { kind: 'pipeline_error', module: 'o365', dataset: 'o365.audit', original: texts[0] },
        error: { message: 'The record has no Id, or is no JSON object.' },
        labels: { collector_id: '10001', dead_letter_of: 'o365.audit' },
        organization: { id: TENANT },
      },
    ]);
    expect(cluster.ids(STREAMS.audit)).toEqual([]);
  });

  test('what the pipeline cannot read is counted by where it went', async () => {
    cluster.unreadable = (id) => id === 'b';
    await using r = rig(cluster.url);
    await write(
      r,
      ['a', 'b', 'c'].map((id) => record(id)),
    );
    expect(r.lane.counts).toMatchObject({ created: 2, deadLetter: 1 });
    expect(cluster.seen.map(({ stream }) => stream)).not.toContain(STREAMS.deadLetter);
  });

  test('what Elasticsearch refuses, with type and reason; the log has no word of it', async () => {
    cluster.refuse = (id, stream) =>
      id === 'b' && stream === STREAMS.audit
        ? { status: 400, type: 'document_parsing_exception', reason: 'failed: secret of a mailbox' }
        : undefined;
    await using r = rig(cluster.url);
    await write(
      r,
      ['a', 'b'].map((id) => record(id)),
    );
    expect(cluster.sources(STREAMS.deadLetter)).toMatchObject([
      ['b', { error: { type: 'document_parsing_exception', message: 'failed: secret of a mailbox' } }],
    ]);
    expect(r.lane.counts).toMatchObject({ created: 1, deadLetter: 1 });
    expect(r.ledger.acknowledged).toBe(2);
    expect(JSON.stringify(r.log)).not.toContain('mailbox');
  });

  test('a record for which every request is too large is cut', async () => {
    cluster.instead = (_n, { bytes }) => (bytes > 100_000 ? { status: 413 } : undefined);
    await using r = rig(cluster.url);
    await write(r, [...named(200).map((id) => record(id, 2000)), record('x', 500_000)]);
    expect(r.lane.counts).toMatchObject({ created: 200, deadLetter: 1 });
    expect(cluster.ids(STREAMS.audit)).toEqual(named(200));
    const [[id, letter] = ['', {}]] = cluster.sources(STREAMS.deadLetter);
    expect(id).toBe('x');
    const { event, error } = letter as { event: { original: string }; error: { message: string } };
    expect(event.original.length).toBeGreaterThan(50_000);
    expect(event.original.length).toBeLessThan(100_000);
    expect(error.message).toBe(`says 413 The text was cut to ${event.original.length} characters.`);
  });

  test('one that is refused in its turn is held until the stream takes it', async () => {
    cluster.refuse = (_id, stream, request) =>
      stream === STREAMS.deadLetter && request < 3
        ? { status: 400, type: 'strict_dynamic_mapping_exception', reason: 'no' }
        : undefined;
    await using r = rig(cluster.url);
    await write(r, [{ id: undefined, text: 'x' }]);
    expect(cluster.sources(STREAMS.deadLetter)).toHaveLength(1);
    expect(r.lane.lastError).toMatchObject({ code: 'DEAD_LETTER_REFUSED', stuck: true });
    expect(r.lane.error).toBeUndefined();
  });

  test('one at which the server fails each time becomes a dead letter, and holds nothing else up', async () => {
    cluster.refuse = (id, stream) =>
      id === 'b' && stream === STREAMS.audit
        ? { status: 500, type: 'null_pointer_exception', reason: 'a processor fails' }
        : undefined;
    await using r = rig(cluster.url);
    await write(
      r,
      ['a', 'b', 'c'].map((id) => record(id)),
    );
    expect(r.lane.counts).toMatchObject({ created: 2, deadLetter: 1 });
    expect(cluster.sources(STREAMS.deadLetter)).toMatchObject([
      [
        'b',
        {
          error: {
            type: 'null_pointer_exception',
            message: expect.stringContaining('a processor fails') as string,
          },
        },
      ],
    ]);
    expect(
      cluster.seen.filter(({ ids, stream }) => stream === STREAMS.audit && ids.includes('b')),
    ).toHaveLength(10);
    expect(r.lane.error).toBeUndefined();
  });

  test('long ones of several batches at once do not mix in a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'letters-'));
    try {
      const file = join(folder, 'letters.ndjson');
      cluster.refuse = () => ({ status: 400, type: 't', reason: 'no' });
      await using r = rig(cluster.url, { deadLetterFile: new LetterFile(file) });
      await write(
        r,
        named(400).map((id) => record(id, 20_000)),
      );
      const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
      const ids = lines.map((line) => (JSON.parse(line) as { _id: string })._id);
      expect(ids.sort()).toEqual(named(400));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('go to a file where the configuration says so, which outlives a line that was begun', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'letters-'));
    try {
      const file = join(folder, 'letters.ndjson');
      for (const text of ['one', 'two']) {
        await using r = rig(cluster.url, { deadLetterFile: new LetterFile(file) });
        await write(r, [{ id: undefined, text }]);
      }
      const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
      expect(lines.map((line) => (JSON.parse(line) as { _source: object })._source)).toMatchObject([
        { event: { original: 'one' } },
        { event: { original: 'two' } },
      ]);
      expect(cluster.seen).toHaveLength(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
