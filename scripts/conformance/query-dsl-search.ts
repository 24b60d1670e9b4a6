import { ContentError } from '../base/errors';
import { parseExactJson } from '../base/exact-json';
import { isJsonObject, type JsonObject, type JsonValue } from '../base/json';
import { SearchIndex } from '../query-dsl';
import type { IndexMapping, SearchRequest, SearchResponse } from '../query-dsl/types';

/** The one index of a question; queries may ask for it in `_index`. */
export const INDEX = 'logs-o365';

/** Documents and one search over them; without a request: which documents the mapping takes. */
export interface SearchQuestion {
  readonly mapping: IndexMapping;
  /** By id: `0`, `1` … */
  readonly documents: readonly JsonObject[];
  readonly request?: AskedSearch;
  /** What `now` means, epoch milliseconds. */
  readonly now?: number;
}

/** A search, and how to go on when its page is full. */
export interface AskedSearch extends Omit<SearchRequest, 'index'> {
  /** Follow the pages, by `search_after` and by a composite's `after_key`. */
  readonly pages?: boolean;
}

/** Pages that are followed at most. */
export const MOST_PAGES = 6;

/** One page, and the request for the next when there is one. */
export interface AnsweredPage {
  readonly answer: JsonValue;
  readonly next: AskedSearch | undefined;
}

/** Indexes the documents; `taken` says which of them the mapping takes. */
export function embeddedIndex(
  mapping: IndexMapping,
  documents: readonly JsonObject[],
): { index: SearchIndex; taken: boolean[] } {
  const index = new SearchIndex(mapping);
  const taken = documents.map(
    (document, id) => index.create(INDEX, String(id), sent(document)).kind === 'created',
  );
  return { index, taken };
}

/** As a server reads what this program sends: its JSON text, digit by digit. */
export function sent<T extends object>(value: T): T {
  return parseExactJson(JSON.stringify(value)) as unknown as T;
}

/** As this program reads what a server answers: whole numbers beyond 2^53 are rounded. */
export function received(response: SearchResponse): SearchResponse {
  return JSON.parse(JSON.stringify(response)) as SearchResponse;
}

/** Codes with which the embedded engine says that it does not know something, not that it is wrong. */
const UNSUPPORTED = /^(?:\w+_UNKNOWN(?:_\w+)?|\w+_UNSUPPORTED|AGGREGATION_SCRIPT|DATE_FORMAT)$/;

/** All pages of a search, or how the embedded engine refuses it. */
export function answerSearch(index: SearchIndex, request: AskedSearch, now?: number): JsonValue {
  const pages: JsonValue[] = [];
  let next: AskedSearch | undefined = request;
  while (next !== undefined) {
    try {
      const page = answerPage(
        next,
        received(index.search(sent({ ...next, index: ['*'] }), { now })),
        pages.length,
      );
      pages.push(page.answer);
      next = page.next;
    } catch (error) {
      pages.push(refusalOf(error));
      break;
    }
  }
  return pages;
}

/** How the embedded engine refuses; a crash is thrown again. */
export function refusalOf(error: unknown): JsonObject {
  if (!(error instanceof ContentError)) throw error;
  const [problem] = error.problems;
  if (problem && UNSUPPORTED.test(problem.code)) return { unsupported: problem.message };
  return { refused: true };
}

/** An answer as it is compared: no scores, no shards; without a sort the order of hits is the scores' and not kept. */
export function answerPage(request: AskedSearch, response: SearchResponse, page: number): AnsweredPage {
  const isSorted = request.sort !== undefined && request.sort.length > 0;
  const ids = response.hits.map(({ _id: id }) => id);
  const answer: JsonObject = {
    total: response.total,
    hits: isSorted
      ? response.hits.map(({ _id: id, sort = [] }) => [id, ...withoutDocOrder(request, sort)])
      : ids.sort((a, b) => Number(a) - Number(b)),
    ...(response.aggregations && { aggregations: bare(response.aggregations) }),
  };
  const isLast = request.pages !== true || page + 1 >= MOST_PAGES;
  return { answer, next: isLast ? undefined : nextPage(request, response) };
}

/** Lucene's own numbers of documents mean nothing outside. */
function withoutDocOrder({ sort = [] }: AskedSearch, values: readonly JsonValue[]): JsonValue[] {
  return values.map((value, at) => ('_doc' in (sort[at] ?? {}) ? '_doc' : value));
}

/** Leaves out of aggregations what says nothing: sources, index names and scores of top hits. */
function bare(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(bare);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).filter(
    ([key]) => !['_source', '_index', '_score', '_ignored', 'max_score'].includes(key),
  );
  return Object.fromEntries(entries.map(([key, item]) => [key, bare(item)]));
}

function nextPage(request: AskedSearch, response: SearchResponse): AskedSearch | undefined {
  const after = response.hits.at(-1)?.sort;
  if (after !== undefined) return { ...request, search_after: after };
  const [name, definition] = Object.entries(request.aggs ?? {})[0] ?? [];
  const composite = isJsonObject(definition) ? definition['composite'] : undefined;
  const answered = name === undefined ? undefined : response.aggregations?.[name];
  const key = isJsonObject(answered) ? answered['after_key'] : undefined;
  if (name === undefined || !isJsonObject(definition) || !isJsonObject(composite) || !isJsonObject(key)) {
    return undefined;
  }
  return { ...request, aggs: { [name]: { ...definition, composite: { ...composite, after: key } } } };
}
