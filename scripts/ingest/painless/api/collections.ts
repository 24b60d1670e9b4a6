import { javaEquals } from '../runtime/equality';
import { castDef, truthOf } from '../runtime/casts';
import { JavaIterator, elementsOf } from '../runtime/iteration';
import {
  castError,
  concurrentModification,
  illegalArgument,
  indexOutOfBounds,
  nullPointer,
  unsupportedOperation,
} from '../runtime/java-error';
import { checkStored, immutableLike, isImmutable } from '../runtime/immutable';
import { JavaMap } from '../runtime/java-map';
import { JavaSet } from '../runtime/java-set';
import { JavaStream } from '../runtime/java-stream';
import { mapClear } from '../runtime/map-object';
import { MapView } from '../runtime/map-view';
import { promote } from '../runtime/numbers';
import { javaSort } from '../runtime/java-sort';
import { subListOf } from '../runtime/sub-list';
import { checkListIndex } from '../runtime/list-index';
import { compareValues } from '../runtime/ordering';
import { textOf } from '../runtime/text';
import type { JavaFunction, Value } from '../runtime/values';
import { JavaArray, JavaChar, javaClassOf } from '../runtime/values';
import { JavaClass } from './java-class';
import { getByPath } from './paths';
import { OBJECT } from './objects';

type Collection = Value[] | JavaSet | MapView;

export function test(predicate: JavaFunction, ...args: Value[]): boolean {
  return truthOf(predicate.call(...args));
}

function contains(collection: Collection, item: Value): boolean {
  if (collection instanceof JavaSet || (collection instanceof MapView && collection.kind !== 'values'))
    return collection.has(item);
  return elementsOf(collection).some((other) => javaEquals(other, item));
}

/** Keeps the items for which the test holds; returns whether any went. */
function keep(collection: Collection, isKept: (item: Value) => boolean): boolean {
  const kept: Value[] = [];
  const gone: Value[] = [];
  for (const item of elementsOf(collection)) (isKept(item) ? kept : gone).push(item);
  if (Array.isArray(collection)) collection.splice(0, collection.length, ...kept);
  else for (const item of gone) collection.remove(item);
  return gone.length > 0;
}

function add(collection: Collection, item: Value): boolean {
  if (collection instanceof JavaSet) return collection.add(item);
  if (!Array.isArray(collection)) throw unsupportedOperation(null);
  collection.push(item);
  return true;
}

function addAll(collection: Collection, items: Value): boolean {
  let changed = false;
  for (const item of [...elementsOf(items)]) changed = add(collection, item) || changed;
  return changed;
}

function sum(items: readonly Value[]): number {
  let total = 0;
  for (const item of items) {
    if (item === null) throw nullPointer('a summand is null');
    const number = item instanceof JavaChar ? null : promote(item);
    if (number === null) {
      throw castError(javaClassOf(item), 'java.lang.Number');
    }
    total += number.number;
  }
  return total;
}

/** Calls an action on every item; a list that grew or shrank meanwhile is an error as in Java. */
function forEach(collection: Value, action: (item: Value, index: number) => void): void {
  const items = elementsOf(collection);
  const size = items.length;
  items.forEach(action);
  if (Array.isArray(collection) && collection.length !== size) throw concurrentModification();
}

/** The items of a collection when a stream comes to make them; to change their number meanwhile is an error. */
function streamed(collection: Collection): Iterable<Value> {
  return {
    *[Symbol.iterator]() {
      const items = elementsOf(collection);
      const size = items.length;
      for (let index = 0; index < size; index++) yield items[index] ?? null;
      if (elementsOf(collection).length !== size) throw concurrentModification();
    },
  };
}

export function groupBy(items: readonly Value[], group: (item: Value) => Value): JavaMap {
  const groups = new JavaMap('LinkedHashMap');
  for (const item of items) {
    const key = group(item);
    const members = groups.get(key);
    if (Array.isArray(members)) members.push(item);
    else groups.put(key, [item]);
  }
  return groups;
}

export const ITERABLE = new JavaClass('java.lang.Iterable', [OBJECT]).with<Collection>({
  'Iterator iterator()': (self) => new JavaIterator(self),
  'void forEach(Function)': (self, action: JavaFunction) => forEach(self, (item) => action.call(item)),
  'boolean any(Function)': (self, predicate: JavaFunction) =>
    elementsOf(self).some((item) => test(predicate, item)),
  'boolean every(Function)': (self, predicate: JavaFunction) =>
    elementsOf(self).every((item) => test(predicate, item)),
  'Collection asCollection()': (self) => self,
  'List asList()': (self) => (Array.isArray(self) ? self : [...elementsOf(self)]),
  'def each(Function)': (self, action: JavaFunction) => {
    forEach(self, (item) => action.call(item));
    return self;
  },
  'def eachWithIndex(BiFunction)': (self, action: JavaFunction) => {
    forEach(self, (item, index) => action.call(item, index));
    return self;
  },
  'List findResults(Function)': (self, find: JavaFunction) =>
    elementsOf(self)
      .map((item) => find.call(item))
      .filter((found) => found !== null),
  'Map groupBy(Function)': (self, group: JavaFunction) =>
    groupBy(elementsOf(self), (item) => group.call(item)),
  'String join(String)': (self, separator: string) => elementsOf(self).map(textOf).join(separator),
  'double sum()': (self) => sum(elementsOf(self)),
  'double sum(Function)': (self, number: JavaFunction) =>
    sum(elementsOf(self).map((item) => number.call(item))),
});

export const COLLECTION = new JavaClass('java.util.Collection', [ITERABLE]).with<Collection>({
  '!boolean add(def)': add,
  '!boolean addAll(Collection)': addAll,
  '!void clear()': (self) => {
    if (self instanceof MapView && self.kind !== 'entrySet') mapClear(self.map);
    else keep(self, () => false);
  },
  'boolean contains(def)': contains,
  'boolean containsAll(Collection)': (self, items: Value) =>
    elementsOf(items).every((item) => contains(self, item)),
  'boolean isEmpty()': (self) => elementsOf(self).length === 0,
  '!boolean removeAll(Collection)': (self, items: Collection) => keep(self, (item) => !contains(items, item)),
  '!boolean retainAll(Collection)': (self, items: Collection) => keep(self, (item) => contains(items, item)),
  '!boolean removeIf(Function)': (self, predicate: JavaFunction) =>
    keep(self, (item) => !test(predicate, item)),
  'int size()': (self) => elementsOf(self).length,
  'Stream stream()': (self) => new JavaStream(streamed(self), 'object', () => elementsOf(self).length, true),
  'def[] toArray()': (self) => new JavaArray('def', [...elementsOf(self)]),
  'List collect(Function)': (self, map: JavaFunction) => elementsOf(self).map((item) => map.call(item)),
  '!def collect(Collection,Function)': (self, into: Collection, map: JavaFunction) => {
    for (const item of elementsOf(self)) add(into, map.call(item));
    return into;
  },
  'List split(Function)': (self, predicate: JavaFunction) => split(elementsOf(self), predicate),
  'def find(Function)': (self, predicate: JavaFunction) =>
    elementsOf(self).find((item) => test(predicate, item)) ?? null,
  'List findAll(Function)': (self, predicate: JavaFunction) =>
    elementsOf(self).filter((item) => test(predicate, item)),
  'def findResult(Function)': (self, find: JavaFunction) => findResult(elementsOf(self), find) ?? null,
  'def findResult(def,Function)': (self, otherwise: Value, find: JavaFunction) =>
    findResult(elementsOf(self), find) ?? otherwise,
});

/** The items for which the test holds, and the others. */
function split(items: readonly Value[], predicate: JavaFunction): Value[] {
  const parts: [Value[], Value[]] = [[], []];
  for (const item of items) parts[test(predicate, item) ? 0 : 1].push(item);
  return parts;
}

function findResult(items: readonly Value[], find: JavaFunction): Value {
  for (const item of items) {
    const found = find.call(item);
    if (found !== null) return found;
  }
  return null;
}

function subList(list: Value[], from: number, to: number): Value[] {
  if (from < 0) throw indexOutOfBounds(`fromIndex = ${from}`);
  if (to > list.length) throw indexOutOfBounds(`toIndex = ${to}`);
  if (from > to) throw illegalArgument(`fromIndex(${from}) > toIndex(${to})`);
  const view = subListOf(list, from, to);
  return isImmutable(list) ? immutableLike(list, view) : view;
}

export function sortList(list: Value[], comparator: JavaFunction | null): void {
  javaSort(list, comparatorOf(comparator));
}

/** A comparator in JavaScript's sense; null is the natural order. */
export function comparatorOf(comparator: JavaFunction | null): (left: Value, right: Value) => number {
  if (comparator === null) return compareValues;
  return (left, right) => castDef(comparator.call(left, right), 'int', false) as number;
}

export const LIST = new JavaClass('java.util.List', [COLLECTION]).with<Value[]>({
  '!void add(int,def)': (self, index: number, item: Value) => {
    if (index < 0 || index > self.length) throw indexOutOfBounds(`Index: ${index}, Size: ${self.length}`);
    self.splice(index, 0, item);
  },
  '!boolean addAll(int,Collection)': (self, index: number, items: Value) => {
    if (index < 0 || index > self.length) throw indexOutOfBounds(`Index: ${index}, Size: ${self.length}`);
    self.splice(index, 0, ...elementsOf(items));
    return elementsOf(items).length > 0;
  },
  'def get(int)': (self, index: number) => {
    checkListIndex(index, self);
    return self[index] ?? null;
  },
  'int indexOf(def)': (self, item: Value) => self.findIndex((other) => javaEquals(other, item)),
  'int lastIndexOf(def)': (self, item: Value) => self.findLastIndex((other) => javaEquals(other, item)),
  '!def remove(int)': (self, index: number) => {
    checkListIndex(index, self);
    return self.splice(index, 1)[0] ?? null;
  },
  '!void replaceAll(Function)': (self, map: JavaFunction) => {
    self.forEach((item, index) => (self[index] = checkStored(self, map.call(item))));
  },
  '!def set(int,def)': (self, index: number, item: Value) => {
    checkListIndex(index, self);
    const previous = self[index] ?? null;
    self[index] = checkStored(self, item);
    return previous;
  },
  'int getLength()': (self) => self.length,
  '!void sort(BiFunction?)': sortList,
  'List subList(int,int)': subList,
  'Object getByPath(String)': (self, path: string) => getByPath(self, path),
  'Object getByPath(String,def)': (self, path: string, otherwise: Value) => getByPath(self, path, otherwise),
});

export const SET = new JavaClass('java.util.Set', [COLLECTION]).with<JavaSet | MapView>({
  '!boolean remove(def)': (self, item: Value) => self.remove(item),
});

export const ITERATOR = new JavaClass('java.util.Iterator', [OBJECT]).with<JavaIterator>({
  'boolean hasNext()': (self) => self.hasNext(),
  'def next()': (self) => self.next(),
  '!void remove()': (self) => self.remove(),
});
