import { ALL_ROLES, CLIENT, startManagementApi, TENANT } from '../../../fixtures/management-api';
import type { ManagementApiOptions } from '../../../fixtures/management-api';
import { mockTenant } from '../../testing/mock-tenant';
import { Http } from '../api/http';
import type { TenantConfig } from '../config/collector-config';
import { Secret } from '../config/secret';
import { checkTenant } from './check-tenant';
import type { Finding } from './finding';

async function check(
  options: ManagementApiOptions,
  fields: Partial<TenantConfig> = {},
  { ahead = 0, secret = CLIENT.secret, answer = undefined as string | undefined, status = 500 } = {},
): Promise<Finding[]> {
  await using api = await startManagementApi(options);
  await using http = new Http({ proxy: undefined, ca: undefined });
  const tenant = mockTenant(api.url, {
    clientSecret: new Secret({ env: 'SECRET' }, secret === '' ? {} : { SECRET: secret }),
    pimAlerts: true,
    ...fields,
  });
  return await checkTenant(tenant, {
    fetch: async (url, request) =>
      answer !== undefined && url.includes('/subscriptions/')
        ? { status, headers: {}, body: answer }
        : http.text(url, request),
    clock: { now: () => Date.now() + ahead },
  });
}

const bad = (findings: readonly Finding[]): Finding[] => findings.filter(({ level }) => level !== 'ok');
const withClient = (fields: object): ManagementApiOptions => ({
  tenants: [{ id: TENANT, clients: [{ ...CLIENT, ...fields }] }],
});
const without = (role: string): ManagementApiOptions =>
  withClient({ roles: ALL_ROLES.filter((each) => each !== role) });

test('a tenant that is set up has nothing but good findings', async () => {
  const findings = await check({});
  expect(bad(findings)).toEqual([]);
  expect(findings.filter(({ what }) => what.endsWith('is subscribed'))).toHaveLength(5);
});

test.each<[string, ManagementApiOptions, Partial<TenantConfig>, Parameters<typeof check>[2], RegExp, RegExp]>(
  [
    ['a wrong secret', {}, {}, { secret: 'wrong' }, /AADSTS7000215/, /value, not its id/],
    ['an expired secret', withClient({ secretExpires: 1 }), {}, {}, /AADSTS7000222/, /create a new one/],
    ['a missing secret', {}, {}, { secret: '' }, /SECRET is not set/, /Set it where/],
    ['an unknown tenant', {}, { tenantId: TENANT.replace('1', '9') }, {}, /AADSTS90002/, /check tenant_id/],
    ['an unknown application', {}, { clientId: TENANT }, {}, /AADSTS700016/, /check client_id/],
    [
      'no ActivityFeed.Read',
      without('ActivityFeed.Read'),
      {},
      {},
      /ActivityFeed.Read is not/,
      /API permissions/,
    ],
    [
      'no ActivityFeed.ReadDlp',
      without('ActivityFeed.ReadDlp'),
      {},
      {},
      /ReadDlp is not/,
      /Grant admin consent/,
    ],
    [
      'no role for PIM',
      without('RoleManagementAlert.Read.Directory'),
      {},
      {},
      /RoleManagementAlert.Read.Directory is not/,
      /Microsoft Graph/,
    ],
    [
      'a switched off audit log',
      {},
      {},
      {
        answer: JSON.stringify({
          error: {
            message: `StartSubscription failed. DataServiceException: Tenant ${TENANT} does not exist.`,
          },
        }),
      },
      /audit log is switched off/,
      /Set-AdminAuditLogConfig/,
    ],
    [
      'a token that is not accepted',
      {},
      {},
      { status: 401, answer: '' },
      /cannot be listed: 401/,
      /check cloud, endpoints and tenant_id/,
    ],
    [
      'no answer',
      {},
      { feeds: ['exchange'], cloud: { managementApi: 'x', login: 'http://127.0.0.1:1', graph: 'x' } },
      {},
      /no answer/,
      /proxy/,
    ],
  ],
)('%s is an error that says what to do', async (_what, options, fields, rest, what, cure) => {
  const [first] = bad(await check(options, fields, rest));
  expect(first?.level).toBe('error');
  expect(first?.what).toMatch(what);
  expect(first?.cure).toMatch(cure);
  expect(JSON.stringify(first)).not.toContain(CLIENT.secret);
});

test('a permission that the collector does not need is told, and where to grant it', async () => {
  const findings = await check(without('ServiceHealth.Read'));
  expect(bad(findings)).toEqual([]);
  expect(findings.filter(({ cure }) => cure !== undefined)).toEqual([
    expect.objectContaining({
      what: expect.stringContaining('ServiceHealth.Read is not granted') as string,
      cure: expect.stringContaining('Grant admin consent') as string,
    }),
  ]);
});

test('without the service dlp its permission is not wanted', async () => {
  expect(bad(await check(without('ActivityFeed.ReadDlp'), { feeds: ['exchange'] }))).toEqual([]);
});

test('what is not subscribed yet will be, and nothing is started by a check', async () => {
  const tenants = [{ id: TENANT, subscriptions: [], auditing: false }];
  const [first, ...rest] = bad(await check({ tenants }, { feeds: ['exchange'] }));
  expect(rest).toEqual([]);
  expect(first).toMatchObject({ level: 'warning', what: 'Audit.Exchange is not subscribed yet' });
  expect(first?.cure).toContain('audit log');
});

test('a clock that is wrong', async () => {
  const [first] = bad(await check({}, {}, { ahead: 120_000 }));
  expect(first?.level).toBe('warning');
  expect(first?.what).toMatch(/1(19|20|21) s ahead/);
});
