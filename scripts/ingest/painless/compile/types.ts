import { declaredClass } from '../api/registry';
import { hasInstanceTest } from '../runtime/casts';
import { isPrimitiveNumber } from '../runtime/number-casts';
import type { NumericType } from '../runtime/numbers';
import { exceptionClass } from '../runtime/java-exception';

/** Whether a script may declare a variable of the type. */
export function isKnownType(type: string): boolean {
  if (type.endsWith('[]')) return isKnownType(type.slice(0, -2));
  return type === 'def' || hasInstanceTest(type) || declaredClass(type) !== undefined;
}

export function isPrimitive(type: string): boolean {
  return type === 'boolean' || isPrimitiveNumber(type);
}

/** The type in which two primitive numbers are computed with. */
export function promotedType(left: string, right: string): NumericType {
  for (const type of ['double', 'float', 'long'] as const) if (left === type || right === type) return type;
  return 'int';
}

const LIST_TYPES = ['Collection', 'Iterable'];
const SET_TYPES = ['Set', ...LIST_TYPES];
const NUMBER_TYPES = ['Number', 'Comparable'];
const SUPERTYPES: Readonly<Record<string, readonly string[]>> = {
  String: ['CharSequence', 'Comparable'],
  StringBuilder: ['CharSequence'],
  CharSequence: [],
  List: LIST_TYPES,
  ArrayList: ['List', ...LIST_TYPES],
  LinkedList: ['List', ...LIST_TYPES],
  Collection: ['Iterable'],
  Iterable: [],
  Set: LIST_TYPES,
  HashSet: SET_TYPES,
  LinkedHashSet: ['HashSet', ...SET_TYPES],
  TreeSet: SET_TYPES,
  Map: [],
  HashMap: ['Map'],
  LinkedHashMap: ['HashMap', 'Map'],
  TreeMap: ['Map'],
  Number: [],
  Comparable: [],
  Integer: NUMBER_TYPES,
  Long: NUMBER_TYPES,
  Double: NUMBER_TYPES,
  Float: NUMBER_TYPES,
  Short: NUMBER_TYPES,
  Byte: NUMBER_TYPES,
  BigInteger: NUMBER_TYPES,
  Boolean: ['Comparable'],
  Character: ['Comparable'],
  Temporal: [],
  ZonedDateTime: ['Comparable', 'Temporal'],
  Instant: ['Comparable', 'Temporal'],
  Duration: ['Comparable'],
  DayOfWeek: ['Comparable'],
  Month: ['Comparable'],
  ChronoUnit: ['Comparable'],
  ZoneId: [],
  DateTimeFormatter: [],
  Pattern: [],
  Matcher: [],
  Stream: [],
  Optional: [],
  Iterator: [],
  'Map.Entry': [],
};

/** Whether a reference type needs no cast to become another; undefined when one of them is not in the table. */
export function isSubtype(from: string, to: string): boolean | undefined {
  if (from === to || to === 'Object') return true;
  const supertypes = SUPERTYPES[from];
  if (supertypes === undefined || SUPERTYPES[to] === undefined) return undefined;
  return supertypes.includes(to);
}

/** Whether a type of numbers has no fractions. */
export function isWhole(type: string): boolean {
  return isPrimitiveNumber(type) && type !== 'float' && type !== 'double';
}

/** Whether `for (x : value)` takes values of the type. */
export function isIterable(type: string): boolean {
  if (type === 'def' || type.endsWith('[]')) return true;
  return type !== 'null' && declaredClass(type)?.find('asCollection/0') !== undefined;
}

/** Whether a value of the type may be given where a function is asked for. */
export function mayBeFunction(type: string): boolean {
  return type === 'def' || type === 'null' || declaredClass(type)?.find('apply/1') !== undefined;
}

/** How Painless's messages write a type. */
export function displayName(type: string): string {
  if (type === 'null') return 'java.lang.Object';
  const exception = exceptionClass(type);
  if (exception !== undefined) return exception;
  const known = type === 'def' || isPrimitive(type) ? undefined : declaredClass(type);
  return known?.name ?? type;
}
