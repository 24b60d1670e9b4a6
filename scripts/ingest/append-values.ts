import type { JsonValue } from '../base/json';
import { javaContains } from './java-values';

export interface Appending {
  /** False: values that the list has already are left out. */
  readonly allowDuplicates: boolean;
  /** Null and empty text are left out. */
  readonly ignoreEmpty?: boolean;
}

/**
 * What a field holds after a value, or each value of a list, was appended; undefined when it stays not there.
 *
 * Returns `existing` itself when it is a list (which is changed) or when nothing was appended; a single value
 * becomes a list with the values after it.
 */
export function appendValues(
  existing: JsonValue | undefined,
  value: JsonValue,
  { allowDuplicates, ignoreEmpty = false }: Appending,
): JsonValue | undefined {
  const list = Array.isArray(existing) ? existing : existing === undefined ? [] : [existing];
  const added = Array.isArray(value) ? [...value] : [value];
  const { length } = list;
  for (const item of added) {
    if (ignoreEmpty && (item === null || item === '')) continue;
    if (allowDuplicates || !javaContains(list, item)) list.push(item);
  }
  return list.length > length ? list : existing;
}
