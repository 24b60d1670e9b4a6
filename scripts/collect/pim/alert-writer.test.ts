import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pino } from 'pino';
import { TENANT } from '../../../fixtures/management-api';
import { alert, PimWorld, STREAMS } from '../../testing/pim-world';
import { loadPack } from '../../content';
import type { BulkItem } from '../write/bulk-client';
import { lettersOfFile } from '../write/read-dead-letters';
import type { KeptLetter } from '../write/read-dead-letters';

test('names a document as the pipeline does', async () => {
  await using world = await PimWorld.start();
  world.api.published.alert(TENANT, alert('a'));
  world.api.published.alert(TENANT, alert('b', { isActive: false, incidentCount: 12 }));
  await world.poll();
  const stream = loadPack(resolve(__dirname, '../../..')).streams.get('entra.pim_alert');
  const made = world.written.map((source) => {
    const document = { index: 'i', id: null, source: { message: JSON.stringify(source) } };
    return stream?.compiled.run([stream.defaultPipeline], document, 0);
  });
  expect(world.ids).toHaveLength(2);
  expect(made).toMatchObject(world.ids.map((id) => ({ kind: 'document', id })));
});

test.each([429, 503])('what Elasticsearch answers %i to is written at the next poll', async (status) => {
  await using world = await PimWorld.start();
  world.api.published.alert(TENANT, alert('a'));
  world.item = () => ({ status });
  expect(await world.poll()).toBe(false);
  expect(world.pim).toMatchObject({ error: { code: 'e', stuck: false }, lastPoll: undefined });
  expect(world.log).toMatchObject([{ level: 40, msg: expect.stringContaining('written') as string }]);
  world.item = () => ({});
  expect(await world.poll()).toBe(true);
  expect(world.written).toHaveLength(1);
  expect(world.pim.counts).toEqual({ written: 1, unchanged: 0, deadLetter: 0, errors: 5 });
  expect(world.pim).toMatchObject({ error: undefined, lastPoll: expect.any(Number) as number });
});

test.each<[string, Partial<BulkItem>, string]>([
  ['the key may not write', { status: 403 }, 'elasticsearch.api_key'],
  ['setup was not run', { status: 404 }, 'npm run setup'],
  ['a pipeline is gone', { status: 400, reason: 'pipeline with id [x] does not exist' }, 'npm run setup'],
])('%s: is stuck, says what to do, and goes on', async (_what, item, cure) => {
  await using world = await PimWorld.start();
  world.api.published.alert(TENANT, alert('a'));
  world.item = () => item;
  expect(await world.poll()).toBe(false);
  expect(world.pim.error).toMatchObject({ stuck: true, cure: expect.stringContaining(cure) as string });
  expect(world.log).toMatchObject([{ level: 50, cure: expect.stringContaining(cure) as string }]);
  world.item = () => ({});
  expect(await world.poll()).toBe(true);
  expect(world.pim.counts).toEqual({ written: 1, unchanged: 0, deadLetter: 0, errors: 1 });
  expect(world.letters).toEqual([]);
});

test('what Elasticsearch refuses is a dead letter once, until it changes', async () => {
  await using world = await PimWorld.start();
  world.api.published.alert(TENANT, alert('a'));
  world.item = (stream) => (stream === STREAMS.pimAlert ? { status: 400, reason: 'of a secret' } : {});
  expect(await world.poll()).toBe(true);
  expect(world.letters).toEqual([
    {
      _id: world.ids[0],
      '@timestamp': '2026-03-10T12:00:00.000Z',
      event: {
        kind: 'pipeline_error',
        module: 'entra',
        dataset: 'entra.pim_alert',
        original: expect.stringContaining('"isActive":true') as string,
      },
      error: { type: 'e', message: 'of a secret' },
      labels: { collector_id: '10042', dead_letter_of: 'entra.pim_alert' },
      organization: { id: TENANT },
    },
  ]);
  expect(JSON.stringify(world.log)).not.toContain('of a secret');
  expect(await world.poll()).toBe(true);
  expect(world.pim.counts).toEqual({ written: 0, unchanged: 1, deadLetter: 1, errors: 0 });
  world.item = () => ({});
  world.api.published.alert(TENANT, alert('a', { incidentCount: 2 }));
  expect(await world.poll()).toBe(true);
  expect(world.written).toMatchObject([{ incidentCount: 2 }]);
  expect(world.letters).toHaveLength(1);
});

test('what the pipeline sends to the dead letters is counted as one', async () => {
  await using world = await PimWorld.start();
  world.api.published.alert(TENANT, alert('a'));
  world.item = () => ({ index: `.ds-${STREAMS.deadLetter}-2026.03.10-000001` });
  expect(await world.poll()).toBe(true);
  expect(await world.poll()).toBe(true);
  expect(world.pim.counts).toEqual({ written: 0, unchanged: 1, deadLetter: 1, errors: 0 });
  expect(world.letters).toEqual([]);
});

test('a dead letter that is refused in its turn is kept when the stream takes it', async () => {
  await using world = await PimWorld.start();
  world.api.published.alert(TENANT, alert('a'));
  world.item = () => ({ status: 400 });
  expect(await world.poll()).toBe(false);
  expect(world.pim.error).toMatchObject({ code: 'DEAD_LETTER_REFUSED', stuck: true });
  world.item = (stream) => (stream === STREAMS.deadLetter ? { status: 503 } : { status: 400 });
  expect(await world.poll()).toBe(false);
  expect(world.pim).toMatchObject({ error: { stuck: false }, counts: { deadLetter: 0 } });
  world.item = (stream) => (stream === STREAMS.deadLetter ? {} : { status: 400 });
  expect(await world.poll()).toBe(true);
  expect(world.letters).toHaveLength(1);
});

test('an alert that no request takes is cut among the dead letters, and keeps no other back', async () => {
  await using world = await PimWorld.start();
  for (const kind of ['a', 'b', 'c']) world.api.published.alert(TENANT, alert(kind));
  world.api.published.alert(TENANT, alert('long', { alertIncidents: [{ id: 'x'.repeat(9000) }] }));
  world.instead = ({ length }) =>
    length > 4000 ? { kind: 'refused', status: 413, type: undefined, reason: 'too large' } : undefined;
  expect(await world.poll()).toBe(true);
  expect(world.pim.counts).toEqual({ written: 3, unchanged: 0, deadLetter: 1, errors: 0 });
  expect(world.letters).toMatchObject([
    {
      error: {
        message: expect.stringMatching(/^too large The text was cut to \d+ characters\.$/) as string,
      },
    },
  ]);
});

test('dead letters go to the file that the configuration names, for a replay to their stream', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'alerts-'));
  try {
    await using world = await PimWorld.start();
    world.api.published.alert(TENANT, alert('a'));
    world.item = () => ({ status: 400 });
    world.file = join(folder, 'none', 'letters.ndjson');
    expect(await world.poll()).toBe(false);
    expect(world.pim.error).toMatchObject({ code: 'ENOENT', stuck: true });
    world.file = join(folder, 'letters.ndjson');
    expect(await world.poll()).toBe(true);
    const letters: KeptLetter[] = [];
    for await (const page of lettersOfFile(world.file, pino({ level: 'silent' }))) letters.push(...page);
    expect(letters).toEqual([
      {
        documentId: world.ids[0],
        text: expect.stringContaining('"isActive":true') as string,
        collectorId: '10042',
        dataset: 'entra.pim_alert',
        cut: false,
      },
    ]);
    expect(world.letters).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
