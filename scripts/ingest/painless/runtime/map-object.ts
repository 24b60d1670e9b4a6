import { getOther, otherKeys, putOther, removeOther } from './other-members';
import { getOwn, plainKeys, removeOwn, setOwn } from './plain-map';
import type { PlainMap, Value } from './values';
import { JavaObject, isPlainMap } from './values';

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

  clear(): void {
    for (const key of this.keys()) this.remove(key);
  }
}

export type MapValue = PlainMap | MapObject;

export function isMap(value: Value): value is MapValue {
  return value instanceof MapObject || isPlainMap(value);
}

export function mapGet(map: MapValue, key: Value): Value {
  if (map instanceof MapObject) return map.get(key);
  return typeof key === 'string' ? getOwn(map, key) : (getOther(map, key) ?? null);
}

export function mapHas(map: MapValue, key: Value): boolean {
  if (map instanceof MapObject) return map.has(key);
  return typeof key === 'string' ? Object.hasOwn(map, key) : getOther(map, key) !== undefined;
}

export function mapPut(map: MapValue, key: Value, value: Value): void {
  if (map instanceof MapObject) map.put(key, value);
  else if (typeof key === 'string') setOwn(map, key, value);
  else putOther(map, key, value);
}

export function mapRemove(map: MapValue, key: Value): void {
  if (map instanceof MapObject) map.remove(key);
  else if (typeof key === 'string') removeOwn(map, key);
  else removeOther(map, key);
}

export function mapClear(map: MapValue): void {
  if (map instanceof MapObject) map.clear();
  else for (const key of mapKeys(map)) mapRemove(map, key);
}

export function mapSize(map: MapValue): number {
  return map instanceof MapObject ? map.size : Object.keys(map).length + otherKeys(map).length;
}

export function mapKeys(map: MapValue): readonly Value[] {
  if (map instanceof MapObject) return map.keys();
  const others = otherKeys(map);
  return others.length === 0 ? plainKeys(map) : [...plainKeys(map), ...others];
}
