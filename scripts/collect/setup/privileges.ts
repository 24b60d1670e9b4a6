import { EngineError } from '../../base/errors';
import type { Connection } from '../../engine/elasticsearch/connection';
import { refusal } from '../../engine/elasticsearch/refusal';
import { dataStreams } from '../data-streams';
import { collectorPrivileges } from './collector-key';
import { reasonIn } from '../../engine/elasticsearch/refusal';
import type { SetupPlanOptions } from './setup-options';

interface Held {
  readonly cluster: Readonly<Record<string, boolean>>;
  readonly index: Readonly<Record<string, Readonly<Record<string, boolean>>>>;
}

/**
 * Asks whether the administrator may do all of it, before anything is done. A key can never do more than who made it, so
 * the privileges of the collector are among those that are needed.
 *
 * @returns false: the server has no security, so there are neither privileges nor keys
 * @throws EngineError `SETUP_NOT_PERMITTED` with the privileges that are missing, `SETUP_KEY_BY_KEY`
 */
export async function checkPrivileges(
  connection: Connection,
  options: SetupPlanOptions,
  makesKey: boolean,
): Promise<boolean> {
  const path = '/_security/user/_has_privileges';
  const { status, body } = await connection.ask<Held>({
    method: 'POST',
    path,
    body: needed(options, makesKey),
    accept: [400],
  });
  if (status === 400) {
    if (reasonIn(body).startsWith('no handler found')) return false;
    throw refusal(`POST ${path}`, status, body);
  }
  const missing = [
    ...lacking(body.cluster).map((privilege) => `cluster: ${privilege}`),
    ...Object.entries(body.index).flatMap(([name, held]) =>
      lacking(held).map((privilege) => `index ${name}: ${privilege}`),
    ),
  ];
  if (missing.length > 0) {
    throw new EngineError(
      'SETUP_NOT_PERMITTED',
      `Nothing was done: the credentials lack\n${missing.map((privilege) => `- ${privilege}`).join('\n')}`,
      'Use those of an administrator, or give them these privileges; docs/collecting.md says why each is needed.',
    );
  }
  if (makesKey) await refuseKeyByKey(connection);
  return true;
}

function needed(options: SetupPlanOptions, makesKey: boolean): object {
  const { namespace, stateIndex } = options;
  const names = Object.values(dataStreams(namespace)) as string[];
  return {
    cluster: [
      ...['monitor', 'manage_ingest_pipelines', 'manage_index_templates'],
      ...(makesKey ? ['manage_own_api_key'] : []),
    ],
    index: [
      { names: stateIndex === undefined ? names : [...names, stateIndex], privileges: ['manage'] },
      ...(makesKey ? collectorPrivileges(options) : []),
    ],
  };
}

/** A key that was made with a key has no privileges; Elasticsearch makes none with some. */
async function refuseKeyByKey(connection: Connection): Promise<void> {
  const { authentication_type: type } = await connection.send<{ readonly authentication_type?: string }>({
    method: 'GET',
    path: '/_security/_authenticate',
  });
  if (type !== 'api_key') return;
  throw new EngineError(
    'SETUP_KEY_BY_KEY',
    'Nothing was done: Elasticsearch makes no API key with privileges for one who comes with an API key.',
    'Set ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD in place of ELASTICSEARCH_API_KEY; or add --no-key, and make ' +
      'the key in Kibana with the body that --dry-run prints.',
  );
}

function lacking(held: Readonly<Record<string, boolean>>): string[] {
  return Object.keys(held).filter((privilege) => held[privilege] !== true);
}
