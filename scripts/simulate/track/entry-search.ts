import type { Rule } from '../../content';
import type { Search } from '../../detection';
import { EqlSearcher } from '../../eql';
import { findingsOf, searchIndices, sharedQuerySet } from '../../query-dsl';
import type { Findable, PreparedDocument, QueryDsl, QuerySet, SearchHit } from '../../query-dsl';
import type { Entry } from './entry';

/** One document as a search finds it. */
interface Found {
  readonly stored: { index: string; id: string; version: number; source: SearchHit['_source'] };
  readonly document: PreparedDocument;
  readonly position: number;
}

/** The documents of one stream. */
class StreamDocuments implements Findable {
  readonly #documents: Found[] = [];

  constructor(readonly queries: QuerySet) {}

  add(entry: Entry): void {
    const { index, id } = entry.document;
    const source = sourceOf(entry);
    const stored = { index, id, version: 1, source };
    const document = this.queries.prepare(source, index, id);
    this.#documents.push({ stored, document, position: this.#documents.length });
  }

  matching(query: QueryDsl): Found[] {
    const matches = this.queries.compile(query);
    return this.#documents.filter(({ document }) => matches(document));
  }

  find(request: Parameters<Findable['find']>[0]): ReturnType<Findable['find']> {
    return findingsOf(this.matching(request.query), request, this.queries);
  }
}

/** Searches among a few documents for one rule, as an engine would that has no others; no ES|QL. */
export class EntrySearch {
  readonly #eql = new EqlSearcher();
  readonly #streams: ReadonlyMap<string, QuerySet>;

  constructor({ streams }: Rule) {
    this.#streams = new Map(streams.map(({ name, mapping }) => [name, sharedQuerySet(mapping)]));
  }

  /** `entries` in order of writing. */
  over(entries: readonly Entry[]): Search {
    const indices = new Map(
      [...this.#streams].map(([name, queries]) => [name, new StreamDocuments(queries)]),
    );
    for (const entry of entries) indices.get(entry.document.index)?.add(entry);
    const all = [...indices.values()];
    const search: Search = (request) => Promise.resolve(searchIndices(all, request));
    return Object.assign(search, {
      eql: ((request) => {
        const found = all.map((one) => ({
          queries: one.queries,
          documents: one.matching(request.filter).map(({ document, stored }) => ({
            document,
            hit: { _index: stored.index, _id: stored.id, _version: stored.version, _source: stored.source },
          })),
        }));
        return Promise.resolve(this.#eql.search(request, found));
      }) satisfies Search['eql'],
    });
  }
}

function sourceOf({ document: { source }, ingested }: Entry): SearchHit['_source'] {
  if (ingested === undefined) return source;
  return { ...source, event: { ...(source['event'] as object), ingested: new Date(ingested).toISOString() } };
}
