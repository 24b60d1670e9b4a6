import type { CollectorConfig } from '../config/collector-config';
import { Secret } from '../config/secret';
import { checkElasticsearch } from './check-elasticsearch';

const config = {
  elasticsearch: {
    url: 'http://127.0.0.1:9200',
    apiKey: new Secret({ env: 'KEY' }, { KEY: 'key' }),
    namespace: 'default',
    ca: undefined,
  },
  state: { index: 'o365-state' },
  tenants: [{ pimAlerts: false }],
} as unknown as CollectorConfig;

interface Asked {
  readonly index: readonly { readonly names: readonly string[]; readonly privileges: readonly string[] }[];
}

/** A key that has just these privileges on everything. */
const keyWith =
  (...held: string[]) =>
  async (_method: string, path: string, body?: object): Promise<{ status: number; body: unknown }> => {
    if (path.endsWith('_authenticate')) return Promise.resolve({ status: 200, body: {} });
    if (body === undefined) return Promise.resolve({ status: 403, body: {} });
    const entries = (body as Asked).index.flatMap(({ names, privileges }) =>
      names.map((name) => [name, Object.fromEntries(privileges.map((one) => [one, held.includes(one)]))]),
    );
    return Promise.resolve({ status: 200, body: { index: Object.fromEntries(entries) as unknown } });
  };
const ALL = ['create_doc', 'auto_configure', 'read', 'write'];
/** As keyWith, and it may see what is there, all but this. */
const seeing =
  (missing: string) =>
  (method: string, path: string, body?: object): Promise<{ status: number; body: unknown }> =>
    method === 'GET' && path.startsWith('/logs-')
      ? Promise.resolve({ status: path.includes(missing) ? 404 : 200, body: {} })
      : keyWith(...ALL)(method, path, body);
const answers = (status: number, body: unknown) => () => Promise.resolve({ status, body });

test('a key that may see the data streams sees that they are there; none of PIM is wanted', async () => {
  const findings = await checkElasticsearch(config, seeing('pim_alert'));
  expect(findings.at(-1)).toMatchObject({ level: 'ok', what: 'the data streams are there' });
});

test.each([
  [
    'has what it needs',
    keyWith('create_doc', 'auto_configure', 'write'),
    ['ok', 'error'],
    /read on o365-state/,
  ],
  ['may do nothing', keyWith(), ['ok', 'error'], /create_doc on logs-o365_rulepack.dead_letter-default/],
  [
    'may delete',
    keyWith('create_doc', 'auto_configure', 'read', 'write', 'delete'),
    ['ok', 'ok', 'warning'],
    /read, delete/,
  ],
  [
    'sees that setup was forgotten',
    seeing('audit'),
    ['ok', 'ok', 'warning', 'error'],
    /there is no data stream logs-o365_rulepack.audit-default$/,
  ],
  ['is wrong', answers(401, {}), ['error'], /not accepted/],
  [
    'is not asked for',
    answers(400, { error: 'no handler found for uri' }),
    ['warning'],
    /security switched off/,
  ],
  ['is shown to something else', answers(404, {}), ['error'], /HTTP 404/],
  ['meets nobody', () => Promise.reject(new Error('connect ECONNREFUSED')), ['error'], /ECONNREFUSED/],
])('a key that %s', async (_what, ask, levels, text) => {
  const findings = await checkElasticsearch(config, ask);
  expect(findings.map(({ level }) => level)).toEqual(levels);
  expect(findings.at(-1)?.what).toMatch(text);
  expect(findings.at(-1)?.cure).toBeDefined();
});
