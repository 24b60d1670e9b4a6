import type { JsonObject } from '../base/json';
import { QuerySet, type CompileOptions } from './query-set';
import type { PreparedDocument } from './document/prepared-document';
import type { Matcher } from './queries/context';
import type { QueryDsl } from './types';

/** One set a mapping object, so that all who use the same mapping share what is read from a document. */
const sets = new WeakMap<JsonObject, QuerySet>();

/** The set of queries over this very mapping object. */
export function sharedQuerySet(mapping: JsonObject): QuerySet {
  let set = sets.get(mapping);
  if (set === undefined) {
    set = new QuerySet(mapping);
    sets.set(mapping, set);
  }
  return set;
}

/**
 * Compiles a query for documents that {@link prepareDocument} made for the same mapping object. Throws a
 * ContentError as {@link QuerySet.compile} does.
 */
export function compileQuery(query: QueryDsl, mapping: JsonObject, options: CompileOptions = {}): Matcher {
  return sharedQuerySet(mapping).compile(query, options);
}

/** Prepares documents for the queries over this mapping object; nothing is read before a query asks. */
export function prepareDocument(mapping: JsonObject): (source: JsonObject) => PreparedDocument {
  const set = sharedQuerySet(mapping);
  return (source) => set.prepare(source);
}
