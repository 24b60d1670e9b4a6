import { isFixedSize, isImmutable } from './immutable';
import { JavaError, indexOutOfBounds } from './java-error';
import { isSubList } from './sub-list';
import type { Value } from './values';

/** @throws JavaError for an index that the list does not have; a list of Arrays.asList lets its array complain. */
export function checkListIndex(index: number, list: readonly Value[]): void {
  const { length } = list;
  if (index >= 0 && index < length) return;
  const isFixed = isFixedSize(list) && !isSubList(list);
  if (isImmutable(list) && !isFixed && length < 2)
    throw indexOutOfBounds(`Index: ${index}${length === 0 ? '' : `, Size: ${length}`}`);
  const reason = `Index ${index} out of bounds for length ${length}`;
  throw isFixed
    ? new JavaError('java.lang.ArrayIndexOutOfBoundsException', reason)
    : indexOutOfBounds(reason);
}
