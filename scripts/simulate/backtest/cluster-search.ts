import { EngineError } from '../../base/errors';
import { isJsonObject } from '../../base/json';
import type { JsonObject, JsonValue } from '../../base/json';
import type { Search } from '../../detection';
import type { EqlSearchRequest, EqlSearchResponse } from '../../eql';
import type { SearchHit, SearchRequest, SearchResponse } from '../../query-dsl';
import type { Cluster } from './cluster';

/** How long a view stays open after each request to it. */
const KEEP_ALIVE = '5m';

/** Searches a cluster as rules do, each set of index patterns by one point in time; disposing closes them. */
export class ClusterSearch implements AsyncDisposable {
  readonly #cluster: Cluster;
  readonly #views = new Map<string, string>();

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  /** For `runRule`. @throws EngineError as `Cluster.ask`, and `NOISE_SEARCH_INCOMPLETE` */
  get search(): Search {
    const search = (request: SearchRequest): Promise<SearchResponse> => this.#search(request);
    return Object.assign(search, {
      eql: (request: EqlSearchRequest) => this.#eql(request),
      esql: async (request: { query: string; filter: JsonObject }) =>
        rowsOf(await this.#cluster.send({ method: 'POST', path: '/_query', body: request })),
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const id of this.#views.values()) {
      // A view that stays open ends by itself; a cluster that went away must not hide the error that said so.
      await this.#cluster.ask({ method: 'DELETE', path: '/_pit', body: { id } }).catch(() => undefined);
    }
    this.#views.clear();
  }

  async #search({ index, ...request }: SearchRequest): Promise<SearchResponse> {
    const patterns = pathOf(index);
    for (let reopened = false; ; reopened = true) {
      const pit = { id: this.#views.get(patterns) ?? (await this.#open(patterns)), keep_alive: KEEP_ALIVE };
      const body = { track_total_hits: true, version: true, ...request, pit };
      const { status, body: answer } = await this.#cluster.ask({ method: 'POST', path: '/_search', body });
      if (status === 404 && !reopened) {
        // The view expired, as after a long pause.
        this.#views.delete(patterns);
        continue;
      }
      if (status !== 200 || !isJsonObject(answer))
        throw incomplete(`HTTP ${status} ${JSON.stringify(answer)}`);
      if (typeof answer['pit_id'] === 'string') this.#views.set(patterns, answer['pit_id']);
      return responseOf(answer);
    }
  }

  async #open(patterns: string): Promise<string> {
    const query = { keep_alive: KEEP_ALIVE, ignore_unavailable: 'true' };
    const { id } = await this.#cluster.send({ method: 'POST', path: `/${patterns}/_pit`, query });
    if (typeof id !== 'string') throw incomplete('a point in time without an id');
    this.#views.set(patterns, id);
    return id;
  }

  async #eql({ index, tree: _tree, ...body }: EqlSearchRequest): Promise<EqlSearchResponse> {
    const answer = await this.#cluster.send({
      method: 'POST',
      path: `/${pathOf(index)}/_eql/search`,
      query: { allow_no_indices: 'true', ignore_unavailable: 'true' },
      body,
    });
    const hits = isJsonObject(answer['hits']) ? answer['hits'] : {};
    if (answer['timed_out'] === true) throw incomplete('an EQL search timed out');
    const { events, sequences } = hits;
    if (Array.isArray(events)) return { events: events.map(hitOf) };
    return {
      sequences: (Array.isArray(sequences) ? sequences : []).filter(isJsonObject).map((sequence) => ({
        join_keys: Array.isArray(sequence['join_keys']) ? sequence['join_keys'] : [],
        events: Array.isArray(sequence['events']) ? sequence['events'].map(hitOf) : [],
      })),
    };
  }
}

function pathOf(index: readonly string[]): string {
  return index.map((pattern) => encodeURIComponent(pattern)).join('%2C');
}

/** Half an answer would be counted as silence: it is an error. */
function responseOf(answer: JsonObject): SearchResponse {
  const shards = answer['_shards'];
  if (answer['timed_out'] === true) throw incomplete('a search timed out');
  if (isJsonObject(shards) && Number(shards['failed'] ?? 0) > 0)
    throw incomplete('some shards did not answer');
  const outer = isJsonObject(answer['hits']) ? answer['hits'] : {};
  const total = isJsonObject(outer['total']) ? outer['total']['value'] : outer['total'];
  const hits = Array.isArray(outer['hits']) ? outer['hits'].map(hitOf) : [];
  const { aggregations } = answer;
  return {
    total: typeof total === 'number' ? total : hits.length,
    hits,
    ...(isJsonObject(aggregations) && { aggregations }),
  };
}

function hitOf(value: JsonValue): SearchHit {
  const hit = isJsonObject(value) ? value : {};
  const { _index, _id, _version, _source, sort } = hit;
  return {
    _index: typeof _index === 'string' ? _index : '',
    _id: typeof _id === 'string' ? _id : '',
    _version: typeof _version === 'number' ? _version : 1,
    _source: isJsonObject(_source) ? _source : {},
    ...(Array.isArray(sort) && { sort }),
  };
}

function rowsOf(answer: JsonObject): JsonObject[] {
  const columns = Array.isArray(answer['columns']) ? answer['columns'].filter(isJsonObject) : [];
  const values = Array.isArray(answer['values']) ? answer['values'] : [];
  return values.map((row) =>
    Object.fromEntries(
      columns.map(({ name }, place) => [
        typeof name === 'string' ? name : '',
        Array.isArray(row) ? (row[place] ?? null) : null,
      ]),
    ),
  );
}

function incomplete(reason: string): EngineError {
  return new EngineError(
    'NOISE_SEARCH_INCOMPLETE',
    `the cluster gave no whole answer to a search: ${reason}`,
    'Run the same command again, with a lower --rate if the cluster is busy: it goes on where it stopped.',
  );
}
