import { CLIENT } from '../../fixtures/management-api';
import type { FeedService } from '../../scripts/collect/services';
import type { ChildTask } from './child-task';
import type { Namespace } from './target';

const MINUTE = 60_000;

export interface Wiring {
  readonly tenants: readonly { readonly id: string; readonly feeds: readonly FeedService[] }[];
  /** Addresses of the API, and of Elasticsearch or what stands before it. */
  readonly api: string;
  readonly elasticsearch: string;
  readonly namespace: Namespace;
  /** Where the namespace has no index for it. */
  readonly stateFile: string;
  readonly requestsPerMinute: number;
  readonly backlog: number;
  readonly overlap: number;
}

/** The configuration of a collector between a mock and an Elasticsearch. */
export function collectorConfig(wiring: Wiring): ChildTask['config'] {
  const { api, elasticsearch, namespace, stateFile, requestsPerMinute, backlog, overlap } = wiring;
  const { stateIndex } = namespace;
  return {
    id: '10001',
    tenants: wiring.tenants.map(({ id, feeds }, place) => ({
      name: `tenant${place + 1}.example.com`,
      tenantId: id,
      clientId: CLIENT.id,
      cloud: { managementApi: api, login: api, graph: api },
      feeds,
      pimAlerts: false,
      requestsPerMinute,
    })),
    elasticsearch: { url: elasticsearch, namespace: namespace.name, ca: undefined },
    state: stateIndex === undefined ? { file: stateFile } : { index: stateIndex },
    deadLetterFile: undefined,
    proxy: undefined,
    ca: undefined,
    backlog,
    interval: MINUTE,
    overlap,
    heartbeatInterval: 5 * MINUTE,
    ledger: 14 * 24 * 60 * MINUTE,
    listen: undefined,
  };
}
