import { openCluster } from '../../scripts/collect/setup';
import type { SetupOutcome } from '../../scripts/collect/setup';
import { itemVerdict } from '../../scripts/collect/write/verdict';
import { readTraits } from '../../scripts/engine/elasticsearch/capabilities';
import { RunNames } from '../../scripts/engine/elasticsearch/names';
import { ask } from '../engine/shared-server';
import { bulk } from './as-key';
import { FleetPackage } from './fleet-package';
import { encodedKey, SetupNamespace } from './setup-namespace';

const suite = new SetupNamespace();
const { audit, deadLetter } = suite.streams;
const fleet = new FleetPackage(suite);
/** Into which an agent writes: the namespace of the collector, before there was one, and another. */
const agents = [audit, `${audit}agent`];

let before: unknown;
let outcome: SetupOutcome;

const line = (id: string): { message: string } => ({
  message: JSON.stringify({ Id: id, CreationTime: '2026-11-22T06:00:00', Operation: 'Send', RecordType: 2 }),
});

/** As an agent does, without an `_id`. */
async function byAgent(stream: string, id: string): Promise<void> {
  const { status, body } = await ask('POST', `/${stream}/_doc?refresh=true&op_type=create`, line(id));
  expect({ status, body }).toMatchObject({ status: 201 });
}

async function found(stream: string, id: string): Promise<unknown> {
  const { body } = await ask('GET', `/${stream}/_search?q=event.id:${id}`);
  return (body as { hits: { hits: unknown } }).hits.hits;
}

const marked = { event: { action: 'Send' }, labels: { pipeline_of: 'fleet' } };

beforeAll(async () => {
  await using connection = await openCluster(process.env['ELASTICSEARCH_URL'] ?? '', process.env);
  await fleet.install((await readTraits(connection, new RunNames())).capabilities);
  for (const stream of agents) await byAgent(stream, 'first');
  before = await fleet.there();
  outcome = await suite.setUp();
});
/** Elasticsearch keeps a pipeline as long as it is the default of an index. */
async function removePackage(): Promise<void> {
  await ask('DELETE', `/_data_stream/${audit}agent`);
  await ask('DELETE', `/${audit}agent`);
  await fleet[Symbol.asyncDispose]();
}

afterAll(async () => {
  await removePackage();
  await suite[Symbol.asyncDispose]();
});

test('pipelines and templates of Fleet are left as they are, and setup says so', async () => {
  expect(await fleet.there()).toEqual(before);
  const left = outcome.done.flatMap(({ name, outcome: what }) => (what === 'left' ? [name] : []));
  expect(left.sort()).toEqual([...fleet.pipelines].sort());
  expect(outcome.notes.join('\n')).toContain(
    `Fleet’s package is installed: its templates (${[...fleet.templates].sort().join(', ')}) and pipelines (`,
  );
});

test.each(agents.map((stream, at) => [at === 0 ? 'the same namespace' : 'another namespace', stream]))(
  'an agent that writes to %s goes on, and what it wrote before is there',
  async (_, stream) => {
    await byAgent(stream, 'second');
    for (const id of ['first', 'second'])
      expect(await found(stream, id)).toMatchObject([{ _source: marked }]);
    const { body } = await ask('GET', `/${stream}/_settings?flat_settings=true`);
    const [index] = Object.values(body as Record<string, { settings: Record<string, string> }>);
    const [pipeline] = fleet.pipelines;
    expect(index?.settings['index.default_pipeline']).toBe(
      stream === audit ? `${pipeline}-collected` : pipeline,
    );
  },
);

test('the collector’s records run Fleet’s pipeline, and what it cannot read becomes a dead letter', async () => {
  const items = await bulk(encodedKey(outcome), [
    [{ create: { _index: audit, _id: 'third' } }, line('third')],
    [{ create: { _index: audit, _id: 'odd' } }, { message: 'no JSON' }],
  ]);
  expect(items).toMatchObject([
    { status: 201, _id: 'third' },
    { status: 201, _id: 'odd', _index: expect.stringContaining(deadLetter) as string },
  ]);
  expect(await ask('GET', `/${audit}/_doc/third`)).toMatchObject({ body: { _source: marked } });
});

test('when Fleet removes its package the collector waits for a setup, which mends it', async () => {
  await removePackage();
  const actions = [[{ create: { _index: audit, _id: 'fourth' } }, line('fourth')]] as const;
  const [item] = await bulk(encodedKey(outcome), actions);
  const { status = 0, error: { type, reason } = {} } = item ?? {};
  expect(itemVerdict({ status, index: undefined, type, reason })).toMatchObject({
    do: 'again',
    obstacle: { stuck: true, cure: expect.stringContaining('npm run setup') as string },
  });
  await suite.setUp();
  expect(await bulk(encodedKey(outcome), actions)).toMatchObject([{ status: 201 }]);
});
