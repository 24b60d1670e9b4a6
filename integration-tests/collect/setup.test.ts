import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { ingestRequests, loadCases, pipelineFixtures } from '../../scripts/cases';
import { dataStreams } from '../../scripts/collect/data-streams';
import { keyRequest, openCluster, runSetup, setupRequests } from '../../scripts/collect/setup';
import type { SetupOutcome, SetupPlanOptions } from '../../scripts/collect/setup';
import { COMPLETE_SERVER } from '../../scripts/collect/setup/setup-options';
import { loadPack } from '../../scripts/content';
import { ask } from '../engine/shared-server';
import { askWithKey, bulk } from './as-key';
import type { BulkItem } from './as-key';

const pack = loadPack(resolve(__dirname, '../..'));
const namespace = `t${randomBytes(4).toString('hex')}`;
const options: SetupPlanOptions = { version: `0.0.0-${namespace}`, namespace };
const stateIndex = `state-${namespace}`;
const streams = dataStreams(namespace);
const other = `other-${namespace}`;

let first: SetupOutcome;
let again: SetupOutcome;
let madeByFirst: unknown;
let plain: string;
let withState: string;

async function setUp(plan: SetupPlanOptions, keyName = namespace): Promise<SetupOutcome> {
  await using connection = await openCluster(process.env['ELASTICSEARCH_URL'] ?? '', process.env);
  return await runSetup(connection, pack, plan, { name: keyName, expiration: '1h' });
}

/** What the server has of it. */
async function made(): Promise<unknown> {
  const parts = await Promise.all([
    ask('GET', `/_index_template/logs-o365_rulepack.*-${namespace}`),
    ask('GET', `/_ingest/pipeline/*${options.version}*`),
    ask('GET', `/logs-o365_rulepack.*-${namespace}`),
  ]);
  return parts.map(({ body }): unknown => body);
}

const encoded = ({ key }: SetupOutcome): string => {
  if (key === undefined) throw new Error('no key was made');
  return key.encoded;
};

beforeAll(async () => {
  first = await setUp(options);
  madeByFirst = await made();
  again = await setUp({ ...options, stateIndex });
  plain = encoded(first);
  withState = encoded(again);
  await ask('PUT', `/${other}/_doc/1?refresh=true`, { secret: true });
});

afterAll(async () => {
  for (const name of [...(Object.values(streams) as string[]), stateIndex, other]) {
    await ask('DELETE', `/_data_stream/${name}`);
    await ask('DELETE', `/${name}`);
    await ask('DELETE', `/_index_template/${name}`);
  }
  for (const { kind, name } of setupRequests(pack, options))
    if (kind === 'pipeline') await ask('DELETE', `/_ingest/pipeline/${name}`);
  await ask('DELETE', '/_security/api_key', { name: namespace });
});

describe('what is set up', () => {
  it('is the same when it is done again', async () => {
    expect(await made()).toEqual(madeByFirst);
    expect(first.done.filter(({ kind }) => kind === 'stream').map(({ outcome }) => outcome)).toEqual([
      'made',
      'made',
      'made',
      'made',
    ]);
    expect(again.done.filter(({ kind }) => kind === 'stream').map(({ outcome }) => outcome)).toEqual([
      'there',
      'there',
      'there',
      'there',
    ]);
    expect(again.notes.join('\n')).toContain('There is another valid key');
  });

  it('has index templates that Elasticsearch takes also with all that this server lacks', async () => {
    const server = {
      failureStore: true,
      capabilities: {
        ...COMPLETE_SERVER.capabilities,
        constantKeyword: false,
        wildcard: false,
        matchOnlyText: false,
      },
    };
    const templates = setupRequests(
      pack,
      { ...options, namespace: `${namespace}x`, retention: '90d' },
      server,
    ).filter(({ kind }) => kind === 'template');
    expect(templates).toHaveLength(4);
    for (const { body } of templates) {
      expect(await ask('POST', '/_index_template/_simulate', body)).toMatchObject({
        status: 200,
        body: expect.not.objectContaining({ error: expect.anything() as unknown }) as unknown,
      });
    }
  });
});

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
    const fixtures = pipelineFixtures(pack.root).flatMap(({ dataStream, source }) => {
      const _index = names[dataStream];
      return _index === undefined ? [] : [[{ create: { _index } }, source] as const];
    });
    const cases = loadCases(pack)
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

type Call = readonly [what: string, method: string, path: string, body?: object];

/** Everything else than creating documents, for an index. */
function onIndex(index: string): Call[] {
  return [
    ['get', 'GET', `/${index}/_doc/a1`],
    ['exists by source', 'GET', `/${index}/_source/a1`],
    ['search', 'POST', `/${index}/_search`, {}],
    ['count', 'GET', `/${index}/_count`],
    ['point in time', 'POST', `/${index}/_pit?keep_alive=1m`],
    ['terms', 'POST', `/${index}/_terms_enum`, { field: 'event.action' }],
    ['field list', 'GET', `/${index}/_field_caps?fields=*`],
    ['explain', 'GET', `/${index}/_explain/a1?q=*`],
    ['delete', 'DELETE', `/${index}/_doc/a1`],
    ['update', 'POST', `/${index}/_update/a1`, { doc: { x: 1 } }],
    ['overwrite', 'PUT', `/${index}/_doc/a1`, { x: 1 }],
    ['delete by query', 'POST', `/${index}/_delete_by_query`, { query: { match_all: {} } }],
    ['update by query', 'POST', `/${index}/_update_by_query`, { query: { match_all: {} } }],
    ['delete the index', 'DELETE', `/${index}`],
    ['read the index', 'GET', `/${index}`],
    ['read the mapping', 'GET', `/${index}/_mapping`],
    ['read the settings', 'GET', `/${index}/_settings`],
    ['change the settings', 'PUT', `/${index}/_settings`, { 'index.default_pipeline': '_none' }],
    ['roll over', 'POST', `/${index}/_rollover`],
    ['close', 'POST', `/${index}/_close`],
    ['refresh', 'POST', `/${index}/_refresh`],
    ['force merge', 'POST', `/${index}/_forcemerge`],
    ['statistics', 'GET', `/${index}/_stats`],
    ['alias', 'PUT', `/${index}/_alias/a-${namespace}`],
  ];
}

const elsewhere: readonly Call[] = [
  [
    'reindex',
    'POST',
    '/_reindex',
    { source: { index: streams.audit }, dest: { index: streams.deadLetter, op_type: 'create' } },
  ],
  ['read another index', 'GET', `/${other}/_doc/1`],
  ['search another index', 'POST', `/${other}/_search`, {}],
  ['create in another index', 'PUT', `/${other}/_create/2`, { x: 1 }],
  ['create in another namespace', 'PUT', `/${streams.audit}x/_create/2`, { x: 1 }],
  ['create in another data stream', 'PUT', `/logs-other.data-${namespace}/_create/2`, { x: 1 }],
  ['make an index', 'PUT', `/${other}-new`],
  ['read templates', 'GET', '/_index_template'],
  ['write a template', 'PUT', `/_index_template/${other}`, { index_patterns: [other] }],
  ['read pipelines', 'GET', '/_ingest/pipeline'],
  ['write a pipeline', 'PUT', `/_ingest/pipeline/${other}`, { processors: [] }],
  ['delete a pipeline', 'DELETE', `/_ingest/pipeline/${other}`],
  ['try a pipeline', 'POST', '/_ingest/pipeline/_simulate', { pipeline: { processors: [] }, docs: [] }],
  ['say hello', 'GET', '/'],
  ['cluster state', 'GET', '/_cluster/state'],
  ['cluster health', 'GET', '/_cluster/health'],
  ['cluster settings', 'PUT', '/_cluster/settings', { persistent: { 'action.auto_create_index': 'true' } }],
  ['nodes', 'GET', '/_nodes'],
  ['indices', 'GET', '/_cat/indices'],
  ['tasks', 'GET', '/_tasks'],
  ['make a key', 'POST', '/_security/api_key', { name: other }],
  ['list keys', 'GET', '/_security/api_key'],
  ['read users', 'GET', '/_security/user'],
  ['write a role', 'PUT', `/_security/role/${other}`, { cluster: ['all'] }],
];

const bulkActions: readonly (readonly [what: string, action: object, source?: object])[] = [
  ['index', { index: { _index: streams.audit, _id: 'a1' } }, { x: 1 }],
  ['delete', { delete: { _index: streams.audit, _id: 'a1' } }],
  ['update', { update: { _index: streams.audit, _id: 'a1' } }, { doc: { x: 1 } }],
  ['create elsewhere', { create: { _index: other, _id: '2' } }, { x: 1 }],
];

describe.each([
  ['without a state index', () => plain],
  ['with a state index', () => withState],
])('the key %s can do nothing else', (_, key) => {
  test.each(
    [...onIndex(streams.audit), ...onIndex(streams.deadLetter), ...elsewhere].map((call) => ({ call })),
  )('$call.0: $call.1 $call.2', async ({ call: [, method, path, body] }) => {
    const { status, body: answer } = await askWithKey(key(), method, path, body);
    expect({ status, answer }).toMatchObject({ status: 403 });
  });

  test.each(bulkActions.map((action) => ({ action })))(
    'in bulk: $action.0',
    async ({ action: [, ...lines] }) => {
      expect(await bulk(key(), [lines])).toMatchObject([{ status: 403 }]);
    },
  );
});

test('searching everything finds the state index, for the key that knows it', async () => {
  expect(await askWithKey(plain, 'POST', '/_search', {})).toMatchObject({ status: 403 });
  const { body } = await askWithKey(withState, 'POST', '/_search?expand_wildcards=all', {});
  const { hits } = (body as { hits: { hits: { _index: string }[] } }).hits;
  expect(hits.filter(({ _index }) => _index !== stateIndex)).toEqual([]);
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

describe('the credentials of the administrator', () => {
  async function withKey(role: object): Promise<string> {
    const { body } = await ask('POST', '/_security/api_key', { name: namespace, role_descriptors: { role } });
    return (body as { encoded: string }).encoded;
  }

  async function setUpWith(key: string, makesKey: boolean): Promise<SetupOutcome> {
    const env = { ELASTICSEARCH_API_KEY: key };
    await using connection = await openCluster(process.env['ELASTICSEARCH_URL'] ?? '', env);
    return await runSetup(connection, pack, options, makesKey ? { name: namespace } : undefined);
  }

  it('are told what they lack, before anything is done', async () => {
    const key = await withKey({ cluster: ['monitor', 'manage_index_templates'], indices: [] });
    await expect(setUpWith(key, false)).rejects.toMatchObject({
      code: 'SETUP_NOT_PERMITTED',
      message: expect.stringMatching(
        new RegExp(`cluster: manage_ingest_pipelines\\n(.*\\n)*.*index ${streams.audit}: manage`),
      ) as string,
    });
  });

  it('may be an API key when no other is to be made', async () => {
    const key = await withKey({
      cluster: ['monitor', 'manage_ingest_pipelines', 'manage_index_templates'],
      indices: [{ names: Object.values(streams), privileges: ['manage'] }],
    });
    await expect(setUpWith(key, false)).resolves.toMatchObject({ key: undefined });
  });

  it('cannot be an API key that is to make another', async () => {
    const key = await withKey({ cluster: ['all'], indices: [{ names: ['*'], privileges: ['all'] }] });
    await expect(setUpWith(key, true)).rejects.toMatchObject({ code: 'SETUP_KEY_BY_KEY' });
    const { path, body } = keyRequest(options, { name: namespace });
    expect((await askWithKey(key, 'POST', path, body)).status).toBeGreaterThanOrEqual(400);
  });

  it('are refused when they are wrong', async () => {
    await expect(setUpWith('bm8tc3VjaDprZXk=', true)).rejects.toMatchObject({ code: 'ENGINE_UNAUTHORISED' });
  });
});
