import { javaEquals } from '../runtime/equality';
import { elementsOf } from '../runtime/iteration';
import { JavaError, illegalArgument, noSuchElement } from '../runtime/java-error';
import { javaHash } from '../runtime/hashing';
import type { MapKind } from '../runtime/java-map';
import { JavaMap } from '../runtime/java-map';
import type { SetKind } from '../runtime/java-set';
import { JavaSet } from '../runtime/java-set';
import { StringBuilder } from '../runtime/string-builder';
import { JavaFunction, ofClass } from '../runtime/values';
import type { JavaArray, Value } from '../runtime/values';
import { textOf } from '../runtime/text';
import type { MapValue } from '../runtime/map-object';
import { comparatorOf, sortList } from './collections';
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

/** The one argument of Painless's TreeMap is a comparator; scripts that give one are refused. */
const ofComparator = { 'Map new(BiFunction?)': () => new JavaMap('TreeMap') };

function mapStatics(kind: MapKind) {
  return staticClass(`java.util.${kind}`, {
    constructors: {
      'Map new()': () => new JavaMap(kind),
      ...(kind === 'TreeMap'
        ? ofComparator
        : { 'Map new(Map)': (_: Value, other: MapValue) => copiedMap(kind, other) }),
    },
  });
}

function copiedMap(kind: MapKind, other: MapValue): JavaMap {
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
    'List emptyList()': () => immutable(ofClass([], 'java.util.Collections$EmptyList')),
    'Map emptyMap()': () => immutable(new JavaMap('HashMap')),
    'Set emptySet()': () => immutable(new JavaSet('HashSet')),
    'List singletonList(def)': (_, item: Value) =>
      immutable(ofClass([item], 'java.util.Collections$SingletonList')),
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
  return immutable(ofClass(new Array<Value>(count).fill(item), 'java.util.Collections$CopiesList'));
}

export const ARRAYS_STATICS = staticClass('java.util.Arrays', {
  methods: {
    'List asList(def[])': (_, array: JavaArray) =>
      fixedSize(ofClass([...array.items], 'java.util.Arrays$ArrayList'), array.elementType),
  },
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
