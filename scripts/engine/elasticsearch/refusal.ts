import { EngineError } from '../../base/errors';
import { getKey, isJsonObject } from '../../base/json';
import type { JsonValue } from '../../base/json';

const GRANTED_BY = /granted by the (cluster|index) privileges \[([^\]]+)\]/;

/** The innermost cause that an error answer of Elasticsearch names, as `type: reason`. */
export function reasonOf(error: unknown): string {
  let cause: JsonValue | undefined = isJsonObject(error) ? error : undefined;
  let reason = typeof error === 'string' ? error : 'no reason given';
  while (isJsonObject(cause)) {
    const own: JsonValue | undefined = getKey(cause, 'reason');
    if (typeof own === 'string') reason = `${textOf(getKey(cause, 'type'))}: ${own}`;
    // A failed shard holds its cause as an object under "reason".
    cause = getKey(cause, 'caused_by') ?? firstOf(getKey(cause, 'failed_shards')) ?? own;
  }
  return reason;
}

/** Why the server refused, as `type: reason`, from the body of its answer. */
export function reasonIn(body: unknown): string {
  return reasonOf(isJsonObject(body) ? (getKey(body, 'error') ?? body) : body);
}

/** The error of a request that the server refused: no credentials, no privilege, or a request it cannot serve. */
export function refusal(request: string, status: number, body: unknown): EngineError {
  const reason = reasonIn(body);
  if (status === 401) {
    return new EngineError(
      'ENGINE_UNAUTHORISED',
      `Elasticsearch does not accept the credentials (401 for ${request}).`,
      'Set ELASTICSEARCH_API_KEY to the "encoded" value of an API key that is valid and not expired.',
    );
  }
  if (status === 403) {
    const granted = GRANTED_BY.exec(reason);
    const privilege =
      granted === null
        ? 'a privilege that this request needs'
        : `one of the ${granted[1] ?? ''} privileges ${granted[2] ?? ''}`;
    return new EngineError(
      'ENGINE_UNAUTHORISED',
      `The credentials lack ${privilege} (403 for ${request}). ${reason}`,
      'Give the API key the cluster privileges monitor, manage_ingest_pipelines and manage_index_templates, ' +
        'and on the indices rulepack-* the privilege all.',
    );
  }
  if (reason.startsWith('media_type_header_exception') || reason.includes('compatible version')) {
    // How Elasticsearch 8 answers a client of version 9.
    return tooOld('before 9.0');
  }
  return new EngineError('ENGINE_REFUSED', `Elasticsearch refused ${request} (${status}): ${reason}`);
}

/** The server is of a version that this program cannot work with. */
export function tooOld(version: string): EngineError {
  return new EngineError(
    'ENGINE_TOO_OLD',
    `The Elasticsearch that answers is too old (${version}): 9.0 or later is needed.`,
    'Use another cluster, or `--engine container`, which starts a version that fits.',
  );
}

function firstOf(list: JsonValue | undefined): JsonValue | undefined {
  return Array.isArray(list) ? list[0] : undefined;
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : 'error';
}
