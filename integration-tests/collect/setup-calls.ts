import type { DataStreams } from '../../scripts/collect/data-streams';

export interface Surroundings {
  readonly streams: DataStreams;
  readonly namespace: string;
  readonly other: string;
}

/** A call, and what is called so. */
export type Call = readonly [what: string, method: string, path: string, body?: object];

/** Everything else than creating documents, for an index. */
export function onIndex(index: string, namespace: string): Call[] {
  return [
    ['get', 'GET', `/${index}/_doc/a1`],
    ['exists by source', 'GET', `/${index}/_source/a1`],
    ['search', 'POST', `/${index}/_search`, {}],
    ['count', 'GET', `/${index}/_count`],
    ['point in time', 'POST', `/${index}/_pit?keep_alive=1m`],
    ['terms', 'POST', `/${index}/_terms_enum`, { field: 'event.action' }],
    ['field list', 'GET', `/${index}/_field_caps?fields=*`],
    ['explain', 'GET', `/${index}/_explain/a1?q=*`],
    ['delete', 'DELETE', `/${index}/_doc/a1`],
    ['update', 'POST', `/${index}/_update/a1`, { doc: { x: 1 } }],
    ['overwrite', 'PUT', `/${index}/_doc/a1`, { x: 1 }],
    ['delete by query', 'POST', `/${index}/_delete_by_query`, { query: { match_all: {} } }],
    ['update by query', 'POST', `/${index}/_update_by_query`, { query: { match_all: {} } }],
    ['delete the index', 'DELETE', `/${index}`],
    ['read the index', 'GET', `/${index}`],
    ['read the mapping', 'GET', `/${index}/_mapping`],
    ['read the settings', 'GET', `/${index}/_settings`],
    ['change the settings', 'PUT', `/${index}/_settings`, { 'index.default_pipeline': '_none' }],
    ['roll over', 'POST', `/${index}/_rollover`],
    ['close', 'POST', `/${index}/_close`],
    ['refresh', 'POST', `/${index}/_refresh`],
    ['force merge', 'POST', `/${index}/_forcemerge`],
    ['statistics', 'GET', `/${index}/_stats`],
    ['alias', 'PUT', `/${index}/_alias/a-${namespace}`],
  ];
}

/** What is beyond the data streams of the namespace; `other` is an index that is there. */
export function elsewhere({ streams, namespace, other }: Surroundings): Call[] {
  return [
    [
      'reindex',
      'POST',
      '/_reindex',
      { source: { index: streams.audit }, dest: { index: streams.deadLetter, op_type: 'create' } },
    ],
    ['read another index', 'GET', `/${other}/_doc/1`],
    ['search another index', 'POST', `/${other}/_search`, {}],
    ['create in another index', 'PUT', `/${other}/_create/2`, { x: 1 }],
    ['create in another namespace', 'PUT', `/${streams.audit}x/_create/2`, { x: 1 }],
    ['create in another data stream', 'PUT', `/logs-other.data-${namespace}/_create/2`, { x: 1 }],
    ['make an index', 'PUT', `/${other}-new`],
    ['read templates', 'GET', '/_index_template'],
    ['write a template', 'PUT', `/_index_template/${other}`, { index_patterns: [other] }],
    ['read pipelines', 'GET', '/_ingest/pipeline'],
    ['write a pipeline', 'PUT', `/_ingest/pipeline/${other}`, { processors: [] }],
    ['delete a pipeline', 'DELETE', `/_ingest/pipeline/${other}`],
    ['try a pipeline', 'POST', '/_ingest/pipeline/_simulate', { pipeline: { processors: [] }, docs: [] }],
    ['say hello', 'GET', '/'],
    ['cluster state', 'GET', '/_cluster/state'],
    ['cluster health', 'GET', '/_cluster/health'],
    ['cluster settings', 'PUT', '/_cluster/settings', { persistent: { 'action.auto_create_index': 'true' } }],
    ['nodes', 'GET', '/_nodes'],
    ['indices', 'GET', '/_cat/indices'],
    ['tasks', 'GET', '/_tasks'],
    ['make a key', 'POST', '/_security/api_key', { name: other }],
    ['list keys', 'GET', '/_security/api_key'],
    ['read users', 'GET', '/_security/user'],
    ['write a role', 'PUT', `/_security/role/${other}`, { cluster: ['all'] }],
  ];
}

export type BulkCall = readonly [what: string, action: object, source?: object];

/** Everything else than `create` in a data stream, in bulk. */
export function bulkActions({ streams, other }: Surroundings): BulkCall[] {
  return [
    ['index', { index: { _index: streams.audit, _id: 'a1' } }, { x: 1 }],
    ['delete', { delete: { _index: streams.audit, _id: 'a1' } }],
    ['update', { update: { _index: streams.audit, _id: 'a1' } }, { doc: { x: 1 } }],
    ['create elsewhere', { create: { _index: other, _id: '2' } }, { x: 1 }],
  ];
}
