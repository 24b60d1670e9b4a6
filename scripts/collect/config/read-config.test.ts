import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { dump } from 'js-yaml';
import { ContentError } from '../../base/errors';
import { readCollectorConfig } from './read-config';

const EXAMPLE = resolve(__dirname, '..', '..', '..', 'docs', 'examples', 'collector.yml');
const TENANT = '11111111-2222-4333-8444-555555555555';
const LITERAL = 'q~8Q-not-a-real-secret';
const folder = mkdtempSync(join(tmpdir(), 'collector-config-'));
const file = join(folder, 'collector.yml');

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const TENANT_ENTRY = {
  name: 'contoso.com',
  tenant_id: TENANT,
  client_id: TENANT,
  client_secret: { env: 'SECRET' },
  services: { exchange: {} },
};
const FILE = { id: 10001, tenants: [TENANT_ENTRY], elasticsearch: { url: 'http://127.0.0.1:9200' } };
const withTenant = (fields: object): object => ({ ...FILE, tenants: [{ ...TENANT_ENTRY, ...fields }] });

const INPUT = {
  credentials: { client_id: TENANT, tenant_id: TENANT },
  enabled: true,
  id: '10001',
  services: { azure_active_directory: {}, exchange: {}, dlp: { enabled: false } },
};
const OTHER = { ...INPUT, credentials: { client_id: TENANT, tenant_id: TENANT.replace('1', '9') } };
const template = (inputs: object, fields: object = {}): object => ({
  inputs,
  elasticsearch: FILE.elasticsearch,
  ...fields,
});

function read(
  text: string | object,
  environment: NodeJS.ProcessEnv = {},
): ReturnType<typeof readCollectorConfig> {
  writeFileSync(file, typeof text === 'string' ? text : dump(text));
  return readCollectorConfig(file, environment);
}

function problemOf(text: string | object): ContentError['problems'][number] {
  try {
    read(text);
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    expect(JSON.stringify(error.problems)).not.toContain(LITERAL);
    const [problem] = error.problems;
    if (problem) return problem;
  }
  throw new Error('the configuration was read');
}

test('the example reads', () => {
  const { id, tenants, state, elasticsearch } = readCollectorConfig(EXAMPLE, {});
  expect(id).toBe('10001');
  expect(tenants[0]?.feeds).toEqual(['azure_active_directory', 'general_audit', 'exchange', 'sharepoint']);
  expect(tenants[0]?.pimAlerts).toBe(true);
  expect(state).toEqual({ file: resolve(EXAMPLE, '..', 'collector-state.sqlite') });
  expect(elasticsearch.apiKey?.place).toContain('O365_ELASTICSEARCH_API_KEY');
});

test('what is not said has its default, times are milliseconds', () => {
  expect(read(FILE)).toMatchObject({
    state: { file: join(folder, 'collector-state.sqlite') },
    deadLetterFile: undefined,
    backlog: 24 * 3_600_000,
    interval: 60_000,
    overlap: 30 * 60_000,
    heartbeatInterval: 300_000,
    ledger: 8 * 86_400_000,
    elasticsearch: { namespace: 'default', apiKey: undefined },
    tenants: [{ requestsPerMinute: 2000, cloud: { managementApi: 'https://manage.office.com' } }],
  });
});

test('paths are relative to the folder of the file', () => {
  writeFileSync(join(folder, 'secret'), 'hidden\n');
  writeFileSync(join(folder, 'ca.pem'), '-----BEGIN CERTIFICATE-----\n');
  const config = read({
    ...withTenant({ client_secret: { file: 'secret' } }),
    ca: 'ca.pem',
    dead_letters: { file: 'dead.ndjson' },
  });
  expect(config.tenants[0]?.clientSecret.reveal()).toBe('hidden');
  expect(config.ca).toBe(join(folder, 'ca.pem'));
  expect(config.deadLetterFile).toBe(join(folder, 'dead.ndjson'));
});

test('endpoints replace those of the cloud, one by one', () => {
  const { tenants } = read(withTenant({ cloud: 'dod', endpoints: { login: 'http://127.0.0.1:8080/' } }));
  expect(tenants[0]?.cloud).toEqual({
    managementApi: 'https://manage.protection.apps.mil',
    login: 'http://127.0.0.1:8080',
    graph: 'https://dod-graph.microsoft.us',
  });
});

describe('the parameter template', () => {
  test('is the same configuration; the secret is in O365_CLIENT_SECRET, when nothing says where', () => {
    const config = read(JSON.stringify(template({ office365: INPUT })), { O365_CLIENT_SECRET: 'hidden' });
    expect(config.id).toBe('10001');
    expect(config.tenants).toHaveLength(1);
    expect(config.tenants[0]).toMatchObject({ name: 'office365', tenantId: TENANT, pimAlerts: false });
    expect(config.tenants[0]?.feeds).toEqual(['azure_active_directory', 'exchange']);
    expect(config.tenants[0]?.clientSecret.reveal()).toBe('hidden');
  });

  test('has a tenant for each input that is switched on', () => {
    const inputs = { office365: INPUT, office365_2: OTHER, office365_3: { ...INPUT, enabled: false } };
    expect(read(template(inputs)).tenants.map(({ name }) => name)).toEqual(['office365', 'office365_2']);
  });

  test('an id beside the inputs counts for all', () => {
    const inputs = { office365: INPUT, office365_2: { ...OTHER, id: 10002 } };
    expect(read(template(inputs, { id: 10003 })).id).toBe('10003');
  });
});

const literal = { credentials: { ...INPUT.credentials, client_secret: LITERAL } };

test.each<[string, string | object, string, RegExp]>([
  ['damaged YAML', `id: 10001\nclient_secret: "${LITERAL}\n`, 'YAML_SYNTAX', /quotes/],
  ['an empty file', '', 'CONFIG_MISSING_KEY|CONFIG_INVALID_VALUE', /example/],
  ['a wrong id', { ...FILE, id: 12 }, 'CONFIG_INVALID_VALUE', /five digits/],
  ['an unknown service', withTenant({ services: { exchnge: {} } }), 'CONFIG_UNKNOWN_SERVICE', /“exchange”/],
  ['an unknown key', { ...FILE, elasticserch: {} }, 'CONFIG_UNKNOWN_KEY', /“elasticsearch”/],
  ['a wrong GUID', withTenant({ tenant_id: 'contoso' }), 'CONFIG_INVALID_VALUE', /GUID/],
  ['an unknown cloud', withTenant({ cloud: 'moon' }), 'CONFIG_INVALID_VALUE', /enterprise/],
  [
    'a literal secret',
    withTenant({ client_secret: LITERAL }),
    'CONFIG_LITERAL_SECRET',
    /env: O365_CLIENT_SECRET/,
  ],
  [
    'a secret as a name',
    withTenant({ client_secret: { env: LITERAL } }),
    'CONFIG_INVALID_VALUE',
    /environment/,
  ],
  ['a mistyped secret', withTenant({ client_secrt: LITERAL }), 'CONFIG_UNKNOWN_KEY|CONFIG_MISSING_KEY', /./],
  [
    'a literal key',
    { ...FILE, elasticsearch: { ...FILE.elasticsearch, api_key: LITERAL } },
    'CONFIG_LITERAL_SECRET',
    /ELASTICSEARCH_API_KEY/,
  ],
  [
    'a password in an address',
    { ...FILE, proxy: `http://me:${LITERAL}@proxy.example.com` },
    'CONFIG_INVALID_VALUE',
    /without user/,
  ],
  ['a tenant twice', { ...FILE, tenants: [TENANT_ENTRY, TENANT_ENTRY] }, 'CONFIG_TWIN_TENANT', /Keep one/],
  ['no certificate', { ...FILE, ca: 'none.pem' }, 'CONFIG_BAD_CA', /PEM/],
  ['a short ledger', { ...FILE, ledger_days: 3 }, 'CONFIG_INVALID_VALUE', /7/],
  ['no overlap', { ...FILE, overlap_minutes: 0 }, 'CONFIG_INVALID_VALUE', /1/],
  [
    'a literal secret in the template',
    template({ office365: { ...INPUT, ...literal } }),
    'CONFIG_LITERAL_SECRET',
    /env/,
  ],
  [
    'a placeholder',
    template({ office365: { ...INPUT, id: '<UNIQUE ID>' } }),
    'CONFIG_PLACEHOLDER',
    /five digits/,
  ],
  ['no id', template({ office365: { ...INPUT, id: undefined } }), 'CONFIG_NO_ID', /five digits/],
  ['two ids', template({ office365: INPUT, second: { ...OTHER, id: '10002' } }), 'CONFIG_TWO_IDS', /beside/],
  ['no input', template({ office365: { ...INPUT, enabled: false } }), 'CONFIG_NO_INPUT', /Switch on/],
])('%s is refused with its place and a way out, and shows no secret', (_what, text, code, advice) => {
  const problem = problemOf(text);
  expect(code.split('|')).toContain(problem.code);
  expect(problem.location).toMatchObject({ file });
  expect(`${problem.expected} ${problem.hint}`).toMatch(advice);
  expect(problem.excerpt).toBeUndefined();
});

test('a file that is not there', () => {
  expect(() => readCollectorConfig(join(folder, 'none.yml'), {})).toThrow('CONFIG_MISSING_FILE');
});
