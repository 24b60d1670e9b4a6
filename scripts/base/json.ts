import { BoxedNumber } from './java-number';

/**
 * A value as JSON.parse returns it, or a number that JavaScript's own cannot tell: a whole `number` is an integer of
 * Java's, any other a double, and what else there is comes boxed (`parseExactJson`).
 */
export type JsonValue = null | boolean | number | string | BoxedNumber | JsonValue[] | JsonObject;

/** A JSON object; keys are untrusted (they come from audit records), so write them with {@link setKey}. */
export interface JsonObject {
  [key: string]: JsonValue;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof BoxedNumber)
  );
}

/** An object or a list: what holds further values. */
export function isJsonContainer(value: unknown): value is JsonObject | JsonValue[] {
  return typeof value === 'object' && value !== null && !(value instanceof BoxedNumber);
}

/** A copy that shares no object and no list with the original. */
export function copyJson<T extends JsonValue>(value: T): T;
export function copyJson(value: JsonValue): JsonValue {
  if (!isJsonContainer(value)) return value;
  if (Array.isArray(value)) return value.map((item) => copyJson(item));
  const copy: JsonObject = {};
  for (const key of Object.keys(value)) setKey(copy, key, copyJson(value[key] ?? null));
  return copy;
}

/** Own property of an object, never one of its prototype (`constructor`, `__proto__`). */
export function getKey(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Sets an own property; `__proto__` becomes an ordinary key and never the prototype. */
export function setKey(object: JsonObject, key: string, value: JsonValue): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    object[key] = value;
  }
}
