import { createHash } from 'node:crypto';
import { isJsonContainer } from '../base/json';
import type { JsonObject, JsonValue } from '../base/json';

/** JSON with sorted keys and without spaces: equal values have the same text, however their source was written. */
export function canonicalJson(value: JsonValue): string {
  if (!isJsonContainer(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.keys(value)
    .sort()
    // A member without a value is none, as for JSON.stringify.
    .filter((key) => value[key] !== undefined)
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`);
  return `{${members.join(',')}}`;
}

/** SHA-256, in hexadecimal, of the canonical JSON. */
export function contentHash(value: JsonValue): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/** An object less some of its members. */
export function without(object: JsonObject, ...keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}
