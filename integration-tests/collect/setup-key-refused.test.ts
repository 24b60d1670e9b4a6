import { ask } from '../engine/shared-server';
import { askWithKey, bulk } from './as-key';
import { bulkActions, elsewhere, onIndex } from './setup-calls';
import { encodedKey, SetupNamespace } from './setup-namespace';

const suite = new SetupNamespace();
const { streams, stateIndex } = suite;
const other = `other-${suite.name}`;
const surroundings = { streams, namespace: suite.name, other };
let plain: string;
let withState: string;

beforeAll(async () => {
  plain = encodedKey(await suite.setUp());
  withState = encodedKey(await suite.setUp({ ...suite.options, stateIndex }));
  await ask('PUT', `/${other}/_doc/1?refresh=true`, { secret: true });
});
afterAll(async () => {
  await ask('DELETE', `/${other}`);
  await suite[Symbol.asyncDispose]();
});

describe.each([
  ['without a state index', () => plain],
  ['with a state index', () => withState],
])('the key %s can do nothing else', (_, key) => {
  test.each(
    [
      ...[streams.audit, streams.deadLetter].flatMap((index) => onIndex(index, suite.name)),
      ...elsewhere(surroundings),
    ].map((call) => ({ call })),
  )('$call.0: $call.1 $call.2', async ({ call: [, method, path, body] }) => {
    const { status, body: answer } = await askWithKey(key(), method, path, body);
    expect({ status, answer }).toMatchObject({ status: 403 });
  });

  test.each(bulkActions(surroundings).map((action) => ({ action })))(
    'in bulk: $action.0',
    async ({ action: [, ...lines] }) => {
      expect(await bulk(key(), [lines])).toMatchObject([{ status: 403 }]);
    },
  );
});

test('searching everything finds the state index and nothing else, for the key that knows it', async () => {
  expect(await askWithKey(plain, 'POST', '/_search', {})).toMatchObject({ status: 403 });
  const written = await askWithKey(withState, 'PUT', `/${stateIndex}/_doc/1?refresh=true`, {});
  expect(written).toMatchObject({ status: 201 });
  const { body } = await askWithKey(withState, 'POST', '/_search?expand_wildcards=all', {});
  const { hits } = (body as { hits: { hits: { _index: string }[] } }).hits;
  expect([...new Set(hits.map(({ _index }) => _index))]).toEqual([stateIndex]);
});

test('getting many documents gets none', async () => {
  const { body } = await askWithKey(withState, 'POST', `/${streams.audit}/_mget`, { ids: ['a1'] });
  expect(body).toMatchObject({ docs: [{ error: { type: 'security_exception' } }] });
  expect(JSON.stringify(body)).not.toContain('_source');
});

test('the mapping of a data stream cannot be changed otherwise than by documents', async () => {
  const { status } = await askWithKey(plain, 'PUT', `/${streams.audit}/_mapping`, {
    properties: { added_by_key: { type: 'keyword' } },
  });
  // For plain indices, which stand in here for data streams, Elasticsearch 9 still lets create_doc do it.
  const { body } = await ask('GET', '/_nodes/plugins?filter_path=nodes.*.modules.name');
  expect(status).toBe(JSON.stringify(body).includes('"data-streams"') ? 403 : 200);
});
