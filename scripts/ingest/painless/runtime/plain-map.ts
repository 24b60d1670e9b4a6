import { javaHashOrder } from '../../java-hash-order';
import type { PlainMap, Value } from './values';

/** Whether reading the key of a plain object could find something on its prototype. */
export function isInherited(key: string): boolean {
  return key in Object.prototype;
}

/** An own property, or null. No value of a script is a function, and all that is inherited are functions and `__proto__`. */
export function getOwn(map: PlainMap, key: string): Value {
  const value: unknown = map[key];
  if (value === undefined || typeof value === 'function') return null;
  return key === '__proto__' && !Object.hasOwn(map, key) ? null : (value as Value);
}

/** Whether there is an own property, also one that is null. */
export function hasOwn(map: PlainMap, key: string): boolean {
  return map[key] === null || getOwn(map, key) !== null;
}

/**
 * Counts the keys that scripts added to plain objects and removed. An object cannot say cheaply that it grew; an
 * iterator that sees the count unchanged need not ask.
 */
export const plainMapChanges = { count: 0 };

/** Sets an own property; `__proto__` is a key like any other. */
export function setOwn(map: PlainMap, key: string, value: Value): void {
  if (!hasOwn(map, key)) plainMapChanges.count += 1;
  if (key === '__proto__') {
    Object.defineProperty(map, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    map[key] = value;
  }
}

export function removeOwn(map: PlainMap, key: string): void {
  plainMapChanges.count += 1;
  Reflect.deleteProperty(map, key);
}

/** Keys in the order of Java's HashMap. */
export function plainKeys(map: PlainMap): readonly string[] {
  return javaHashOrder(Object.keys(map));
}
