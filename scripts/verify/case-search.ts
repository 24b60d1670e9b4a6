import { EngineError } from '../base/errors';
import { isJsonObject } from '../base/json';
import type { JsonObject, JsonValue } from '../base/json';
import { CASE_LABEL } from '../cases';
import type { Search } from '../detection';
import type { StartedEngine } from '../engine/engine';
import type { QueryDsl, SearchHit, SearchRequest, SearchResponse } from '../query-dsl/types';

const LABEL = `labels.${CASE_LABEL}`;

/** The name of the composite source that tells the cases of a shared request apart. */
const CASE_SOURCE = 'rulepack_case';

/** Elasticsearch's default index.max_result_window and search.max_buckets allow this many. */
const SHARED_LIMIT = 10_000;

interface Pending {
  readonly caseKey: string;
  readonly request: SearchRequest;
  readonly resolve: (response: SearchResponse) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Gives each case a search that sees its own documents only. Requests that are made together and differ in nothing
 * but their case are sent as one and their answers parted by case, so that a proof costs a few searches a rule.
 */
export class CaseSearch {
  #pending: Pending[] = [];

  constructor(private readonly engine: StartedEngine) {}

  of(caseKey: string): Search {
    const search: Search = (request) =>
      new Promise((resolve, reject) => {
        if (this.#pending.length === 0) setImmediate(() => this.#flush());
        this.#pending.push({ caseKey, request, resolve, reject });
      });
    return Object.assign(search, languagesOf(this.engine, caseKey));
  }

  #flush(): void {
    const textOf = requestTexts();
    const groups = Map.groupBy(this.#pending, ({ request }) => textOf(request));
    this.#pending = [];
    for (const group of groups.values()) {
      this.#answer(group).catch((error: unknown) => {
        for (const { reject } of group) reject(error);
      });
    }
  }

  async #answer(group: readonly Pending[]): Promise<void> {
    const [first] = group;
    if (!first) return;
    // A bucket page that is parted is whole: it spares a case of its own the request for an empty second page.
    const isShared = group.length > 1 || first.request.aggs !== undefined;
    const shared = isShared ? await this.#shared(first.request, group).catch(unlessMixed) : undefined;
    await Promise.all(
      group.map(async ({ caseKey, request, resolve }) =>
        resolve(shared?.get(caseKey) ?? (await this.engine.search(onlyCases(request, [caseKey])))),
      ),
    );
  }

  /** The answers by case; undefined when the request cannot be shared or its answer did not fit in one. */
  async #shared(
    request: SearchRequest,
    group: readonly Pending[],
  ): Promise<Map<string, SearchResponse> | undefined> {
    const keys = group.map(({ caseKey }) => caseKey);
    if (request.aggs === undefined) {
      const response = await this.engine.search({ ...onlyCases(request, keys), size: SHARED_LIMIT });
      return response.total > response.hits.length ? undefined : partHits(response.hits, request.size, keys);
    }
    const composite = compositeOf(request.aggs);
    if (composite === undefined) return undefined;
    const sources = [{ [CASE_SOURCE]: { terms: { field: LABEL } } }, ...composite.sources];
    const groups = { ...composite.groups, composite: { ...composite.body, size: SHARED_LIMIT, sources } };
    const response = await this.engine.search({ ...onlyCases(request, keys), aggs: { groups } });
    return partBuckets(response, keys);
  }
}

/** Requests as text, equal for equal ones. The filters of a query are written once an object: most are a rule’s own. */
function requestTexts(): (request: SearchRequest) => string {
  const known = new Map<JsonValue, string>();
  const textOf = (filter: JsonValue): string => {
    const text = known.get(filter) ?? JSON.stringify(filter);
    known.set(filter, text);
    return text;
  };
  return ({ query, ...others }) => {
    const { bool } = query;
    const filters = isJsonObject(bool) && Object.keys(bool).length === 1 ? bool['filter'] : undefined;
    const text = Array.isArray(filters) ? `[${filters.map(textOf).join()}]` : JSON.stringify(query);
    return JSON.stringify(others) + text;
  };
}

/** The embedded engine aggregates documents of one mapping only; those of a single case mostly are. */
function unlessMixed(error: unknown): undefined {
  if (error instanceof EngineError && error.code === 'ENGINE_MANY_MAPPINGS') return undefined;
  throw error;
}

/** EQL and ES|QL over the documents of one case, where the engine has them. */
export function languagesOf(engine: StartedEngine, key: string): Pick<Search, 'eql' | 'esql'> {
  const { eql, esql } = engine.capabilities;
  const within = (filter: QueryDsl): QueryDsl => ({ bool: { filter: [onlyCase(key), filter] } });
  return {
    eql: eql ? (request) => engine.eqlSearch({ ...request, filter: within(request.filter) }) : undefined,
    esql: esql ? (request) => engine.esqlSearch({ ...request, filter: within(request.filter) }) : undefined,
  };
}

function onlyCase(key: string): QueryDsl {
  return { term: { [LABEL]: key } };
}

/** A search that sees the documents of some cases only. */
export function onlyCases(request: SearchRequest, keys: readonly string[]): SearchRequest {
  const [only, ...others] = keys;
  const filter: JsonObject =
    only !== undefined && others.length === 0 ? onlyCase(only) : { terms: { [LABEL]: [...keys] } };
  return { ...request, query: { bool: { filter: [filter, request.query] } } };
}

function partHits(
  hits: readonly SearchHit[],
  size: number,
  keys: readonly string[],
): Map<string, SearchResponse> {
  const byCase = Map.groupBy(hits, ({ _source: { labels } }) =>
    isJsonObject(labels) ? labels[CASE_LABEL] : undefined,
  );
  return new Map(
    keys.map((key) => {
      const own = byCase.get(key) ?? [];
      return [key, { total: own.length, hits: own.slice(0, size) }];
    }),
  );
}

interface Composite {
  readonly groups: JsonObject;
  readonly body: JsonObject;
  readonly sources: readonly JsonValue[];
}

/** The first page of the one composite aggregation by which rules group. */
function compositeOf(aggs: JsonObject): Composite | undefined {
  const { groups, ...others } = aggs;
  if (!isJsonObject(groups) || Object.keys(others).length > 0) return undefined;
  const body = groups['composite'];
  if (!isJsonObject(body) || !Array.isArray(body['sources']) || body['after'] !== undefined) return undefined;
  return { groups, body, sources: body['sources'] };
}

function partBuckets(
  response: SearchResponse,
  keys: readonly string[],
): Map<string, SearchResponse> | undefined {
  const groups = response.aggregations?.['groups'];
  const buckets = isJsonObject(groups) && Array.isArray(groups['buckets']) ? groups['buckets'] : undefined;
  // A selector may have thinned the buckets out, so the documents tell whether one page held all of them.
  if (buckets === undefined || response.total > SHARED_LIMIT || buckets.length >= SHARED_LIMIT)
    return undefined;
  const byCase = new Map<JsonValue | undefined, JsonValue[]>(keys.map((key) => [key, []]));
  for (const bucket of buckets) {
    if (!isJsonObject(bucket) || !isJsonObject(bucket['key'])) return undefined;
    const { [CASE_SOURCE]: caseKey, ...key } = bucket['key'];
    byCase.get(caseKey)?.push({ ...bucket, key });
  }
  const answer = (own: JsonValue[]): SearchResponse => ({
    total: 0,
    hits: [],
    aggregations: { groups: { buckets: own } },
  });
  return new Map(keys.map((key) => [key, answer(byCase.get(key) ?? [])]));
}
