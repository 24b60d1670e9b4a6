import { errors } from '@elastic/elasticsearch';
import type { Client } from '@elastic/elasticsearch';
import type { Logger } from 'pino';

/** Which of these documents a data stream has, in all its backing indices. */
export type AlreadyThere = (stream: string, ids: readonly string[]) => Promise<ReadonlySet<string>>;

/**
 * Asks Elasticsearch, as `create` sees the newest backing index only. With a key that may not read, nothing is known: that
 * is logged once.
 *
 * @returns a function that throws errors of the client
 */
export function alreadyThere(
  client: Client,
  { logger, signal }: { readonly logger: Logger; readonly signal: AbortSignal },
): AlreadyThere {
  const unreadable = new Set<string>();
  return async (stream, ids) => {
    if (unreadable.has(stream)) return new Set();
    try {
      const { hits } = await client.search(
        {
          index: stream,
          query: { ids: { values: [...ids] } },
          size: ids.length,
          _source: false,
          track_total_hits: false,
        },
        { signal },
      );
      return new Set(hits.hits.map(({ _id = '' }) => _id));
    } catch (error) {
      if (!(error instanceof errors.ResponseError) || error.statusCode !== 403) throw error;
      unreadable.add(stream);
      logger.warn(
        { stream },
        'the key may not read it: what went through before a rollover is written again',
      );
      return new Set();
    }
  };
}
