import type { Client, errors } from '@elastic/elasticsearch';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { EngineError } from '../../base/errors';
import type { Address } from '../../engine';
import type { Emission, StreamName } from '../emission';
import { OutputError } from './output-error';
import { PROGRESS_STEP } from './sink';
import type { SinkOptions, Written } from './sink';

export interface ElasticsearchOptions extends SinkOptions {
  /** The data stream of each dataset, e.g. `logs-o365_rulepack.audit-default`. */
  readonly indexOf: (stream: StreamName) => string;
  /** First wait after “too many requests”, milliseconds; each further one is twice as long. */
  readonly wait?: number;
  /** How often a request or document is sent again. */
  readonly retries?: number;
  /** How often a connection that broke is tried again. */
  readonly reconnects?: number;
}

/** Bytes of a bulk request; well below what Elasticsearch takes (100 MB) and large enough to be quick. */
const FLUSH_BYTES = 2 * 1024 * 1024;
/** Bulk requests under way at once. */
const CONCURRENCY = 2;
const LONGEST_WAIT = 30_000;

/**
 * Sends records to their data streams, as fast as Elasticsearch takes them. The pipeline gives each document its
 * record's id, and `create` refuses a document that is there: a second run writes what the first did not, and nothing
 * twice. (A data stream that has rolled over in between no longer knows the ids of its older indices.)
 *
 * @throws EngineError `ENGINE_LOST` when no answer comes, or one that is about the whole request
 * @throws OutputError `OUTPUT_REFUSED` for documents that Elasticsearch will not have
 */
export async function writeElasticsearch(
  address: Address,
  emissions: Iterable<Emission>,
  { indexOf, wait = 500, retries = 8, reconnects = 3, onProgress }: ElasticsearchOptions,
): Promise<Written> {
  const { client, known } = await connect(address, { wait, retries, reconnects });
  let records = 0;
  let present = 0;
  let refused: { count: number; first: string } | undefined;
  const counted = function* (): Generator<Emission> {
    for (const emission of emissions) {
      records += 1;
      if (records % PROGRESS_STEP === 0) onProgress?.(records, emission.arrival);
      yield emission;
      if (refused) return;
    }
  };
  try {
    await client.helpers.bulk<Emission>({
      datasource: Readable.from(counted()),
      onDocument: ({ stream, text }) => [
        { create: { _index: indexOf(stream) } },
        // As text, which the helper sends as it stands.
        `{"message":${JSON.stringify(text)}}`,
      ],
      flushBytes: FLUSH_BYTES,
      concurrency: CONCURRENCY,
      retries,
      wait,
      onDrop: ({ status, error }) => {
        if (status === 409) present += 1;
        else
          refused = {
            count: (refused?.count ?? 0) + 1,
            first: refused?.first ?? `${status} ${reason(error)}`,
          };
      },
    });
  } catch (error) {
    throw lost(error, address, known);
  } finally {
    await client.close();
  }
  if (refused) {
    throw new OutputError(
      'OUTPUT_REFUSED',
      `Elasticsearch did not take ${refused.count} documents; the first for: ${refused.first}`,
      'Install the pack’s package or pipelines first. Run the same command again: nothing is written twice.',
    );
  }
  return { records, closed: false, present };
}

function reason(error: { readonly type: string; readonly reason?: string | null } | null): string {
  return error === null ? 'no reason given' : `${error.type}: ${error.reason ?? ''}`;
}

/** A client that waits and asks again when Elasticsearch says that it has too much to do. */
async function connect(
  { url, apiKey, username, password }: Address,
  { wait, retries, reconnects }: { wait: number; retries: number; reconnects: number },
): Promise<{ client: Client; known: typeof errors }> {
  const { Client: ElasticsearchClient, errors: known } = await import('@elastic/elasticsearch');
  const client = new ElasticsearchClient({
    node: url,
    maxRetries: reconnects,
    requestTimeout: 60_000,
    ...(apiKey !== undefined
      ? { auth: { apiKey } }
      : username !== undefined && password !== undefined
        ? { auth: { username, password } }
        : {}),
  });
  const { transport } = client;
  type Ask = typeof transport.request;
  const ask: Ask = transport.request.bind(transport);
  const patient = async (...call: Parameters<Ask>): Promise<unknown> => {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await ask(...call);
      } catch (error) {
        const busy = error instanceof known.ResponseError && error.statusCode === 429;
        if (!busy || attempt >= retries) throw error;
        await sleep(Math.min(LONGEST_WAIT, wait * 2 ** attempt));
      }
    }
  };
  transport.request = patient as Ask;
  return { client, known };
}

function lost(error: unknown, { url }: Address, known: typeof errors): unknown {
  const again = 'Run the same command again when it answers: what is there is not written twice.';
  if (error instanceof known.ResponseError) {
    const { statusCode = 0, message } = error;
    const code = statusCode === 401 || statusCode === 403 ? 'ENGINE_UNAUTHORISED' : 'ENGINE_LOST';
    return new EngineError(
      code,
      `Elasticsearch at ${url} refused a request (${statusCode}): ${message}`,
      again,
      {
        cause: error,
      },
    );
  }
  if (error instanceof known.ElasticsearchClientError) {
    return new EngineError(
      'ENGINE_LOST',
      `Elasticsearch at ${url} does not answer: ${error.message}`,
      again,
      {
        cause: error,
      },
    );
  }
  return error;
}
