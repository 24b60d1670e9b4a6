import { javaEquals } from '../runtime/equality';
import { JavaMap } from '../runtime/java-map';
import type { MapValue } from '../runtime/map-object';
import { mapClear, mapGet, mapHas, mapKeys, mapPut, mapRemove, mapSize } from '../runtime/map-object';
import { MapEntry, MapView } from '../runtime/map-view';
import { nullPointer, noSuchElement, concurrentModification } from '../runtime/java-error';
import type { JavaFunction, Value } from '../runtime/values';
import { test, groupBy } from './collections';
import { JavaClass } from './java-class';
import { OBJECT } from './objects';
import { getByPath } from './paths';

/** Puts a value and returns the one before. */
function put(map: MapValue, key: Value, value: Value): Value {
  const previous = mapGet(map, key);
  mapPut(map, key, value);
  return previous;
}

function remove(map: MapValue, key: Value): Value {
  const previous = mapGet(map, key);
  mapRemove(map, key);
  return previous;
}

export function putAll(map: MapValue, other: MapValue): void {
  if (map instanceof JavaMap) map.reserve(mapSize(other));
  for (const key of mapKeys(other)) mapPut(map, key, mapGet(other, key));
}

/** What compute and merge do with a new value: null removes the key. */
function store(map: MapValue, key: Value, value: Value): Value {
  if (value === null) mapRemove(map, key);
  else if (map instanceof JavaMap) map.putFirst(key, value);
  else mapPut(map, key, value);
  return value;
}

function merge(map: MapValue, key: Value, value: Value, join: JavaFunction): Value {
  if (value === null) throw nullPointer('the value to merge is null');
  const previous = mapGet(map, key);
  return store(map, key, previous === null ? value : join.call(previous, value));
}

function forEach(map: MapValue, action: (key: Value, value: Value) => void): void {
  const size = mapSize(map);
  for (const key of mapKeys(map)) action(key, mapGet(map, key));
  if (mapSize(map) !== size) throw concurrentModification();
}

function entries(map: MapValue): readonly MapEntry[] {
  return mapKeys(map).map((key) => new MapEntry(map, key));
}

function filtered(map: MapValue, predicate: JavaFunction): JavaMap {
  const result = new JavaMap(map instanceof JavaMap && map.kind === 'TreeMap' ? 'TreeMap' : 'LinkedHashMap');
  for (const { key, value } of entries(map)) if (test(predicate, key, value)) result.put(key, value);
  return result;
}

function grouped(map: MapValue, group: JavaFunction): JavaMap {
  const groups = groupBy([...entries(map)], (entry) =>
    group.call((entry as MapEntry).key, (entry as MapEntry).value),
  );
  for (const key of groups.keys()) {
    const members = new JavaMap('LinkedHashMap');
    for (const entry of groups.get(key) as MapEntry[]) members.put(entry.key, entry.value);
    groups.put(key, members);
  }
  return groups;
}

function results(map: MapValue, find: JavaFunction): Value[] {
  return entries(map)
    .map(({ key, value }) => find.call(key, value))
    .filter((found) => found !== null);
}

export const MAP = new JavaClass('java.util.Map', [OBJECT]).with<MapValue>({
  '!void clear()': mapClear,
  '!def compute(def,BiFunction)': (self, key: Value, join: JavaFunction) =>
    store(self, key, join.call(key, mapGet(self, key))),
  '!def computeIfAbsent(def,Function)': (self, key: Value, make: JavaFunction) =>
    mapGet(self, key) ?? store(self, key, make.call(key)),
  '!def computeIfPresent(def,BiFunction)': (self, key: Value, join: JavaFunction) => {
    const previous = mapGet(self, key);
    return previous === null ? null : store(self, key, join.call(key, previous));
  },
  'boolean containsKey(def)': mapHas,
  'boolean containsValue(def)': (self, value: Value) =>
    mapKeys(self).some((key) => javaEquals(mapGet(self, key), value)),
  'Set entrySet()': (self) => new MapView(self, 'entrySet'),
  'void forEach(BiFunction)': (self, action: JavaFunction) =>
    forEach(self, (key, value) => action.call(key, value)),
  'def get(def)': mapGet,
  'def getOrDefault(def,def)': (self, key: Value, otherwise: Value) =>
    mapHas(self, key) ? mapGet(self, key) : otherwise,
  'boolean isEmpty()': (self) => mapSize(self) === 0,
  'Set keySet()': (self) => new MapView(self, 'keySet'),
  '!def merge(def,def,BiFunction)': merge,
  '!def put(def,def)': put,
  '!void putAll(Map)': putAll,
  '!def putIfAbsent(def,def)': (self, key: Value, value: Value) =>
    mapGet(self, key) ?? (mapPut(self, key, value), null),
  '!def remove(def)': remove,
  '!boolean remove(def,def)': (self, key: Value, value: Value) => {
    const isThere = mapHas(self, key) && javaEquals(mapGet(self, key), value);
    if (isThere) mapRemove(self, key);
    return isThere;
  },
  '!def replace(def,def)': (self, key: Value, value: Value) =>
    mapHas(self, key) ? put(self, key, value) : null,
  '!boolean replace(def,def,def)': (self, key: Value, before: Value, after: Value) => {
    const isThere = mapHas(self, key) && javaEquals(mapGet(self, key), before);
    if (isThere) mapPut(self, key, after);
    return isThere;
  },
  '!void replaceAll(BiFunction)': (self, join: JavaFunction) => {
    for (const key of mapKeys(self)) mapPut(self, key, join.call(key, mapGet(self, key)));
  },
  'int size()': mapSize,
  'Collection values()': (self) => new MapView(self, 'values'),
  'Object getByPath(String)': (self, path: string) => getByPath(self, path),
  'Object getByPath(String,def)': (self, path: string, otherwise: Value) => getByPath(self, path, otherwise),
  'List collect(BiFunction)': (self, map: JavaFunction) =>
    entries(self).map(({ key, value }) => map.call(key, value)),
  'int count(BiFunction)': (self, predicate: JavaFunction) => filtered(self, predicate).size,
  'def each(BiFunction)': (self, action: JavaFunction) => {
    forEach(self, (key, value) => action.call(key, value));
    return self;
  },
  'boolean every(BiFunction)': (self, predicate: JavaFunction) =>
    entries(self).every(({ key, value }) => test(predicate, key, value)),
  'Map.Entry find(BiFunction)': (self, predicate: JavaFunction) =>
    entries(self).find(({ key, value }) => test(predicate, key, value)) ?? null,
  'Map findAll(BiFunction)': filtered,
  'def findResult(BiFunction)': (self, find: JavaFunction) => results(self, find)[0] ?? null,
  'def findResult(def,BiFunction)': (self, otherwise: Value, find: JavaFunction) =>
    results(self, find)[0] ?? otherwise,
  'List findResults(BiFunction)': results,
  'Map groupBy(BiFunction)': grouped,
});

/** What only sorted maps have. */
export const TREE_MAP = new JavaClass('java.util.TreeMap', [MAP]).with<JavaMap>({
  'def firstKey()': (self) => endKey(self, 0),
  'def lastKey()': (self) => endKey(self, -1),
});

function endKey(map: JavaMap, index: number): Value {
  const key = map.keys().at(index);
  if (key === undefined) throw noSuchElement(null);
  return key;
}

export const MAP_ENTRY = new JavaClass('java.util.Map$Entry', [OBJECT]).with<MapEntry>({
  'def getKey()': (self) => self.key,
  'def getValue()': (self) => self.value,
  '!def setValue(def)': (self, value: Value) => {
    const previous = self.value;
    self.value = value;
    return previous;
  },
});
