import { isJsonObject, type JsonObject } from '../../base/json';
import { listValues } from '../document/value-slots';
import type { PreparedDocument } from '../document/prepared-document';
import type { QuerySet } from '../query-set';
import type { QueryDsl } from '../types';

/**
 * Which documents hold a term, for the fields that queries filter by: what a search engine’s index is for. Built a
 * field at a time, when a query first filters by it.
 */
export class TermPostings {
  private readonly fields = new Map<string, { readonly terms: Map<string, number[]>; indexed: number }>();

  constructor(private readonly queries: QuerySet) {}

  /**
   * The positions of the documents that the first filter by keyword terms leaves, ascending; undefined when the query
   * has none. The whole query is still to be asked of them.
   */
  candidates(query: QueryDsl, documents: readonly PreparedDocument[]): readonly number[] | undefined {
    const bool = query['bool'];
    const filters = isJsonObject(bool) && Array.isArray(bool['filter']) ? bool['filter'] : [];
    for (const filter of filters) {
      const wanted = isJsonObject(filter) ? keywordTerms(filter) : undefined;
      if (wanted && this.queries.fields.lookup(wanted.field)?.type === 'keyword') {
        return this.positions(wanted.field, wanted.values, documents);
      }
    }
    return undefined;
  }

  private positions(
    name: string,
    wanted: readonly string[],
    documents: readonly PreparedDocument[],
  ): readonly number[] {
    let field = this.fields.get(name);
    if (field === undefined) {
      field = { terms: new Map(), indexed: 0 };
      this.fields.set(name, field);
    }
    const definition = this.queries.fields.lookup(name);
    if (definition === undefined || definition.nestedPath !== undefined) return documents.map((_, at) => at);
    const { values } = this.queries.scope().access(definition);
    for (; field.indexed < documents.length; field.indexed += 1) {
      const document = documents[field.indexed];
      if (document === undefined) continue;
      for (const term of new Set(listValues(values.read(document)))) {
        if (typeof term !== 'string') continue;
        const positions = field.terms.get(term);
        if (positions) positions.push(field.indexed);
        else field.terms.set(term, [field.indexed]);
      }
    }
    const { terms } = field;
    const [first = [], ...others] = [...new Set(wanted)].map((value) => terms.get(value) ?? []);
    if (others.length === 0) return first;
    return [...new Set([first, ...others].flat())].sort((a, b) => a - b);
  }
}

/** `{ term: { field: 'text' } }` or `{ terms: { field: ['text', …] } }` and nothing else in it. */
function keywordTerms(filter: JsonObject): { field: string; values: readonly string[] } | undefined {
  const clause = filter['term'] ?? filter['terms'];
  if (!isJsonObject(clause)) return undefined;
  const [entry, ...others] = Object.entries(clause);
  if (entry === undefined || others.length > 0) return undefined;
  const [field, given] = entry;
  const values = Array.isArray(given) ? given : [given];
  return values.every((value) => typeof value === 'string') ? { field, values } : undefined;
}
