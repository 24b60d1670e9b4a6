import type { Request } from '../../engine/elasticsearch/connection';
import { dataStreams } from '../data-streams';
import type { SetupPlanOptions } from './setup-options';

export interface KeyOptions {
  /** Under which Kibana lists it. */
  readonly name: string;
  /** e.g. `365d`; undefined: it does not expire. */
  readonly expiration?: string | undefined;
}

interface IndexPrivileges {
  readonly names: readonly string[];
  readonly privileges: readonly string[];
}

/**
 * `create_doc` alone cannot map a field that the mapping does not know yet; `auto_configure` adds that, and the creation of
 * a data stream of exactly these names.
 */
export function collectorPrivileges({ namespace, stateIndex }: SetupPlanOptions): IndexPrivileges[] {
  const { audit, collector, pimAlert, deadLetter } = dataStreams(namespace);
  return [
    { names: [audit, collector, pimAlert, deadLetter], privileges: ['auto_configure', 'create_doc'] },
    ...(stateIndex === undefined ? [] : [{ names: [stateIndex], privileges: ['read', 'write'] }]),
  ];
}

/** Makes the key of a collector. */
export function keyRequest(options: SetupPlanOptions, key: KeyOptions): Request & { readonly body: object } {
  return {
    method: 'POST',
    path: '/_security/api_key',
    body: {
      name: key.name,
      ...(key.expiration === undefined ? {} : { expiration: key.expiration }),
      role_descriptors: { collector: { cluster: [], indices: collectorPrivileges(options) } },
      metadata: { made_by: 'o365-rulepack setup', namespace: options.namespace },
    },
  };
}
