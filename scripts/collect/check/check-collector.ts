import type { CollectorConfig } from '../config/collector-config';
import { checkElasticsearch } from './check-elasticsearch';
import { checkState, writableFolder } from './check-files';
import type { OpenForCheck } from './check-files';
import { checkTenant } from './check-tenant';
import type { TenantCheckParts } from './check-tenant';
import type { AskElasticsearch } from './fetch-like';
import type { Finding } from './finding';

export interface CheckParts extends TenantCheckParts {
  readonly elasticsearch: AskElasticsearch;
  readonly openState: OpenForCheck;
}

/** Tries all that a collector with this configuration needs, and changes nothing. Never throws for what it finds. */
export async function checkCollector(config: CollectorConfig, parts: CheckParts): Promise<Finding[]> {
  const tenants = await Promise.all(config.tenants.map((tenant) => checkTenant(tenant, parts)));
  return [
    ...tenants.flat(),
    ...(await checkElasticsearch(config, parts.elasticsearch)),
    await checkState(config.state, parts.openState, parts.elasticsearch),
    ...(config.deadLetterFile === undefined ? [] : [writableFolder('dead letters', config.deadLetterFile)]),
  ];
}
