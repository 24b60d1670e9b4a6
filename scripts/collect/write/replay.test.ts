import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { BulkCluster } from '../../testing/bulk-cluster';
import { SYSTEM_CLOCK } from '../clock';
import { dataStreams } from '../data-streams';
import { makeElasticsearch } from '../elasticsearch-client';
import { bulkOf } from './bulk-client';
import { replayDeadLetters } from './replay';

const STREAMS = dataStreams('default');

function letter(id: string, message = 'no'): string {
  return JSON.stringify({
    _id: id,
    _source: { event: { original: `{"Id":"${id}"}` }, error: { message }, labels: { collector_id: '10002' } },
  });
}

test('sends the records of a file again, says what became of them, and a second time writes nothing', async () => {
  await using cluster = await new BulkCluster().start();
  const client = makeElasticsearch({
    elasticsearch: { url: cluster.url, apiKey: undefined, namespace: 'default', ca: undefined },
  });
  const folder = mkdtempSync(join(tmpdir(), 'replay-'));
  try {
    const file = join(folder, 'letters.ndjson');
    const lines = ['', letter('a'), letter('b').slice(0, 30), letter('c'), letter('d'), '[]'];
    lines.push(letter('long', 'no The text was cut to 100 characters.'));
    writeFileSync(file, lines.join('\n'));
    cluster.unreadable = (id) => id === 'c';
    cluster.refuse = (id) => (id === 'd' ? { status: 400, type: 't', reason: 'still no' } : undefined);
    const replay = async (): Promise<object> =>
      await replayDeadLetters({
        from: { file },
        bulk: bulkOf(client),
        clock: SYSTEM_CLOCK,
        random: () => 0,
        streams: STREAMS,
        collectorId: '10001',
        logger: pino({ level: 'silent' }),
        signal: new AbortController().signal,
      });
    expect(await replay()).toMatchObject({
      ...{ read: 4, created: 1, present: 0, refused: 2, unusable: 1 },
      reasons: [{ id: 'c' }, { id: 'd', type: 't', message: 'still no' }],
    });
    expect(await replay()).toMatchObject({ created: 0, present: 1, refused: 2 });
    expect(cluster.sources(STREAMS.audit)).toEqual([
      ['a', { message: '{"Id":"a"}', labels: { collector_id: '10002' } }],
    ]);
  } finally {
    await client.close();
    rmSync(folder, { recursive: true });
  }
});
