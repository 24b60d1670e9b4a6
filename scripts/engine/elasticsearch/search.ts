import type { estypes } from '@elastic/elasticsearch';
import { EngineError } from '../../base/errors';
import type { JsonObject } from '../../base/json';
import type { SearchHit, SearchRequest, SearchResponse } from '../../query-dsl/types';
import type { Connection } from './connection';
import type { RunNames } from './names';
import { reasonOf } from './refusal';
import { TurnBatch, type Waiting } from './turn-batch';

/** Searches in one `_msearch`; the server runs them side by side. */
const LARGEST_BATCH = 256;

type WaitingSearch = Waiting<SearchRequest, SearchResponse>;

/** Collects the searches that are asked for in the same turn of the event loop and sends them together. */
export class SearchBatcher {
  private readonly batch = new TurnBatch<SearchRequest, SearchResponse>((batch) => this.flush(batch));

  constructor(
    private readonly connection: Connection,
    private readonly names: RunNames,
  ) {}

  /** @throws EngineError `ENGINE_SEARCH_FAILED` with the server's reason */
  search(request: SearchRequest): Promise<SearchResponse> {
    return this.batch.ask(request);
  }

  private async flush(batch: readonly WaitingSearch[]): Promise<void> {
    for (let start = 0; start < batch.length; start += LARGEST_BATCH) {
      await this.send(batch.slice(start, start + LARGEST_BATCH));
    }
  }

  private async send(batch: readonly WaitingSearch[]): Promise<void> {
    try {
      const { responses } = await this.connection.send<estypes.MsearchResponse>({
        method: 'POST',
        path: '/_msearch',
        lines: batch.map(({ request }) => this.linesOf(request)).join(''),
      });
      batch.forEach(({ resolve, reject }, index) => {
        try {
          resolve(this.responseOf(responses[index]));
        } catch (error) {
          reject(error);
        }
      });
    } catch (error) {
      await this.refused(batch, error);
    }
  }

  /** A query that cannot be parsed makes the server refuse the whole batch: then each search goes alone. */
  private async refused(batch: readonly WaitingSearch[], error: unknown): Promise<void> {
    const isRefusal = error instanceof EngineError && error.code === 'ENGINE_REFUSED';
    if (isRefusal && batch.length > 1) {
      for (const one of batch) await this.send([one]);
    } else {
      for (const { reject } of batch) reject(isRefusal ? searchFailure(error.message, error) : error);
    }
  }

  private linesOf({ index, ...body }: SearchRequest): string {
    const header = {
      index: index.map((pattern) => this.names.addToPattern(pattern)),
      // As the detection engine asks: a pattern that matches nothing is no error.
      ignore_unavailable: true,
      allow_no_indices: true,
    };
    return `${JSON.stringify(header)}\n${JSON.stringify({ track_total_hits: true, version: true, ...body })}\n`;
  }

  private responseOf(response: estypes.MsearchResponseItem | undefined): SearchResponse {
    const failure = failureOf(response);
    if (failure !== undefined) throw searchFailure(failure);
    const { hits, aggregations } = response as estypes.MsearchMultiSearchItem;
    const found = hits.hits.map((hit): SearchHit => ({
      _index: this.names.strip(hit._index),
      _id: hit._id ?? '',
      _version: hit._version ?? 0,
      _source: (hit._source ?? {}) as JsonObject,
      ...(hit.sort === undefined ? {} : { sort: hit.sort }),
    }));
    const total = typeof hits.total === 'number' ? hits.total : (hits.total?.value ?? found.length);
    if (aggregations === undefined) return { total, hits: found };
    this.names.stripWithin(aggregations as JsonObject);
    return { total, hits: found, aggregations: aggregations as JsonObject };
  }
}

function searchFailure(reason: string, cause?: unknown): EngineError {
  return new EngineError(
    'ENGINE_SEARCH_FAILED',
    `Elasticsearch could not run a search: ${reason}`,
    undefined,
    {
      cause,
    },
  );
}

/** Why a search has no answer, or only part of one. */
function failureOf(response: estypes.MsearchResponseItem | undefined): string | undefined {
  if (response === undefined) return 'no answer to it';
  if ('error' in response) return reasonOf(response.error);
  if (response.timed_out) return 'it timed out';
  const [failure] = response._shards.failures ?? [];
  return failure === undefined ? undefined : reasonOf(failure.reason);
}
