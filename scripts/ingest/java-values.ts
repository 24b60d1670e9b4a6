import { BoxedNumber } from '../base/java-number';
import { isJsonContainer, isJsonObject, setKey, type JsonObject, type JsonValue } from '../base/json';
import { illegalArgument } from './errors';
import { javaHashOrder } from './java-hash-order';
import { javaNumberClass, javaNumberToString } from './java-numbers';

/** The class that Elasticsearch names in messages such as "field [a] of type [java.lang.Integer] cannot be cast". */
export function javaClassName(value: JsonValue): string {
  if (typeof value === 'string') return 'java.lang.String';
  if (typeof value === 'number') return javaNumberClass(value);
  if (typeof value === 'boolean') return 'java.lang.Boolean';
  if (value instanceof BoxedNumber) return value.javaClass;
  return Array.isArray(value) ? 'java.util.ArrayList' : 'java.util.HashMap';
}

/** Java's `toString()`: lists as `[a, b]`, maps as `{a=1}` in the order of a HashMap. */
export function javaToString(value: JsonValue): string {
  if (typeof value === 'string') return value;
  if (value === null) return 'null';
  if (typeof value === 'number') return javaNumberToString(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (Array.isArray(value)) return `[${value.map(javaToString).join(', ')}]`;
  if (value instanceof BoxedNumber) return value.toString();
  const entries = javaHashOrder(Object.keys(value)).map(
    (key) => `${key}=${javaToString(value[key] ?? null)}`,
  );
  return `{${entries.join(', ')}}`;
}

/** Java's `equals()` of lists, maps and plain values. */
export function javaEquals(left: JsonValue, right: JsonValue): boolean {
  if (left === right) return true;
  if (Array.isArray(left)) {
    if (!Array.isArray(right) || left.length !== right.length) return false;
    return left.every((item, index) => javaEquals(item, right[index] ?? null));
  }
  if (left instanceof BoxedNumber) return right instanceof BoxedNumber && equalBoxes(left, right);
  if (!isJsonObject(left) || !isJsonObject(right)) return false;
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => Object.hasOwn(right, key) && javaEquals(left[key] ?? null, right[key] ?? null));
}

/** Numbers of one class are equal when they read the same. */
function equalBoxes(left: BoxedNumber, right: BoxedNumber): boolean {
  return left.javaClass === right.javaClass && left.toString() === right.toString();
}

/** Java's `List.contains`. */
export function javaContains(list: readonly JsonValue[], value: JsonValue): boolean {
  if (typeof value !== 'object' || value === null) return list.includes(value);
  return list.some((item) => javaEquals(item, value));
}

const NOT_COPIED: ReadonlySet<string> = new Set([
  'java.math.BigInteger',
  'java.lang.Short',
  'java.lang.Byte',
]);

/**
 * A copy that shares nothing with the original.
 * @throws IngestError for numbers that Elasticsearch does not copy: beyond long, and some that only scripts make.
 */
export function deepCopy(value: JsonValue): JsonValue {
  if (value instanceof BoxedNumber && NOT_COPIED.has(value.javaClass)) {
    throw illegalArgument(`unexpected value type [class ${value.javaClass}]`);
  }
  if (!isJsonContainer(value)) return value;
  if (Array.isArray(value)) return value.map(deepCopy);
  const copy: JsonObject = {};
  for (const key of Object.keys(value)) setKey(copy, key, deepCopy(value[key] ?? null));
  return copy;
}
