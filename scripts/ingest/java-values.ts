import { isJsonObject, setKey, type JsonObject, type JsonValue } from '../base/json';
import { javaHashOrder } from './java-hash-order';
import { javaNumberClass, javaNumberToString } from './java-numbers';

/** The class that Elasticsearch names in messages such as "field [a] of type [java.lang.Integer] cannot be cast". */
export function javaClassName(value: JsonValue): string {
  if (typeof value === 'string') return 'java.lang.String';
  if (typeof value === 'number') return javaNumberClass(value);
  if (typeof value === 'boolean') return 'java.lang.Boolean';
  return Array.isArray(value) ? 'java.util.ArrayList' : 'java.util.HashMap';
}

/** Java's `toString()`: lists as `[a, b]`, maps as `{a=1}` in the order of a HashMap. */
export function javaToString(value: JsonValue): string {
  if (typeof value === 'string') return value;
  if (value === null) return 'null';
  if (typeof value === 'number') return javaNumberToString(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (Array.isArray(value)) return `[${value.map(javaToString).join(', ')}]`;
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
  if (!isJsonObject(left) || !isJsonObject(right)) return false;
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => Object.hasOwn(right, key) && javaEquals(left[key] ?? null, right[key] ?? null));
}

/** Java's `List.contains`. */
export function javaContains(list: readonly JsonValue[], value: JsonValue): boolean {
  if (typeof value !== 'object' || value === null) return list.includes(value);
  return list.some((item) => javaEquals(item, value));
}

/** A copy that shares nothing with the original. */
export function deepCopy(value: JsonValue): JsonValue {
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? value.map(deepCopy) : copyObject(value);
}

export function copyObject(object: JsonObject): JsonObject {
  const copy: JsonObject = {};
  for (const key of Object.keys(object)) setKey(copy, key, deepCopy(object[key] ?? null));
  return copy;
}
