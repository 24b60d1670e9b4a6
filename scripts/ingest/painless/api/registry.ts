import { BoxedInteger } from '../../../base/java-number';
import { JavaException } from '../runtime/java-exception';
import { nullPointer } from '../runtime/java-error';
import { JavaIterator } from '../runtime/iteration';
import { JavaMap } from '../runtime/java-map';
import { JavaMatch, JavaPattern } from '../runtime/java-pattern';
import { JavaSet } from '../runtime/java-set';
import { JavaOptional, JavaStream } from '../runtime/java-stream';
import { MapEntry, MapView } from '../runtime/map-view';
import { MapObject } from '../runtime/map-object';
import { StringBuilder } from '../runtime/string-builder';
import type { Value } from '../runtime/values';
import { JavaChar, JavaFunction, JavaNumber, JavaObject, isInt, isLongNumber } from '../runtime/values';
import { COLLECTION, ITERABLE, ITERATOR, LIST, SET } from './collections';
import { COLLECTORS_STATICS } from './collectors';
import { EXCEPTION } from './exceptions';
import { MAP, MAP_ENTRY, TREE_MAP } from './maps';
import type { JavaClass } from './java-class';
import { OBJECT } from './objects';
import {
  BIG_INTEGER,
  BOOLEAN,
  BYTE,
  CHARACTER,
  DOUBLE,
  FLOAT,
  INTEGER,
  LONG,
  NUMBER,
  SHORT,
} from './primitives';
import { MATCHER, PATTERN } from './regexes';
import * as collections from './static-collections';
import * as numbers from './static-numbers';
import { LOCALE_STATICS, STRING_STATICS, exceptionStatics } from './static-strings';
import type { StaticClass } from './static-class';
import { FUNCTION, OPTIONAL, STREAM } from './streams';
import { CHAR_SEQUENCE, STRING } from './strings';
import { STRING_BUILDER } from './string-builders';
import { TIME_STATICS } from './static-time';
import { TIME_CLASSES, timeClassOf } from './time';

/** Classes by the names that a script declares variables with; their methods are what a typed receiver has. */
const BY_NAME = new Map<string, JavaClass>([
  ['Object', OBJECT],
  ['String', STRING],
  ['CharSequence', CHAR_SEQUENCE],
  ['int', INTEGER],
  ['Integer', INTEGER],
  ['long', LONG],
  ['Long', LONG],
  ['short', SHORT],
  ['Short', SHORT],
  ['byte', BYTE],
  ['Byte', BYTE],
  ['double', DOUBLE],
  ['Double', DOUBLE],
  ['float', FLOAT],
  ['Float', FLOAT],
  ['BigInteger', BIG_INTEGER],
  ['Number', NUMBER],
  ['boolean', BOOLEAN],
  ['Boolean', BOOLEAN],
  ['char', CHARACTER],
  ['Character', CHARACTER],
  ['Iterable', ITERABLE],
  ['Collection', COLLECTION],
  ['List', LIST],
  ['ArrayList', LIST],
  ['Set', SET],
  ['HashSet', SET],
  ['LinkedHashSet', SET],
  ['TreeSet', SET],
  ['Iterator', ITERATOR],
  ['Map', MAP],
  ['HashMap', MAP],
  ['LinkedHashMap', MAP],
  ['TreeMap', TREE_MAP],
  ['Map.Entry', MAP_ENTRY],
  ['StringBuilder', STRING_BUILDER],
  ['Pattern', PATTERN],
  ['Matcher', MATCHER],
  ['Stream', STREAM],
  ['Optional', OPTIONAL],
  ['Function', FUNCTION],
  ['Predicate', FUNCTION],
  ['BiFunction', FUNCTION],
  ['Consumer', FUNCTION],
  ['Supplier', FUNCTION],
  ['Comparator', FUNCTION],
  ...TIME_CLASSES,
]);

const STATICS = new Map<string, StaticClass>([
  ['Integer', numbers.INTEGER_STATICS],
  ['Long', numbers.LONG_STATICS],
  ['Double', numbers.DOUBLE_STATICS],
  ['Boolean', numbers.BOOLEAN_STATICS],
  ['Character', numbers.CHARACTER_STATICS],
  ['Math', numbers.MATH_STATICS],
  ['String', STRING_STATICS],
  ['Locale', LOCALE_STATICS],
  ['ArrayList', collections.ARRAY_LIST_STATICS],
  ['LinkedList', collections.LINKED_LIST_STATICS],
  ['HashMap', collections.HASH_MAP_STATICS],
  ['LinkedHashMap', collections.LINKED_HASH_MAP_STATICS],
  ['TreeMap', collections.TREE_MAP_STATICS],
  ['HashSet', collections.HASH_SET_STATICS],
  ['LinkedHashSet', collections.LINKED_HASH_SET_STATICS],
  ['TreeSet', collections.TREE_SET_STATICS],
  ['StringBuilder', collections.STRING_BUILDER_STATICS],
  ['Collections', collections.COLLECTIONS_STATICS],
  ['Arrays', collections.ARRAYS_STATICS],
  ['Objects', collections.OBJECTS_STATICS],
  ['Optional', collections.OPTIONAL_STATICS],
  ['Collectors', COLLECTORS_STATICS],
  ['Comparator', collections.COMPARATOR_STATICS],
  ...TIME_STATICS,
]);

/** The class that a declared type names; undefined for one this interpreter does not know. */
export function declaredClass(type: string): JavaClass | undefined {
  return BY_NAME.get(type) ?? (exceptionStatics(type) === undefined ? undefined : EXCEPTION);
}

export function staticsOf(type: string): StaticClass | undefined {
  return STATICS.get(type) ?? exceptionStatics(type);
}

/** Every `name/arity` that some class has: what a call on a `def` may mean. */
export const KNOWN_METHODS: ReadonlySet<string> = new Set(
  [...BY_NAME.values(), EXCEPTION].flatMap((known) => [...known.ownKeys()]),
);

/** What the methods of a `name/arity` return, by their declarations. */
export function returnTypesOf(key: string): string[] {
  const methods = [...BY_NAME.values(), EXCEPTION].map((known) => known.find(key));
  return methods.flatMap((method) => (method === undefined ? [] : [method.returns]));
}

/** The class of a value at run time. */
export function classOf(value: Value): JavaClass {
  switch (typeof value) {
    case 'string':
      return STRING;
    case 'boolean':
      return BOOLEAN;
    case 'bigint':
      return LONG;
    case 'number':
      if (isInt(value)) return INTEGER;
      return isLongNumber(value) ? LONG : DOUBLE;
    default:
      if (value === null) throw nullPointer('null has no methods');
      if (Array.isArray(value)) return LIST;
      return value instanceof JavaObject ? classOfObject(value) : MAP;
  }
}

const NUMBERS = { double: DOUBLE, float: FLOAT, short: SHORT, byte: BYTE } as const;

function classOfObject(value: JavaObject): JavaClass {
  if (value instanceof JavaMap) return value.kind === 'TreeMap' ? TREE_MAP : MAP;
  if (value instanceof MapObject) return MAP;
  if (value instanceof MapEntry) return MAP_ENTRY;
  if (value instanceof JavaSet) return SET;
  if (value instanceof MapView) return value.kind === 'values' ? COLLECTION : SET;
  if (value instanceof JavaNumber) return NUMBERS[value.type];
  if (value instanceof BoxedInteger) return value.isLong ? LONG : BIG_INTEGER;
  if (value instanceof JavaChar) return CHARACTER;
  if (value instanceof JavaIterator) return ITERATOR;
  if (value instanceof StringBuilder) return STRING_BUILDER;
  if (value instanceof JavaMatch) return MATCHER;
  if (value instanceof JavaPattern) return PATTERN;
  if (value instanceof JavaStream) return STREAM;
  if (value instanceof JavaOptional) return OPTIONAL;
  if (value instanceof JavaFunction) return FUNCTION;
  if (value instanceof JavaException) return EXCEPTION;
  return timeClassOf(value) ?? OBJECT;
}
