import { copyJson, isJsonObject, setKey, type JsonObject } from '../../base/json';
import type { PreparedDocument } from '../document/prepared-document';
import { FieldCatalogue } from '../mapping/field-catalogue';
import { fieldLimit } from '../mapping/field-limit';
import { namePattern } from '../mapping/name-pattern';
import { QuerySet, type CompileOptions } from '../query-set';
import type { IndexMapping, QueryDsl, SearchRequest, SearchResponse, StoredDocument } from '../types';
import { DocumentMapper } from './document-mapper';
import { DocumentRejected } from './document-rejected';
import { findingsOf, type Findings } from './findings';
import type { FoundDocument } from './found-document';
import { searchIndices } from './search-indices';
import { TermPostings } from './term-postings';

/** What became of a write with `op_type: create`. */
export type CreateResult =
  | { readonly kind: 'created' }
  /** A document of this index and id is there already (HTTP 409). */
  | { readonly kind: 'duplicate' }
  /** The mapping does not take the document (HTTP 400). */
  | { readonly kind: 'failed'; readonly type: string; readonly reason: string };

/** Adds a property to a mapping at a dotted path whose objects are there. */
function addToMapping(mapping: JsonObject, path: string, definition: JsonObject): void {
  let properties = mapping;
  const keys = path.split('.');
  for (const [position, key] of keys.entries()) {
    const known = properties['properties'];
    const children: JsonObject = isJsonObject(known) ? known : {};
    properties['properties'] = children;
    // Below `subobjects: false` the rest of the path is one key.
    const rest = keys.slice(position).join('.');
    const child = children[key];
    const isFlat = properties['subobjects'] === false;
    if (isFlat || position === keys.length - 1 || !isJsonObject(child)) {
      setKey(children, rest, copyJson(definition));
      return;
    }
    properties = child;
  }
}

/** Is an index among those that a request names? Each name is looked at once. */
function indexFilter(patterns: readonly string[]): (index: string) => boolean {
  const matchers = patterns.map(namePattern);
  const known = new Map<string, boolean>();
  return (index) => {
    let searched = known.get(index);
    if (searched === undefined) {
      searched = matchers.some((matches) => matches(index));
      known.set(index, searched);
    }
    return searched;
  };
}

/** Documents in memory, searched as Elasticsearch would search them. Indices of any name share one mapping. */
export class SearchIndex {
  private readonly stored: StoredDocument[] = [];
  private readonly keys = new Set<string>();
  private readonly effective: IndexMapping;
  private readonly mapper: DocumentMapper;
  private queries: QuerySet | undefined;
  private postings: TermPostings;
  private prepared: PreparedDocument[] = [];

  /** Of the index settings only `index.mapping.total_fields` counts. Throws a ContentError for an unknown mapping. */
  constructor(mapping: IndexMapping, settings: JsonObject = {}) {
    this.effective = copyJson(mapping);
    this.postings = new TermPostings(new QuerySet(this.effective));
    this.mapper = new DocumentMapper(
      new FieldCatalogue(mapping),
      mapping['date_detection'] !== false,
      fieldLimit(settings),
    );
  }

  /** Writes a document unless its id is taken. The source is kept, not copied: do not change it afterwards. */
  create(index: string, id: string, source: JsonObject): CreateResult {
    const key = `${index}\0${id}`;
    if (this.keys.has(key)) return { kind: 'duplicate' };
    try {
      const additions = this.mapper.accept(source, id);
      for (const { path, definition } of additions) addToMapping(this.effective, path, definition);
      if (additions.length > 0) this.queries = undefined;
    } catch (error) {
      if (!(error instanceof DocumentRejected)) throw error;
      return { kind: 'failed', type: error.type, reason: error.reason };
    }
    this.keys.add(key);
    this.stored.push({ index, id, version: 1, source });
    return { kind: 'created' };
  }

  /** All documents, in the order of writing. */
  documents(): readonly StoredDocument[] {
    return this.stored;
  }

  /** The mapping with all that documents brought into it; the same object until it changes. */
  mapping(): IndexMapping {
    return this.effective;
  }

  /** The queries over the mapping as it is now; what {@link find} finds is prepared by them. */
  querySet(): QuerySet {
    return this.refresh();
  }

  /** Throws a ContentError for a query, sort or aggregation that is not supported. */
  search(request: SearchRequest, options: CompileOptions = {}): SearchResponse {
    return searchIndices([this], request, options);
  }

  /**
   * False where a query filters by terms that no document has, so that none can match. Costs a look-up: the query is not
   * compiled.
   */
  mayMatch(query: QueryDsl): boolean {
    this.refresh();
    return this.postings.candidates(query, this.prepared)?.length !== 0;
  }

  /** All documents that match, not sorted yet. */
  find(request: SearchRequest, options: CompileOptions = {}): Findings {
    const queries = this.refresh();
    const matches = queries.compile(request.query, options);
    const isSearched = indexFilter(request.index);
    const candidates = this.postings.candidates(request.query, this.prepared) ?? this.prepared.keys();
    const found: FoundDocument[] = [];
    for (const position of candidates) {
      const stored = this.stored[position];
      const document = this.prepared[position];
      if (stored === undefined || document === undefined || !isSearched(stored.index)) continue;
      if (matches(document)) found.push({ stored, document, position });
    }
    return findingsOf(found, request, queries, options);
  }

  private refresh(): QuerySet {
    if (this.queries === undefined) {
      this.queries = new QuerySet(this.effective);
      this.prepared = [];
      this.postings = new TermPostings(this.queries);
    }
    const queries = this.queries;
    for (const { source, index, id } of this.stored.slice(this.prepared.length)) {
      this.prepared.push(queries.prepare(source, index, id));
    }
    return queries;
  }
}
