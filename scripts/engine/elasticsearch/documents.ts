import type { estypes } from '@elastic/elasticsearch';
import type { JsonObject } from '../../base/json';
import type { StoredDocument } from '../../query-dsl/types';
import type { Connection } from './connection';
import type { RunNames } from './names';

const PAGE = 1_000;
const KEEP_ALIVE = '1m';

/** Every document of a stream and its bare indices with its version, as of one moment. */
export async function documents(
  connection: Connection,
  names: RunNames,
  indices: readonly string[],
): Promise<readonly StoredDocument[]> {
  const { id } = await connection.send<{ id: string }>({
    method: 'POST',
    path: `/${indices.map((index) => encodeURIComponent(names.add(index))).join(',')}/_pit`,
    query: { keep_alive: KEEP_ALIVE },
  });
  try {
    const found: StoredDocument[] = [];
    let after: estypes.SortResults | undefined;
    do {
      const { hits } = await connection.send<estypes.SearchResponse<JsonObject>>({
        method: 'POST',
        path: '/_search',
        exact: true,
        body: {
          size: PAGE,
          version: true,
          track_total_hits: false,
          query: { match_all: {} },
          sort: ['_shard_doc'],
          pit: { id, keep_alive: KEEP_ALIVE },
          ...(after === undefined ? {} : { search_after: after }),
        },
      });
      for (const hit of hits.hits) {
        found.push({
          index: names.strip(hit._index),
          id: hit._id ?? '',
          version: hit._version ?? 0,
          source: hit._source ?? {},
        });
      }
      after = hits.hits.length === PAGE ? hits.hits.at(-1)?.sort : undefined;
    } while (after !== undefined);
    return found;
  } finally {
    await connection.send({ method: 'DELETE', path: '/_pit', body: { id } });
  }
}
