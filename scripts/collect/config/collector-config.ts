import type { Cloud } from '../clouds';
import type { FeedService } from '../services';
import type { Secret } from './secret';

/** A tenant to read. */
export interface TenantConfig {
  readonly name: string;
  /** GUID, in small letters. */
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: Secret;
  /** Roots of the tenant's cloud, or those that the configuration names instead. */
  readonly cloud: Cloud;
  /** Those that are switched on. */
  readonly feeds: readonly FeedService[];
  readonly pimAlerts: boolean;
  readonly requestsPerMinute: number;
}

/** The configuration as it is used: everything decided, times in milliseconds. */
export interface CollectorConfig {
  /** Five digits. */
  readonly id: string;
  readonly tenants: readonly TenantConfig[];
  readonly elasticsearch: {
    readonly url: string;
    readonly apiKey: Secret | undefined;
    readonly namespace: string;
    /** Paths of PEM files. */
    readonly ca: string | undefined;
  };
  readonly state: { readonly file: string } | { readonly index: string };
  /** NDJSON instead of the data stream of dead letters. */
  readonly deadLetterFile: string | undefined;
  readonly proxy: string | undefined;
  readonly ca: string | undefined;
  readonly backlog: number;
  readonly interval: number;
  readonly overlap: number;
  readonly heartbeatInterval: number;
  /** How long the ledger knows a record. */
  readonly ledger: number;
  readonly listen: { readonly host: string; readonly port: number } | undefined;
}
