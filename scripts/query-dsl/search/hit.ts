import type { SearchHit } from '../types';
import type { FoundDocument } from './found-document';
import type { Sort } from './sort';

/** The hit as `_search` answers it; with `sort` only where the request sorts. */
export function toHit(found: FoundDocument, sort: Sort): SearchHit {
  const { index, id, version, source } = found.stored;
  const hit = { _index: index, _id: id, _version: version, _source: source };
  return sort.isGiven ? { ...hit, sort: sort.values(found) } : hit;
}
