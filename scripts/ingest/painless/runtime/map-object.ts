import { classCast, illegalArgument } from './java-error';
import { getOwn, plainKeys, removeOwn, setOwn } from './plain-map';
import type { PlainMap, Value } from './values';
import { JavaObject, isPlainMap, javaClassOf } from './values';

/** A map that is no plain object: one made by the script, or the document's root. */
export abstract class MapObject extends JavaObject {
  abstract readonly size: number;
  /** Keys in the order in which Java would iterate them. */
  abstract keys(): readonly Value[];
  abstract has(key: Value): boolean;
  /** Null when there is no such key. */
  abstract get(key: Value): Value;
  abstract put(key: Value, value: Value): void;
  abstract remove(key: Value): void;
}

export type MapValue = PlainMap | MapObject;

export function isMap(value: Value): value is MapValue {
  return value instanceof MapObject || isPlainMap(value);
}

export function mapGet(map: MapValue, key: Value): Value {
  if (map instanceof MapObject) return map.get(key);
  return typeof key === 'string' ? getOwn(map, key) : null;
}

export function mapHas(map: MapValue, key: Value): boolean {
  return map instanceof MapObject ? map.has(key) : typeof key === 'string' && Object.hasOwn(map, key);
}

export function mapPut(map: MapValue, key: Value, value: Value): void {
  if (map instanceof MapObject) map.put(key, value);
  else setOwn(map, stringKey(key), value);
}

export function mapRemove(map: MapValue, key: Value): void {
  if (map instanceof MapObject) map.remove(key);
  else if (typeof key === 'string') removeOwn(map, key);
}

export function mapSize(map: MapValue): number {
  return map instanceof MapObject ? map.size : Object.keys(map).length;
}

export function mapKeys(map: MapValue): readonly Value[] {
  return map instanceof MapObject ? map.keys() : plainKeys(map);
}

/** How the reason begins when a key is refused that Elasticsearch would refuse later, or never in `params`. */
export const TEXT_KEYS_ONLY = 'keys of the maps of a document are text, not';

/** A document's object has string keys only: Elasticsearch could not store it otherwise. */
function stringKey(key: Value): string {
  if (typeof key === 'string') return key;
  if (key === null) throw illegalArgument('Field name cannot be null');
  throw classCast(`${TEXT_KEYS_ONLY} [${javaClassOf(key)}]`);
}
