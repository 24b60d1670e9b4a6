import { javaDoubleToString } from '../../../base/java-double';
import { BoxedNumber } from '../../../base/java-number';
import { isMap, mapGet, mapKeys } from './map-object';
import type { Value } from './values';
import { JavaArray, JavaChar, JavaObject, isLongNumber } from './values';

/** Java's `String.valueOf`. */
export function textOf(value: Value): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return isLongNumber(value) ? BigInt(value).toString() : javaDoubleToString(value);
    case 'bigint':
    case 'boolean':
      return value.toString();
    default:
      return value === null ? 'null' : objectText(value);
  }
}

function objectText(value: Exclude<Value, null | string | number | bigint | boolean>): string {
  if (Array.isArray(value)) return listText(value, value);
  if (value instanceof BoxedNumber) return value.toString();
  if (value instanceof JavaChar) return String.fromCharCode(value.code);
  if (isMap(value)) {
    return `{${mapKeys(value)
      .map((key) => `${itemText(key, value)}=${itemText(mapGet(value, key), value)}`)
      .join(', ')}}`;
  }
  if (value instanceof JavaArray) return `${value.javaClass}@0`;
  return value instanceof TextObject ? value.text() : `${value.javaClass}@0`;
}

/** A Java object with a `toString()` of its own. */
export abstract class TextObject extends JavaObject {
  abstract text(): string;

  /** What the document stores for it; undefined for what Elasticsearch cannot store. */
  stored(): string | undefined {
    return undefined;
  }
}

/** `[a, b]`, as java.util.AbstractCollection. */
export function listText(items: readonly Value[], self: Value): string {
  return `[${items.map((item) => itemText(item, self)).join(', ')}]`;
}

function itemText(item: Value, container: Value): string {
  if (item !== container) return textOf(item);
  return Array.isArray(container) ? '(this Collection)' : '(this Map)';
}
