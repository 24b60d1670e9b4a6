import { resolve } from 'node:path';
import { ContentError } from '../../base/errors';
import { loadPack } from '../../content';
import type { Pack, Stream } from '../../content';
import type { Emission } from '../../generate';
import { loadPipelines } from '../../ingest';
import type { PipelineDefinition } from '../../ingest';
import { takeAll } from './take-all';
import type { Batch, Taken } from './taken';

const pack = loadPack(resolve(__dirname, '../../..'));
const audit = pack.streams.get('o365.audit') as Stream;
const rules = pack.rules.filter(({ slug }) => ['exo-first-send-as', 'exo-mass-mail-sent'].includes(slug));
const START = Date.parse('2026-03-02T08:00:00Z');
const DAY = 86_400_000;

const emission = (number: number, record: object, after = number): Emission => ({
  stream: 'o365.audit',
  text: JSON.stringify({
    Id: `id-${number}`,
    CreationTime: '2026-03-02T07:00:00',
    Workload: 'Exchange',
    UserId: 'ann@contoso.com',
    ...record,
  }),
  occurred: START,
  arrival: START + after,
});
const send = (number: number, after = number): Emission => emission(number, { Operation: 'SendAs' }, after);
const idle = (number: number): Emission => emission(number, { Operation: 'FileAccessed' });

async function batchesOf(
  emissions: Iterable<Emission> | AsyncIterable<Emission>,
  from: Pack = pack,
): Promise<Batch[]> {
  const batches: Batch[] = [];
  for await (const batch of takeAll(from, rules, emissions, { workers: 0 })) batches.push(batch);
  return batches;
}

const idsOf = (taken: readonly Taken[]): string[] => taken.map(({ document }) => document.id);

test('a log comes in batches, in its order, each record counted once', async () => {
  const log = Array.from({ length: 9000 }, (_, number) => (number % 9 === 0 ? send(number) : idle(number)));
  const batches = await batchesOf(log);
  expect(batches.length).toBeGreaterThan(1);
  expect(batches.reduce((sum, { records }) => sum + records, 0)).toBe(log.length);
  expect([batches[0]?.from, batches.at(-1)?.to]).toEqual([START, START + 8999]);
  const sent = log.filter(({ text }) => text.includes('SendAs'));
  const taken = batches.flatMap((batch) => batch.taken);
  expect(idsOf(taken)).toEqual(sent.map(({ text }) => (JSON.parse(text) as { Id: string }).Id));
  expect(taken.map(({ document }) => document.arrival)).toEqual(sent.map(({ arrival }) => arrival));
});

test('a document has the fields of its rules, and says which they are', async () => {
  const [batch] = await batchesOf([send(1)]);
  expect(batch?.taken).toEqual([
    {
      document: {
        index: audit.name,
        id: 'id-1',
        occurred: START,
        arrival: START + 1,
        source: {
          '@timestamp': '2026-03-02T07:00:00.000Z',
          event: { ingested: new Date(START + 1).toISOString() },
          user: { id: 'ann@contoso.com' },
        },
      },
      rules: ['exo-first-send-as', 'exo-mass-mail-sent'],
    },
  ]);
});

test('a log that comes by and by is taken as well, and an empty one is no batch', async () => {
  async function* slowly(): AsyncGenerator<Emission> {
    yield await Promise.resolve(send(1));
    yield await Promise.resolve(idle(2));
  }
  expect((await batchesOf(slowly())).map(({ records, taken }) => [records, taken.length])).toEqual([[2, 1]]);
  expect(await batchesOf([])).toEqual([]);
});

test('what is delivered again within a week is one document, what has no id is one each time', async () => {
  const anonymous = emission(0, { Id: undefined, Operation: 'SendAs' });
  const again = [send(1, 10), send(1, DAY), send(1, 6 * DAY), send(2, 7 * DAY)];
  const [batch] = await batchesOf([anonymous, anonymous, ...again]);
  expect(idsOf(batch?.taken ?? [])).toEqual(['made-1', 'made-2', 'id-1', 'id-2']);
});

test('a record of a stream that the pack does not have is of no interest', async () => {
  const strange = { ...send(1), stream: 'other' as Emission['stream'] };
  expect(await batchesOf([strange])).toMatchObject([{ records: 1, taken: [] }]);
});

/** The gate cannot see what is put together from parts. */
function packThatMakesSendAs(): Pack {
  const shipped = audit.pipelines[audit.defaultPipeline] as PipelineDefinition;
  const source = "if (ctx.event.action == 'FileAccessed') ctx.event.action = 'Sen' + 'dAs';";
  const processors = [...shipped.processors, { script: { source } }];
  const pipelines = { ...audit.pipelines, [audit.defaultPipeline]: { ...shipped, processors } };
  const stream = { ...audit, pipelines, compiled: loadPipelines(pipelines) };
  return { ...pack, streams: new Map(pack.streams).set('o365.audit', stream) };
}

test('a record that is left out and matches ends the run, with the record, the rule and its demands', async () => {
  const log = Array.from({ length: 300 }, (_, number) => idle(number));
  const error: unknown = await batchesOf(log, packThatMakesSendAs()).catch((reason: unknown) => reason);
  if (!(error instanceof ContentError)) throw error;
  const [problem] = error.problems;
  expect(problem?.code).toBe('SIMULATE_LEFT_OUT');
  expect(problem?.message).toContain('exo-first-send-as');
  expect(problem?.found).toContain('"Id":"id-255"');
  expect(problem?.expected).toContain('event.action: "SendAs"');
});
