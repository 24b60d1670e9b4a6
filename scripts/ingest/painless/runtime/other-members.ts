import { BoxedNumber } from '../../../base/java-number';
import type { PlainMap, Value } from './values';
import { JavaChar, isInt, isLongNumber, javaClassOf } from './values';

/** A member by its key. */
type Members = Map<unknown, { readonly key: Value; value: Value }>;

/**
 * The members of plain objects whose keys are no texts. Java's maps hold them; a document that still has one when the
 * script ends cannot be stored. Hardly any script makes one, so that most maps need not be looked up.
 */
const others = new WeakMap<PlainMap, Members>();
const made = { any: false, inThisRun: false };

/** Whether a script put such a member anywhere since this was asked last. */
export function takeOtherMembers(): boolean {
  const { inThisRun } = made;
  made.inThisRun = false;
  return inThisRun;
}

/** The keys of a map that are no texts. */
export function otherKeys(map: PlainMap): readonly Value[] {
  const members = made.any ? others.get(map) : undefined;
  return members === undefined ? [] : [...members.values()].map(({ key }) => key);
}

/** Undefined when there is no such key. */
export function getOther(map: PlainMap, key: Value): Value | undefined {
  return made.any ? others.get(map)?.get(identityOf(key))?.value : undefined;
}

export function putOther(map: PlainMap, key: Value, value: Value): void {
  made.any = true;
  made.inThisRun = true;
  const members = others.get(map) ?? new Map<unknown, { key: Value; value: Value }>();
  others.set(map, members);
  const known = members.get(identityOf(key));
  if (known === undefined) members.set(identityOf(key), { key, value });
  else known.value = value;
}

export function removeOther(map: PlainMap, key: Value): void {
  if (made.any) others.get(map)?.delete(identityOf(key));
}

/** The same for two keys that Java calls equal; containers are equal to themselves only. */
function identityOf(key: Value): unknown {
  if (typeof key === 'number' && !isInt(key) && isLongNumber(key)) return BigInt(key);
  if (key instanceof JavaChar) return `${key.javaClass} ${key.code}`;
  return key instanceof BoxedNumber ? `${javaClassOf(key)} ${key.toString()}` : key;
}
