import type { Client } from '@elastic/elasticsearch';
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
import type { Replayed } from './replay';

const STREAMS = dataStreams('default');

function letter(id: string, message = 'no'): string {
  return JSON.stringify({
    _id: id,
    _source: { event: { original: `{"Id":"${id}"}` }, error: { message }, labels: { collector_id: '10002' } },
  });
}

let cluster: BulkCluster;
let client: Client;
let folder: string;
let there: Set<string>;

beforeEach(async () => {
  cluster = await new BulkCluster().start();
  client = makeElasticsearch({
    elasticsearch: { url: cluster.url, apiKey: undefined, namespace: 'default', ca: undefined },
  });
  folder = mkdtempSync(join(tmpdir(), 'replay-'));
  there = new Set();
});
afterEach(async () => {
  await client.close();
  await cluster[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

async function replay(...lines: string[]): Promise<Replayed> {
  return await replayUntil(new AbortController().signal, ...lines);
}

async function replayUntil(signal: AbortSignal, ...lines: string[]): Promise<Replayed> {
  const file = join(folder, 'letters.ndjson');
  writeFileSync(file, lines.join('\n'));
  return await replayDeadLetters({
    from: { file },
    bulk: bulkOf(client),
    alreadyThere: () => Promise.resolve(there),
    clock: SYSTEM_CLOCK,
    random: () => 0,
    streams: STREAMS,
    collectorId: '10001',
    logger: pino({ level: 'silent' }),
    signal,
  });
}

test('sends the records of a file again, says what became of them, and a second time writes nothing', async () => {
  const lines = ['', letter('a'), letter('b').slice(0, 30), letter('c'), letter('d'), '[]', letter('a')];
  lines.push(letter('long', 'no The text was cut to 100 characters.'));
  cluster.unreadable = (id) => id === 'c';
  cluster.refuse = (id) => (id === 'd' ? { status: 400, type: 't', reason: 'still no' } : undefined);
  expect(await replay(...lines)).toMatchObject({
    ...{ read: 4, created: 1, present: 0, refused: 2, unusable: 1 },
    reasons: [{ id: 'c' }, { id: 'd', type: 't', message: 'still no' }],
  });
  expect(await replay(...lines)).toMatchObject({ created: 0, present: 1, refused: 2 });
  expect(cluster.sources(STREAMS.audit)).toEqual([
    ['a', { message: '{"Id":"a"}', labels: { collector_id: '10002' } }],
  ]);
});

test('what is there in an older backing index is not sent', async () => {
  await replay(letter('a'));
  cluster.rollOver();
  there.add('a');
  expect(await replay(letter('a'), letter('b'))).toMatchObject({ read: 2, created: 1, present: 1 });
  expect(cluster.ids(STREAMS.audit)).toEqual(['a', 'b']);
});

test('each goes to the data stream that it was meant for', async () => {
  const lines = ['o365.audit', 'entra.pim_alert', 'o365.collector', 'other'].map((dataset) =>
    letter(dataset).replace('"labels":{', `"labels":{"dead_letter_of":"${dataset}",`),
  );
  expect(await replay(...lines)).toMatchObject({ read: 4, created: 3, unusable: 1 });
  const { audit, pimAlert, collector } = STREAMS;
  expect([audit, pimAlert, collector].map((stream) => cluster.ids(stream))).toEqual([
    ['o365.audit'],
    ['entra.pim_alert'],
    ['o365.collector'],
  ]);
});

test('it ends when nothing can be written until somebody acts', async () => {
  cluster.instead = () => ({ status: 403, body: { error: { type: 'security_exception', reason: 'no' } } });
  await expect(replay(letter('a'))).rejects.toMatchObject({
    name: 'ReplayStuckError',
    message: expect.stringContaining('403') as string,
    obstacle: { cure: expect.stringContaining('elasticsearch.api_key') as string },
  });
  expect(cluster.seen).toHaveLength(1);
});

test('it ends when it is told to, also where nothing is to be written', async () => {
  there.add('a');
  await expect(replayUntil(AbortSignal.abort(), letter('a'))).rejects.toMatchObject({ name: 'AbortError' });
});
