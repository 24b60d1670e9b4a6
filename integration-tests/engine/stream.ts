import type { IngestRequest, StreamDefinition } from '../../scripts/engine';
import type { JsonObject } from '../../scripts/base/json';

/** A stream that has one of everything: replaced field types, a pipeline that calls another, a final pipeline. */
export const STREAM: StreamDefinition = {
  name: 'logs-engine.test-default',
  mapping: {
    properties: {
      '@timestamp': { type: 'date' },
      data_stream: { properties: { type: { type: 'constant_keyword', value: 'logs' } } },
      event: { properties: { action: { type: 'keyword' }, original: { type: 'wildcard' } } },
      message: { type: 'match_only_text' },
    },
  },
  settings: { 'index.mapping.total_fields.limit': 500 },
  pipelines: {
    'engine.test': {
      processors: [
        { drop: { if: "ctx.todo == 'drop'" } },
        { fail: { if: "ctx.todo == 'fail'", message: 'as told' } },
        { pipeline: { name: 'engine.test-inner' } },
      ],
    },
    'engine.test-inner': {
      processors: [
        { script: { source: "ctx.event = ['action': ctx.action.toLowerCase()]; ctx.remove('action')" } },
      ],
    },
    'engine.test-final': {
      processors: [
        { set: { field: '_id', copy_from: 'id', ignore_empty_value: true } },
        { remove: { field: 'id', ignore_missing: true } },
      ],
    },
  },
  defaultPipeline: 'engine.test',
  finalPipeline: 'engine.test-final',
  bareIndices: ['filebeat-9.4.3-engine', 'logs-engine.other-prod'],
};

/** A document for {@link STREAM}; its `id` becomes the `_id`. */
export function request(source: JsonObject, options: Partial<IngestRequest> = {}): IngestRequest {
  const document = { '@timestamp': '2026-11-22T06:00:00Z', ...source };
  return { stream: STREAM.name, source: document, arrival: 0, ...options };
}
