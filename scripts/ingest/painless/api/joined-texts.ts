import { castError } from '../runtime/java-error';
import { StringBuilder } from '../runtime/string-builder';
import { textOf } from '../runtime/text';
import type { Value } from '../runtime/values';
import { javaClassOf } from '../runtime/values';

/** Joins texts and null only, as Java's `String.join` and `Collectors.joining` do. */
export function joinedTexts(separator: string, items: readonly Value[]): string {
  for (const item of items) {
    const isText = item === null || typeof item === 'string' || item instanceof StringBuilder;
    if (!isText) throw castError(javaClassOf(item), 'java.lang.CharSequence');
  }
  return items.map(textOf).join(separator);
}
