import semver from 'semver';
import { EngineError } from '../../base/errors';
import type { Pack } from '../../content';
import { readTraits } from '../../engine/elasticsearch/capabilities';
import type { Connection } from '../../engine/elasticsearch/connection';
import { RunNames } from '../../engine/elasticsearch/names';
import { refusal } from '../../engine/elasticsearch/refusal';
import { keyRequest } from './collector-key';
import type { KeyOptions } from './collector-key';
import { findFleet } from './found';
import type { FoundOfFleet } from './found';
import { reasonIn } from '../../engine/elasticsearch/refusal';
import { checkPrivileges } from './privileges';
import type { SetupPlanOptions, SetupServer } from './setup-options';
import type { SetupRequest } from './setup-request';
import { setupRequests } from './setup-requests';

/** The key as Elasticsearch shows it, this once. */
export interface CollectorKey {
  readonly id: string;
  readonly name: string;
  /** Epoch milliseconds. */
  readonly expiration?: number;
  readonly encoded: string;
}

export interface SetupOutcome {
  /** e.g. `9.4.3`. */
  readonly version: string;
  readonly done: readonly SetupStep[];
  /** What an administrator should know: what was found, what the server lacks. */
  readonly notes: readonly string[];
  readonly key: CollectorKey | undefined;
}

export interface SetupStep {
  readonly kind: SetupRequest['kind'];
  readonly name: string;
  readonly outcome: 'put' | 'made' | 'there' | 'updated' | 'left' | 'rolled over';
}

/**
 * Sets up all that a collector needs, and makes its key unless `key` is undefined.
 *
 * @throws EngineError as the engine `url` does, those of {@link checkPrivileges}, `SETUP_NO_INGEST`
 */
export async function runSetup(
  connection: Connection,
  pack: Pack,
  options: SetupPlanOptions,
  key: KeyOptions | undefined,
): Promise<SetupOutcome> {
  const secured = await checkPrivileges(connection, options, key !== undefined);
  const { version, capabilities } = await readTraits(connection, new RunNames());
  if (!capabilities.ingest) {
    throw new EngineError('SETUP_NO_INGEST', 'Nothing was done: no node of the cluster has the role ingest.');
  }
  const server: SetupServer = {
    capabilities,
    failureStore: capabilities.dataStreams && semver.gte(semver.coerce(version) ?? '0.0.0', '9.1.0'),
  };
  const fleet = await findFleet(connection);
  const done: SetupStep[] = [];
  const existed = new Set<string>();
  for (const request of setupRequests(pack, options, server)) {
    const outcome = await perform(connection, request, {
      fleet,
      existed,
      dataStreams: capabilities.dataStreams,
    });
    if (outcome !== undefined) done.push({ kind: request.kind, name: request.name, outcome });
  }
  const others = secured && key !== undefined ? await otherKeys(connection, key.name) : 0;
  return {
    version,
    done,
    notes: notesOf({ server, secured, fleet, others, options, key }),
    key:
      secured && key !== undefined
        ? await connection.send<CollectorKey>(keyRequest(options, key))
        : undefined,
  };
}

interface Surroundings {
  readonly fleet: FoundOfFleet;
  /** Streams that were there before; filled in the course. */
  readonly existed: Set<string>;
  readonly dataStreams: boolean;
}

/** undefined: there was no need for it. */
async function perform(
  connection: Connection,
  request: SetupRequest,
  { fleet, existed, dataStreams }: Surroundings,
): Promise<SetupStep['outcome'] | undefined> {
  const { kind, name, method, path } = request;
  if (request.onlyIfExisted === true && !existed.has(name)) return undefined;
  if (kind === 'pipeline' && fleet.pipelines.has(name)) return 'left';
  if (kind === 'pipeline' || kind === 'template' || kind === 'setting') {
    await connection.send(request);
    return kind === 'setting' ? 'updated' : 'put';
  }
  const { status, body } = await connection.ask({ ...request, accept: [400] });
  if (status !== 400) return kind === 'mapping' ? 'updated' : 'made';
  if (kind !== 'mapping' && reasonIn(body).startsWith('resource_already_exists_exception')) {
    existed.add(name);
    return 'there';
  }
  // A field has another type now: the next backing index has the new mapping as a whole.
  if (kind === 'mapping' && dataStreams) {
    await connection.send({ method: 'POST', path: `/${encodeURIComponent(name)}/_rollover` });
    return 'rolled over';
  }
  throw refusal(`${method} ${path}`, status, body);
}

/** How many valid keys of this name there are already. */
async function otherKeys(connection: Connection, name: string): Promise<number> {
  const { api_keys } = await connection.send<{ readonly api_keys: readonly unknown[] }>({
    method: 'GET',
    path: '/_security/api_key',
    query: { name, owner: true, active_only: true },
  });
  return api_keys.length;
}

interface Circumstances {
  readonly server: SetupServer;
  readonly secured: boolean;
  readonly fleet: FoundOfFleet;
  readonly others: number;
  readonly options: SetupPlanOptions;
  readonly key: KeyOptions | undefined;
}

function notesOf({ server, secured, fleet, others, options, key }: Circumstances): string[] {
  const { dataStreams, mustache } = server.capabilities;
  return [
    ...(dataStreams
      ? []
      : [
          'NO DATA STREAMS: this Elasticsearch lacks the module. Plain indices of the same names were made: they never roll ' +
            'over, and nothing is ever deleted from them. Use it for trials only.',
        ]),
    ...(!dataStreams && options.retention !== undefined
      ? [`--retention ${options.retention} has no effect: only data streams have a lifecycle.`]
      : []),
    ...(dataStreams && options.retention === undefined
      ? ['Without --retention the data is kept for ever; a retention that was set before is left as it is.']
      : []),
    ...(mustache ? [] : ['No Mustache: a script fills in the texts of pipelines.']),
    ...(fleet.templates.size + fleet.pipelines.size === 0
      ? []
      : [
          `Fleet’s package is installed: its templates (${list(fleet.templates)}) and pipelines (${list(fleet.pipelines)}) were ` +
            `left as they are. The templates made here go before them for the namespace ${options.namespace} only.`,
        ]),
    ...(others === 0
      ? []
      : [
          `There ${others === 1 ? 'is another valid key' : `are ${others} other valid keys`} of the name “${key?.name ?? ''}”. ` +
            'Invalidate what is no longer used; with --no-key none is made.',
        ]),
    ...(secured
      ? []
      : [
          'SECURITY IS OFF: no API key was made, as there are none without it. Anybody who reaches this Elasticsearch can read, ' +
            'change and delete the data. Leave “elasticsearch.api_key” out of the configuration, or switch security on and call setup again.',
        ]),
  ];
}

function list(names: ReadonlySet<string>): string {
  return names.size === 0 ? 'none' : [...names].sort().join(', ');
}
