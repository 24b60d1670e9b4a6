import type { JsonValue } from '../../base/json';
import { compareNumbers, compareText, type Scalar } from '../values/scalar';
import type { FoundDocument } from './found-document';

/** One of the things that hits are ordered by. */
export interface SortKey {
  /** The value that decides; of a document without any, what stands for it, or null where nothing does. */
  read(found: FoundDocument): Scalar | null;
  compare(a: Scalar | null, b: Scalar | null): number;
  show(value: Scalar | null): JsonValue;
  /** The inverse of show, for `search_after`. Throws a ContentError for what Elasticsearch would refuse. */
  parse(value: JsonValue): Scalar | null;
}

/** The order of one field's values. */
export function compareScalars(a: Scalar, b: Scalar): number {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (typeof a === 'number' && typeof b === 'number') return compareNumbers(a, b);
  return a < b ? -1 : a > b ? 1 : 0;
}
