import { resolve } from 'node:path';
import type { JsonObject, JsonValue } from '../../base/json';
import { loadPack } from '../../content';
import { collectorPrivileges, keyRequest } from './collector-key';
import { COMPLETE_SERVER } from './setup-options';
import type { SetupServer } from './setup-options';
import type { SetupRequest } from './setup-request';
import { setupRequests } from './setup-requests';
import { requestText } from './setup-text';

const pack = loadPack(resolve(__dirname, '../../..'), []);
const options = { version: '1.2.3', namespace: 'contoso' };
const requests = setupRequests(pack, { ...options, retention: '90d', stateIndex: 'collectors' });
const DATASETS = ['audit', 'collector', 'pim_alert', 'dead_letter'];
const streamOf = (dataset: string): string => `logs-o365_rulepack.${dataset}-contoso`;

function at(path: string, list: readonly SetupRequest[] = requests): JsonObject {
  const request = list.find((one) => one.path === path);
  if (request === undefined) throw new Error(`no request to ${path}`);
  return (request.body ?? {}) as JsonObject;
}

const template = (dataset: string, list = requests): JsonObject =>
  at(`/_index_template/${streamOf(dataset)}`, list);

const ofKind = (kind: SetupRequest['kind'], list = requests): string[] =>
  list.filter((one) => one.kind === kind && one.onlyIfExisted === undefined).map(({ name }) => name);

test('pipelines have the names that Fleet gives them, each with one of the collector around it', () => {
  expect(ofKind('pipeline')).toEqual(
    ['audit', 'collector', 'pim_alert'].flatMap((dataset) => [
      `logs-o365_rulepack.${dataset}-1.2.3`,
      `logs-o365_rulepack.${dataset}-1.2.3-collected`,
    ]),
  );
});

test('the pipeline of the collector runs the shipped one and sends failures to the dead letters', () => {
  const { processors } = at('/_ingest/pipeline/logs-o365_rulepack.audit-1.2.3-collected');
  expect(processors).toEqual([
    { pipeline: { tag: 'shipped', name: 'logs-o365_rulepack.audit-1.2.3' } },
    { set: expect.objectContaining({ field: 'labels.dead_letter_of', value: 'o365.audit' }) as JsonValue },
    {
      reroute: {
        tag: 'dead_letter',
        dataset: 'o365_rulepack.dead_letter',
        if: "ctx.event?.kind == 'pipeline_error'",
      },
    },
  ]);
});

test('templates, streams and the state come after what they need', () => {
  const kinds = requests.map(({ kind }) => kind);
  expect(kinds.lastIndexOf('pipeline')).toBeLessThan(kinds.indexOf('template'));
  expect(kinds.lastIndexOf('template')).toBeLessThan(kinds.indexOf('stream'));
  expect(ofKind('stream').sort()).toEqual(DATASETS.map(streamOf).sort());
  expect(ofKind('stream')[0]).toBe(streamOf('dead_letter'));
  expect(requests.at(-1)).toMatchObject({ kind: 'index', path: '/collectors' });
});

test.each(DATASETS)('the template of %s is for one data stream and before Fleet’s', (dataset) => {
  expect(template(dataset)).toMatchObject({
    index_patterns: [streamOf(dataset)],
    priority: 300,
    data_stream: {},
    template: {
      lifecycle: { enabled: true, data_retention: '90d' },
      data_stream_options: { failure_store: { enabled: false } },
      mappings: {
        properties: {
          data_stream: {
            properties: {
              type: { value: 'logs' },
              dataset: { value: `o365_rulepack.${dataset}` },
              namespace: { value: 'contoso' },
            },
          },
        },
      },
    },
  });
});

test('records run the pipeline of the collector, dead letters none', () => {
  const setting = 'index.default_pipeline';
  const settings = (dataset: string): JsonObject =>
    (template(dataset)['template'] as JsonObject)['settings'] as JsonObject;
  expect(settings('audit')[setting]).toBe('logs-o365_rulepack.audit-1.2.3-collected');
  expect(settings('dead_letter')).not.toHaveProperty([setting]);
  expect(at(`/${streamOf('audit')}/_settings`)).toEqual({
    [setting]: 'logs-o365_rulepack.audit-1.2.3-collected',
  });
});

test('without --retention no retention is set, nor changed where a stream exists', () => {
  const list = setupRequests(pack, options);
  expect(template('audit', list)).toMatchObject({ template: { lifecycle: { enabled: true } } });
  expect(JSON.stringify(list)).not.toContain('data_retention');
  expect(list.map(({ path }) => path).join()).not.toContain('_lifecycle');
  expect(ofKind('index', list)).toEqual([]);
});

test.each<[string, SetupServer, RegExp]>([
  ['a failure store', { ...COMPLETE_SERVER, failureStore: false }, /failure_store/],
  [
    'data streams',
    { ...COMPLETE_SERVER, capabilities: { ...COMPLETE_SERVER.capabilities, dataStreams: false } },
    /"data_stream":\{\}|lifecycle|failure_store|\/_data_stream/,
  ],
  [
    'constant_keyword',
    { ...COMPLETE_SERVER, capabilities: { ...COMPLETE_SERVER.capabilities, constantKeyword: false } },
    /constant_keyword/,
  ],
])('a server without %s is not asked for it', (_, server, asked) => {
  expect(JSON.stringify(requests)).toMatch(asked);
  expect(JSON.stringify(setupRequests(pack, { ...options, retention: '90d' }, server))).not.toMatch(asked);
});

test('the same call makes the same requests', () => {
  expect(setupRequests(pack, { ...options, retention: '90d', stateIndex: 'collectors' })).toEqual(requests);
});

test('the key may create documents in the four data streams, and use its state index', () => {
  const streams = { names: expect.anything() as JsonValue, privileges: ['auto_configure', 'create_doc'] };
  expect(collectorPrivileges(options)).toEqual([streams]);
  const [first, ...others] = collectorPrivileges({ ...options, stateIndex: 'collectors' });
  expect([...(first?.names ?? [])].sort()).toEqual(DATASETS.map(streamOf).sort());
  expect(others).toEqual([{ names: ['collectors'], privileges: ['read', 'write'] }]);
  expect(keyRequest(options, { name: 'key', expiration: '365d' })).toMatchObject({
    path: '/_security/api_key',
    body: { name: 'key', expiration: '365d', role_descriptors: { collector: { cluster: [] } } },
  });
});

test('a request is printed as a console takes it', () => {
  const query = { write_index_only: true };
  expect(requestText({ method: 'PUT', path: '/a/_mapping', query, body: { b: 1 } }, 'why')).toBe(
    '# why\nPUT /a/_mapping?write_index_only=true\n{\n  "b": 1\n}\n',
  );
});
