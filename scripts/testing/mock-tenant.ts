import { CLIENT, TENANT } from '../../fixtures/management-api';
import type { TenantConfig } from '../collect/config/collector-config';
import { Secret } from '../collect/config/secret';
import { FEED_SERVICES } from '../collect/services';

/** What the configuration says of a tenant of the mock at this address: all feeds, no alerts of PIM. */
export function mockTenant(url: string, changes: Partial<TenantConfig> = {}): TenantConfig {
  return {
    name: 'contoso.com',
    tenantId: TENANT,
    clientId: CLIENT.id,
    clientSecret: new Secret({ env: 'SECRET' }, { SECRET: CLIENT.secret }),
    cloud: { managementApi: url, login: url, graph: url },
    feeds: FEED_SERVICES,
    pimAlerts: false,
    requestsPerMinute: 2000,
    ...changes,
  };
}

/** The same as a file of the configuration has it, for Exchange alone; its secret is in this variable. */
export function mockTenantEntry(url: string, secretVariable: string): object {
  return {
    name: 'contoso.com',
    tenant_id: TENANT,
    client_id: CLIENT.id,
    client_secret: { env: secretVariable },
    services: { exchange: {} },
    endpoints: { management_api: url, login: url, graph: url },
  };
}
