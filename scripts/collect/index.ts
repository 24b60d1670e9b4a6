/** The collector: audit records of Microsoft 365 and PIM alerts into Elasticsearch, each once, none left out. */
export { SYSTEM_CLOCK, STEADY_CLOCK } from './clock';
export type { Clock } from './clock';
export { runCollector } from './collector';
export type { CollectorOptions } from './collector';
export type { CollectorConfig, TenantConfig } from './config/collector-config';
export { Secret } from './config/secret';
