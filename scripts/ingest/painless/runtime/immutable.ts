import { isInstance } from './casts';
import { JavaError } from './java-error';
import { MapView } from './map-view';
import { ParamsMap } from './params-map';
import { javaClassOf, type Value } from './values';

/** Containers that a script must not change. Hardly any script makes one, so that most need not be looked up. */
const marked = new WeakSet<object>();
const made = { any: false };

/** Marks a container; every change goes through a method call or store that asks {@link isImmutable} first. */
export function immutable<T extends object>(container: T): T {
  made.any = true;
  marked.add(container);
  return container;
}

export function isImmutable(container: unknown): boolean {
  return made.any && typeof container === 'object' && container !== null && marked.has(container);
}

/** Lists whose elements may change, but not their number, and what their elements are. */
const fixed = new WeakMap<object, string>();

/** Marks a list of Arrays.asList, which writes to an array of a type. */
export function fixedSize<T extends object>(list: T, elementType: string): T {
  fixed.set(list, elementType);
  return immutable(list);
}

/** Marks the view of a marked list. */
export function immutableLike<T extends object>(list: T, view: T): T {
  const elementType = fixed.get(list);
  return elementType === undefined ? immutable(view) : fixedSize(view, elementType);
}

/** The value, where the list may hold it. */
export function checkStored(list: object, value: Value): Value {
  const elementType = made.any ? fixed.get(list) : undefined;
  if (elementType === undefined || value === null || isInstance(value, elementType)) return value;
  throw new JavaError('java.lang.ArrayStoreException', javaClassOf(value));
}

/** Whether a list was marked by {@link fixedSize}. */
export function isFixedSize(list: object): boolean {
  return made.any && fixed.has(list);
}

/** Whether a method, by `name/arity`, may not change the container. */
export function refusesCall(container: Value, key: string): boolean {
  if (isOfParams(container)) return true;
  if (!isImmutable(container)) return false;
  return !SAME_SIZE.has(key) || typeof container !== 'object' || container === null || !fixed.has(container);
}

/** Whether it is `params`, or its keys, values or entries. */
function isOfParams(container: Value): boolean {
  return (container instanceof MapView ? container.map : container) instanceof ParamsMap;
}

const SAME_SIZE: ReadonlySet<string> = new Set(['set/2', 'sort/1', 'replaceAll/1', 'reverse/1', 'sort/2']);
