import { castError } from '../runtime/java-error';
import { StringBuilder } from '../runtime/string-builder';
import { textOf } from '../runtime/text';
import type { Value } from '../runtime/values';
import { javaClassOf } from '../runtime/values';

/** Joins texts and null only, as Java's `String.join` does. */
export function joinedTexts(separator: string, items: readonly Value[]): string {
  return items.map(joinable).join(separator);
}

/** The text of what Java joins: a text, or null. */
export function joinable(item: Value): string {
  const isText = item === null || typeof item === 'string' || item instanceof StringBuilder;
  if (!isText) throw castError(javaClassOf(item), 'java.lang.CharSequence');
  return textOf(item);
}
