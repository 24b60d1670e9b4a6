import { isJsonObject } from '../../base/json';
import type { JsonObject } from '../../base/json';
import { adaptMapping } from '../../engine/elasticsearch/adapt-mapping';
import type { IndexMapping } from '../../query-dsl/types';
import { MANAGED_BY } from './pipelines';
import type { SetupPlanOptions, SetupServer } from './setup-options';
import type { SetupRequest } from './setup-request';

/**
 * Above Fleet's 200 and its 250 for single namespaces. The pattern is one data stream's name, so Fleet's template goes on
 * for all others of the dataset.
 */
export const TEMPLATE_PRIORITY = 300;

/** A data stream that a collector writes to. */
export interface CollectedStream {
  /** e.g. `logs-o365_rulepack.audit-default`. */
  readonly name: string;
  readonly mapping: IndexMapping;
  readonly settings: JsonObject;
  /** undefined: documents are stored as they come. */
  readonly defaultPipeline: string | undefined;
}

/** The index template of a data stream. */
export function templateRequest(
  stream: CollectedStream,
  options: SetupPlanOptions,
  server: SetupServer,
): SetupRequest {
  const { dataStreams } = server.capabilities;
  const { name, settings, defaultPipeline } = stream;
  return {
    kind: 'template',
    name,
    method: 'PUT',
    path: `/_index_template/${encodeURIComponent(name)}`,
    body: {
      index_patterns: [name],
      priority: TEMPLATE_PRIORITY,
      ...(dataStreams && { data_stream: {} }),
      template: {
        settings: {
          ...settings,
          ...(defaultPipeline !== undefined && { 'index.default_pipeline': defaultPipeline }),
        },
        mappings: mappingOf(stream, server),
        // Without a lifecycle a data stream would never roll over.
        ...(dataStreams && { lifecycle: { enabled: true, ...retention(options) } }),
        ...(dataStreams && server.failureStore && { data_stream_options: NO_FAILURE_STORE }),
      },
      _meta: { managed_by: MANAGED_BY, package: { name: 'o365_rulepack', version: options.version } },
    },
  };
}

/** Makes the data stream; one that exists gets by updates what a new one has from its template. */
export function streamRequests(
  stream: CollectedStream,
  options: SetupPlanOptions,
  server: SetupServer,
): SetupRequest[] {
  const { name, defaultPipeline } = stream;
  const encoded = encodeURIComponent(name);
  const { dataStreams } = server.capabilities;
  const update = (kind: 'mapping' | 'setting', path: string, body: object): SetupRequest => ({
    ...{ kind, name, method: 'PUT', path, body, onlyIfExisted: true },
  });
  return [
    { kind: 'stream', name, method: 'PUT', path: `${dataStreams ? '/_data_stream' : ''}/${encoded}` },
    {
      ...update('mapping', `/${encoded}/_mapping`, mappingOf(stream, server)),
      ...(dataStreams && { query: { write_index_only: true } }),
    },
    ...(defaultPipeline === undefined
      ? []
      : [update('setting', `/${encoded}/_settings`, { 'index.default_pipeline': defaultPipeline })]),
    ...(dataStreams && options.retention !== undefined
      ? [update('setting', `/_data_stream/${encoded}/_lifecycle`, { enabled: true, ...retention(options) })]
      : []),
    ...(dataStreams && server.failureStore
      ? [update('setting', `/_data_stream/${encoded}/_options`, NO_FAILURE_STORE)]
      : []),
  ];
}

/**
 * A failure store would swallow what the mapping refuses and answer as if it were created; without one the collector
 * gets the refusal, counts it and writes the record to the dead letters.
 */
const NO_FAILURE_STORE = { failure_store: { enabled: false } };

function retention({ retention: data_retention }: SetupPlanOptions): object {
  return data_retention === undefined ? {} : { data_retention };
}

/** With the values of `data_stream.*`, which the collector's documents do not have themselves. */
function mappingOf({ name, mapping }: CollectedStream, server: SetupServer): IndexMapping {
  const [type = '', dataset = '', namespace = ''] = name.split('-');
  const constants = Object.entries({ type, dataset, namespace }).map(([field, value]) => [
    field,
    { type: 'constant_keyword', value },
  ]);
  const { data_stream, ...others } = mapping.properties;
  const declared = isJsonObject(data_stream) ? data_stream : {};
  const properties = {
    ...others,
    data_stream: { ...declared, properties: Object.fromEntries(constants) as JsonObject },
  };
  return adaptMapping({ ...mapping, properties }, server.capabilities).mapping;
}
