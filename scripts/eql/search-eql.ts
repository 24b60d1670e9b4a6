import type { PreparedDocument, QuerySet, SearchHit } from '../query-dsl';
import { compileEql, runEql, type CompiledEql } from './compile-eql';
import { parseEql } from './parse';
import { eqlFields } from './query-fields';
import type { EqlQuery } from './syntax-tree';
import type { EqlFieldNames, EqlSearchRequest, EqlSearchResponse } from './types';

/** Documents of one mapping that a request's filter lets through. */
export interface EqlIndex {
  /** Those that prepared the documents. */
  readonly queries: QuerySet;
  /** In the order of writing. */
  readonly documents: readonly { readonly document: PreparedDocument; readonly hit: SearchHit }[];
}

/** How a query is to be read, beside its text. */
type Options = Pick<EqlSearchRequest, 'size' | keyof EqlFieldNames>;

interface Remembered {
  readonly key: string;
  readonly compiled: CompiledEql;
}

/** Answers EQL searches over documents in memory; a query that comes again is neither read nor compiled again. */
export class EqlSearcher {
  private readonly parsed = new Map<string, EqlQuery>();
  private readonly compiled = new WeakMap<EqlQuery, WeakMap<QuerySet, Remembered>>();

  /** Answers as `_eql/search` does. Throws EqlSyntaxError and ContentError. */
  search(
    request: Options & Pick<EqlSearchRequest, 'query' | 'tree'>,
    indices: readonly EqlIndex[],
  ): EqlSearchResponse {
    let query = request.tree ?? this.parsed.get(request.query);
    if (query === undefined) {
      query = parseEql(request.query);
      this.parsed.set(request.query, query);
    }
    return this.answer(query, request, indices);
  }

  /** As {@link search}, of a query that is read already. */
  answer(query: EqlQuery, options: Options, indices: readonly EqlIndex[]): EqlSearchResponse {
    const names = [...new Set(eqlFields(query).map(({ name }) => name))];
    const known = names.filter((name) =>
      indices.some(({ queries }) => queries.fields.lookup(name) !== undefined),
    );
    const documents = indices.flatMap(({ queries, documents }) => {
      const compiled = this.compile(query, queries, options, known);
      return documents.flatMap(({ document, hit }) => {
        const reading = compiled.read(document);
        return reading === undefined ? [] : [{ item: hit, reading }];
      });
    });
    const { events, sequences } = runEql(query, documents);
    if (query.type === 'event') return { events: latest(events, options.size) };
    return {
      sequences: latest(sequences, options.size).map(({ keys, events }) => ({ join_keys: keys, events })),
    };
  }

  private compile(
    query: EqlQuery,
    queries: QuerySet,
    { timestamp_field, event_category_field, tiebreaker_field }: EqlFieldNames,
    known: readonly string[],
  ): CompiledEql {
    const key = [timestamp_field, event_category_field, tiebreaker_field, ...known].join('\n');
    const sets = this.compiled.get(query) ?? new WeakMap<QuerySet, Remembered>();
    this.compiled.set(query, sets);
    const remembered = sets.get(queries);
    if (remembered?.key === key) return remembered.compiled;
    const names = { timestamp_field, event_category_field, tiebreaker_field };
    const compiled = compileEql(query, queries, { ...names, knownElsewhere: new Set(known) });
    sets.set(queries, { key, compiled });
    return compiled;
  }
}

function latest<T>(list: readonly T[], size: number): readonly T[] {
  return size === 0 ? [] : list.slice(-size);
}
