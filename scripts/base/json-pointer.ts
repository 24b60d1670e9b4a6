import { getKey, isJsonContainer, isJsonObject, setKey } from './json';
import type { JsonObject, JsonValue } from './json';

/** The value at a JSON pointer (RFC 6901); undefined where there is none. */
export function valueAtPointer(value: JsonValue, pointer: string): JsonValue | undefined {
  return steps(pointer).reduce<JsonValue | undefined>(child, value);
}

/**
 * The object with the value at a JSON pointer replaced. Only the containers on the way are copied, so that many
 * records can be made from one cheaply. Undefined when the pointer leads nowhere.
 */
export function replaceAtPointer(
  object: JsonObject,
  pointer: string,
  replacement: JsonValue,
): JsonObject | undefined {
  const replaced = replace(object, steps(pointer), replacement);
  return isJsonObject(replaced) ? replaced : undefined;
}

/**
 * The value with the containers that a JSON pointer passes copied, so that what it points at can be changed in place;
 * all else is shared with the original.
 */
export function withOwnContainers(value: JsonValue, pointer: string): JsonValue {
  return ownContainers(value, steps(pointer));
}

function ownContainers(value: JsonValue, path: readonly string[]): JsonValue {
  const [step, ...rest] = path;
  if (step === undefined || !isJsonContainer(value)) return value;
  const next = child(value, step);
  const own = next === undefined ? undefined : ownContainers(next, rest);
  if (Array.isArray(value)) return own === undefined ? [...value] : value.with(Number(step), own);
  const copy = { ...value };
  if (own !== undefined) setKey(copy, step, own);
  return copy;
}

function steps(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function child(value: JsonValue | undefined, step: string): JsonValue | undefined {
  if (Array.isArray(value)) return value[Number(step)];
  return isJsonObject(value) ? getKey(value, step) : undefined;
}

function replace(value: JsonValue, path: readonly string[], replacement: JsonValue): JsonValue | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return replacement;
  const current = child(value, step);
  if (current === undefined) return undefined;
  const replaced = replace(current, rest, replacement);
  if (replaced === undefined) return undefined;
  if (Array.isArray(value)) return value.with(Number(step), replaced);
  const copy = { ...(value as JsonObject) };
  setKey(copy, step, replaced);
  return copy;
}
