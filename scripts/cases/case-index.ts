import { isJsonObject } from '../base/json';
import type { JsonObject } from '../base/json';
import type { Stream } from '../content';
import { namePattern } from '../query-dsl';

/** Filebeat 9 keeps its events in a data stream named after its version; the data set tells ours apart. */
const FILEBEAT = 'filebeat-9.4.3';

/**
 * The index in which a finished document of a stream would lie: that of its own `data_stream` fields, as Elastic’s
 * integrations write it, or Filebeat’s where rules on the stream look for it. Undefined: in the stream itself.
 */
export function documentIndex(document: JsonObject, { dataset, name, config }: Stream): string | undefined {
  const index = dataStreamName(document) ?? `${FILEBEAT}-${dataset}`;
  if (index === name) return undefined;
  const isFilebeat = index.startsWith('filebeat-');
  return isFilebeat && !config.index_patterns.some((pattern) => namePattern(pattern)(index))
    ? undefined
    : index;
}

/** The data set that the document’s `data_stream` fields name. */
export function dataStreamDataset({ data_stream }: JsonObject): string | undefined {
  const dataset = isJsonObject(data_stream) ? data_stream['dataset'] : undefined;
  return typeof dataset === 'string' ? dataset : undefined;
}

function dataStreamName(document: JsonObject): string | undefined {
  const { data_stream } = document;
  const dataset = dataStreamDataset(document);
  if (!isJsonObject(data_stream) || dataset === undefined) return undefined;
  const namespace = typeof data_stream['namespace'] === 'string' ? data_stream['namespace'] : 'default';
  return `logs-${dataset}-${namespace}`;
}
