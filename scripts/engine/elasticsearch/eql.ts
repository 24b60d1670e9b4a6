import type { estypes } from '@elastic/elasticsearch';
import { EngineError } from '../../base/errors';
import type { JsonObject, JsonValue } from '../../base/json';
import type { EqlSearchRequest, EqlSearchResponse } from '../../eql';
import type { SearchHit } from '../../query-dsl/types';
import type { Connection } from './connection';
import type { RunNames } from './names';

/** Asks as Kibana's detection engine does: `_eql/search`, where a pattern that matches nothing is no error. */
export async function eqlSearch(
  connection: Connection,
  names: RunNames,
  { index, query, filter, size, timestamp_field, event_category_field, tiebreaker_field }: EqlSearchRequest,
): Promise<EqlSearchResponse> {
  const patterns = index.map((pattern) => names.addToPattern(pattern)).join(',');
  const { hits, timed_out } = await connection.send<estypes.EqlSearchResponse>({
    method: 'POST',
    path: `/${encodeURIComponent(patterns)}/_eql/search`,
    query: { allow_no_indices: true, ignore_unavailable: true },
    body: { query, filter, size, timestamp_field, event_category_field, tiebreaker_field },
  });
  if (timed_out === true) throw new EngineError('ENGINE_SEARCH_FAILED', 'an EQL search timed out');
  const toHit = (event: estypes.EqlHitsEvent): SearchHit => ({
    _index: names.strip(event._index),
    _id: event._id,
    // EQL tells no versions.
    _version: 1,
    _source: (event._source ?? {}) as JsonObject,
  });
  if (hits.events) return { events: hits.events.map(toHit) };
  return {
    sequences: (hits.sequences ?? []).map(({ join_keys = [], events }) => ({
      join_keys: join_keys as JsonValue[],
      events: events.map(toHit),
    })),
  };
}
