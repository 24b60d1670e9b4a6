import { javaEquals } from '../runtime/equality';
import { elementsOf } from '../runtime/iteration';
import { JavaError, classCast, illegalArgument, noSuchElement, nullPointer } from '../runtime/java-error';
import { joinedTexts } from './joined-texts';
import { javaHash } from '../runtime/hashing';
import type { MapKind } from '../runtime/java-map';
import { JavaMap } from '../runtime/java-map';
import type { SetKind } from '../runtime/java-set';
import { JavaSet } from '../runtime/java-set';
import { JavaCollector } from '../runtime/java-stream';
import { StringBuilder } from '../runtime/string-builder';
import { JavaFunction } from '../runtime/values';
import type { JavaArray, Value } from '../runtime/values';
import { textOf } from '../runtime/text';
import { promote } from '../runtime/numbers';
import { isMap } from '../runtime/map-object';
import { comparatorOf, groupBy, sortList } from './collections';
import { fixedSize, immutable } from '../runtime/immutable';
import { putAll } from './maps';
import { staticClass } from './static-class';
import { optionalOf } from './streams';

const LIST_CONSTRUCTORS = {
  'List new()': () => [],
  'List new(Collection)': (_: Value, items: Value) => [...elementsOf(items)],
};

export const ARRAY_LIST_STATICS = staticClass('java.util.ArrayList', { constructors: LIST_CONSTRUCTORS });
export const LINKED_LIST_STATICS = staticClass('java.util.LinkedList', { constructors: LIST_CONSTRUCTORS });

function mapStatics(kind: MapKind) {
  return staticClass(`java.util.${kind}`, {
    constructors: {
      'Map new()': () => new JavaMap(kind),
      'Map new(Map)': (_, other: Value) => copiedMap(kind, other),
    },
  });
}

/** A copy; `new TreeMap(map)` means a comparator in Painless, which takes no map there. */
function copiedMap(kind: MapKind, other: Value): JavaMap {
  if (!isMap(other) || kind === 'TreeMap') throw classCast(`a ${kind} cannot be made of this argument`);
  const map = new JavaMap(kind);
  putAll(map, other);
  return map;
}

export const HASH_MAP_STATICS = mapStatics('HashMap');
export const LINKED_HASH_MAP_STATICS = mapStatics('LinkedHashMap');
export const TREE_MAP_STATICS = mapStatics('TreeMap');

function setStatics(kind: SetKind) {
  const ofItems = { 'Set new(Collection)': (_: Value, items: Value) => new JavaSet(kind, elementsOf(items)) };
  return staticClass(`java.util.${kind}`, {
    // The one argument of Painless's TreeSet is a comparator.
    constructors: { 'Set new()': () => new JavaSet(kind), ...(kind === 'TreeSet' ? {} : ofItems) },
  });
}

export const HASH_SET_STATICS = setStatics('HashSet');
export const LINKED_HASH_SET_STATICS = setStatics('LinkedHashSet');
export const TREE_SET_STATICS = setStatics('TreeSet');

export const STRING_BUILDER_STATICS = staticClass('java.lang.StringBuilder', {
  constructors: {
    'StringBuilder new()': () => new StringBuilder(),
    'StringBuilder new(CharSequence)': (_, text: string) => new StringBuilder(text),
  },
});

function extreme(items: Value, comparator: JavaFunction | null, sign: 1 | -1): Value {
  const compare = comparatorOf(comparator);
  const [first, ...rest] = elementsOf(items);
  if (first === undefined) throw noSuchElement(null);
  return rest.reduce<Value>((best, item) => (compare(item, best) * sign > 0 ? item : best), first);
}

export const COLLECTIONS_STATICS = staticClass('java.util.Collections', {
  methods: {
    'List emptyList()': () => immutable([]),
    'Map emptyMap()': () => immutable(new JavaMap('HashMap')),
    'Set emptySet()': () => immutable(new JavaSet('HashSet')),
    'List singletonList(def)': (_, item: Value) => immutable([item]),
    'Set singleton(def)': (_, item: Value) => immutable(new JavaSet('HashSet', [item])),
    'Map singletonMap(def,def)': (_, key: Value, value: Value) => {
      const map = new JavaMap('HashMap');
      map.put(key, value);
      return immutable(map);
    },
    '!void sort(List)': (_, list: Value[]) => sortList(list, null),
    '!void sort(List,BiFunction?)': (_, list: Value[], comparator: JavaFunction | null) =>
      sortList(list, comparator),
    '!void reverse(List)': (_, list: Value[]) => list.reverse(),
    'def max(Collection)': (_, items: Value) => extreme(items, null, 1),
    'def max(Collection,BiFunction?)': (_, items: Value, comparator: JavaFunction | null) =>
      extreme(items, comparator, 1),
    'def min(Collection)': (_, items: Value) => extreme(items, null, -1),
    'def min(Collection,BiFunction?)': (_, items: Value, comparator: JavaFunction | null) =>
      extreme(items, comparator, -1),
    'int frequency(Collection,def)': (_, items: Value, item: Value) =>
      elementsOf(items).filter((other) => javaEquals(other, item)).length,
    'boolean disjoint(Collection,Collection)': (_, a: Value, b: Value) =>
      !elementsOf(a).some((item) => elementsOf(b).some((other) => javaEquals(item, other))),
    'List nCopies(int,def)': (_, count: number, item: Value) => copies(count, item),
    'Comparator reverseOrder()': () => new JavaFunction((a = null, b = null) => comparatorOf(null)(b, a)),
  },
});

function copies(count: number, item: Value): Value[] {
  if (count < 0 || count > 1_000_000) throw illegalArgument(`List length = ${count}`);
  return immutable(new Array<Value>(count).fill(item));
}

export const ARRAYS_STATICS = staticClass('java.util.Arrays', {
  methods: { 'List asList(def[])': (_, array: JavaArray) => fixedSize([...array.items], array.elementType) },
});

function required(value: Value): Value {
  if (value === null) throw new JavaError('java.lang.NullPointerException', null);
  return value;
}

export const OBJECTS_STATICS = staticClass('java.util.Objects', {
  methods: {
    'boolean equals(def,def)': (_, a: Value, b: Value) => javaEquals(a, b),
    'def requireNonNull(def)': (_, value: Value) => required(value),
    'boolean isNull(def)': (_, value: Value) => value === null,
    'boolean nonNull(def)': (_, value: Value) => value !== null,
    'int hashCode(def)': (_, value: Value) => javaHash(value),
    'String toString(def)': (_, value: Value) => textOf(value),
    'String toString(def,String?)': (_, value: Value, otherwise: string | null) =>
      value === null ? otherwise : textOf(value),
  },
});

export const OPTIONAL_STATICS = staticClass('java.util.Optional', {
  methods: {
    'Optional empty()': () => optionalOf(null),
    'Optional of(def)': (_, value: Value) => optionalOf(required(value)),
    'Optional ofNullable(def)': (_, value: Value) => optionalOf(value),
  },
});

function collector(collect: (items: readonly Value[]) => Value): JavaCollector {
  return new JavaCollector(collect);
}

function join(separator: string, prefix = '', suffix = ''): JavaCollector {
  return collector((items) => prefix + joinedTexts(separator, items) + suffix);
}

function toMap(
  items: readonly Value[],
  key: JavaFunction,
  value: JavaFunction,
  merge: JavaFunction | null,
): JavaMap {
  const map = new JavaMap('HashMap');
  for (const item of items) {
    const itemKey = key.call(item);
    const isThere = map.has(itemKey);
    const itemValue = value.call(item);
    if (itemValue === null) throw nullPointer('a value of toMap is null');
    if (!isThere) {
      if (merge === null) map.put(itemKey, itemValue);
      else map.putFirst(itemKey, itemValue);
    } else if (merge === null) {
      throw duplicateKey(itemKey, map.get(itemKey), itemValue);
    } else {
      const merged = merge.call(map.get(itemKey), itemValue);
      if (merged === null) map.remove(itemKey);
      else map.put(itemKey, merged);
    }
  }
  return map;
}

function duplicateKey(key: Value, before: Value, value: Value): JavaError {
  const values = `${textOf(before)} and ${textOf(value)}`;
  return new JavaError(
    'java.lang.IllegalStateException',
    `Duplicate key ${textOf(key)} (attempted merging values ${values})`,
  );
}

function groupingBy(items: readonly Value[], key: JavaFunction, downstream: JavaCollector | null): JavaMap {
  const groups = new JavaMap('HashMap');
  const members = groupBy(items, (item) => {
    const group = key.call(item);
    if (group === null) throw nullPointer('element cannot be mapped to a null key');
    return group;
  });
  for (const group of members.keys()) {
    const grouped = members.get(group);
    groups.putFirst(group, downstream === null ? grouped : downstream.collect(elementsOf(grouped)));
  }
  return groups;
}

export const COLLECTORS_STATICS = staticClass('java.util.stream.Collectors', {
  methods: {
    'Collector toList()': () => collector((items) => [...items]),
    'Collector toSet()': () => collector((items) => new JavaSet('HashSet', items)),
    'Collector joining()': () => join(''),
    'Collector joining(CharSequence)': (_, separator: string) => join(separator),
    'Collector joining(CharSequence,CharSequence,CharSequence)': (
      _,
      separator: string,
      prefix: string,
      suffix: string,
    ) => join(separator, prefix, suffix),
    'Collector counting()': () => collector((items) => BigInt(items.length)),
    'Collector toMap(Function,Function)': (_, key: JavaFunction, value: JavaFunction) =>
      collector((items) => toMap(items, key, value, null)),
    'Collector toMap(Function,Function,BiFunction)': (
      _,
      key: JavaFunction,
      value: JavaFunction,
      merge: JavaFunction,
    ) => collector((items) => toMap(items, key, value, merge)),
    'Collector groupingBy(Function)': (_, key: JavaFunction) =>
      collector((items) => groupingBy(items, key, null)),
    'Collector groupingBy(Function,Collector)': (_, key: JavaFunction, downstream: JavaCollector) =>
      collector((items) => groupingBy(items, key, downstream)),
    'Collector mapping(Function,Collector)': (_, map: JavaFunction, downstream: JavaCollector) =>
      collector((items) => downstream.collect(items.map((item) => map.call(item)))),
    'Collector summingInt(Function)': (_, number: JavaFunction) =>
      collector((items) =>
        items.reduce<number>((sum, item) => (sum + (promote(number.call(item))?.number ?? 0)) | 0, 0),
      ),
  },
});

export const COMPARATOR_STATICS = staticClass('java.util.Comparator', {
  methods: {
    'Comparator naturalOrder()': () => new JavaFunction((a = null, b = null) => comparatorOf(null)(a, b)),
    'Comparator reverseOrder()': () => new JavaFunction((a = null, b = null) => comparatorOf(null)(b, a)),
    'Comparator comparing(Function)': (_, key: JavaFunction) =>
      new JavaFunction((a = null, b = null) => comparatorOf(null)(key.call(a), key.call(b))),
    'Comparator comparing(Function,BiFunction)': (_, key: JavaFunction, comparator: JavaFunction) =>
      new JavaFunction((a = null, b = null) => comparator.call(key.call(a), key.call(b))),
  },
});
