import { ingestRequests, loadCases, pipelineFixtures } from '../../scripts/cases';
import { ask } from '../engine/shared-server';
import { askWithKey, bulk } from './as-key';
import type { BulkItem } from './as-key';
import { encodedKey, SetupNamespace } from './setup-namespace';

const suite = new SetupNamespace();
const { streams, stateIndex } = suite;
let plain: string;
let withState: string;

beforeAll(async () => {
  plain = encodedKey(await suite.setUp());
  withState = encodedKey(await suite.setUp({ ...suite.options, stateIndex }));
});
afterAll(() => suite[Symbol.asyncDispose]());

async function stored(index: string, id: string): Promise<unknown> {
  const { body } = await ask('GET', `/${index}/_doc/${encodeURIComponent(id)}`);
  return (body as { _source: unknown })._source;
}

describe('the key', () => {
  it('creates a record in each data stream, which arrives as ECS', async () => {
    const record = {
      Id: 'a1',
      CreationTime: '2026-11-22T06:00:00',
      Operation: 'New-InboxRule',
      RecordType: 1,
    };
    const sent = (source: object): object => ({
      message: JSON.stringify(source),
      labels: { collector_id: '10001' },
    });
    const items = await bulk(plain, [
      [{ create: { _index: streams.audit, _id: 'a1' } }, sent(record)],
      [
        { create: { _index: streams.collector, _id: 'h1' } },
        sent({ event_id: 'h1', time: '2026-11-22T06:00:00Z', id: '10001' }),
      ],
      [
        { create: { _index: streams.pimAlert, _id: 'p1' } },
        sent({ id: 'p1', lastModifiedDateTime: '2026-11-22T06:00:00Z' }),
      ],
      [
        { create: { _index: streams.deadLetter, _id: 'd1' } },
        { '@timestamp': '2026-11-22T06:00:00Z', 'event.original': 'x'.repeat(100_000) },
      ],
    ]);
    expect(items.map(({ status, error }) => error?.reason ?? status)).toEqual([201, 201, 201, 201]);
    expect(await stored(streams.audit, 'a1')).toMatchObject({
      '@timestamp': '2026-11-22T06:00:00.000Z',
      event: { dataset: 'o365.audit', action: 'New-InboxRule', id: 'a1' },
      labels: { collector_id: '10001' },
    });
    expect(await stored(streams.pimAlert, items[2]?._id ?? '')).toMatchObject({
      event: { dataset: 'entra.pim_alert' },
    });
  });

  it.each([
    ['text that is no JSON', 'no JSON'],
    ['a very long one', `{"Id": "${'x'.repeat(100_000)}`],
    ['no object', '[1, 2]'],
  ])('sends what the pipeline cannot read to the dead letters: %s', async (name, message) => {
    const action = { create: { _index: streams.audit, _id: name } };
    const source = { message, labels: { collector_id: '10001' } };
    expect(await bulk(plain, [[action, source]])).toMatchObject([
      { status: 201, _index: expect.stringContaining(streams.deadLetter) as string, _id: name },
    ]);
    expect(await stored(streams.deadLetter, name)).toMatchObject({
      event: { kind: 'pipeline_error', original: message },
      error: { message: expect.stringContaining('processor ') as string },
      labels: { collector_id: '10001', dead_letter_of: 'o365.audit' },
    });
    expect(await bulk(plain, [[action, source]])).toMatchObject([{ status: 409 }]);
  });

  it('maps the fields of every record of the cases and fixtures', async () => {
    const names: Readonly<Record<string, string>> = {
      audit: streams.audit,
      collector: streams.collector,
      pim_alert: streams.pimAlert,
    };
    const fixtures = pipelineFixtures(suite.pack.root).flatMap(({ dataStream, source }) => {
      const _index = names[dataStream];
      return _index === undefined ? [] : [[{ create: { _index } }, source] as const];
    });
    const cases = loadCases(suite.pack)
      .flatMap((proofCase) => ingestRequests(proofCase, Date.parse('2026-11-22T06:00:00Z')))
      .flatMap(({ stream, source, bypassPipeline }) => {
        const _index = names[/\.(\w+)-default$/.exec(stream)?.[1] ?? ''];
        return _index === undefined || bypassPipeline === true
          ? []
          : [[{ create: { _index } }, source] as const];
      });
    const items: BulkItem[] = [];
    const all = [...fixtures, ...cases];
    for (let start = 0; start < all.length; start += 1000) {
      items.push(...(await bulk(plain, all.slice(start, start + 1000))));
    }
    expect(items.length).toBeGreaterThan(1000);
    const failed: readonly BulkItem[] = items.filter(({ status }) => status >= 400 && status !== 409);
    expect(failed.map(({ error }) => error?.reason)).toEqual([]);
  });
});

test('the state index is read and written by the key that knows it, and by no other', async () => {
  const document = `/${stateIndex}/_doc/1?refresh=true`;
  expect(await askWithKey(plain, 'PUT', document, { x: 1 })).toMatchObject({ status: 403 });
  expect(await askWithKey(plain, 'GET', `/${stateIndex}/_doc/1`)).toMatchObject({ status: 403 });
  expect(await askWithKey(withState, 'PUT', document, {})).toMatchObject({ status: 201 });
  expect(await askWithKey(withState, 'GET', `/${stateIndex}/_doc/1`)).toMatchObject({ status: 200 });
  expect(await askWithKey(withState, 'POST', `/${stateIndex}/_search`, {})).toMatchObject({ status: 200 });
  const all = { query: { match_all: {} } };
  expect(await askWithKey(withState, 'POST', `/${stateIndex}/_delete_by_query`, all)).toMatchObject({
    body: { deleted: 1, failures: [] },
  });
  expect(await askWithKey(withState, 'DELETE', `/${stateIndex}`)).toMatchObject({ status: 403 });
  expect(
    await askWithKey(withState, 'PUT', `/${stateIndex}/_settings`, { 'index.hidden': false }),
  ).toMatchObject({ status: 403 });
});
