import { BoxedNumber } from '../../../base/java-number';
import { JavaArray, JavaChar, JavaFunction, JavaObject, javaClassOf } from './values';
import type { Value } from './values';
import { classNameOf } from './class-names';
import { isCollection, JavaIterator } from './iteration';
import { castError, classCast, illegalArgument, nullPointer } from './java-error';
import { JavaSet } from './java-set';
import { isMap } from './map-object';
import { castNumber, isPrimitiveNumber, primitiveOf, widens } from './number-casts';
import { MapEntry, MapView } from './map-view';
import { ComparableObject } from './ordering';
import { StringBuilder } from './string-builder';
import { isSubList } from './sub-list';

/** The boolean that a condition asks for. */
export function truthOf(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  if (value === null) throw nullPointer('Cannot invoke "Object.getClass()" because "value" is null');
  throw classCast(`cannot cast def [${displayType(value)}] to boolean`);
}

/** How messages about casts name a value's type: the primitive's name, or the class. */
function displayType(value: Value): string {
  return primitiveOf(value) ?? (typeof value === 'boolean' ? 'boolean' : javaClassOf(value));
}

/** Casts a `def` to a declared type: implicitly as in an assignment, or as `(type)` writes it. */
export function castDef(value: Value, type: string, isExplicit: boolean): Value {
  if (type === 'def' || type === 'Object') return value;
  if (type === 'boolean') return truthOf(value);
  if (isPrimitiveNumber(type)) {
    if (value === null) throw nullPointer('Cannot invoke "Object.getClass()" because "value" is null');
    if (type === 'char' && isExplicit && typeof value === 'string') return charOf(value);
    const from = primitiveOf(value);
    if (from !== null && (isExplicit || widens(from, type)))
      return from === type ? value : castNumber(value, type);
    throw defCast(value, type, isExplicit);
  }
  if (value === null || isInstance(value, type)) return value;
  if (type === 'String' && isExplicit && value instanceof JavaChar) return String.fromCharCode(value.code);
  const primitive = UNBOXED[type];
  if (primitive !== undefined) return castDef(value, primitive, isExplicit);
  if (type === 'String') throw defCast(value, 'java.lang.String', isExplicit);
  throw castError(javaClassOf(value), fullName(type));
}

/** A text of one character as that character. */
function charOf(text: string): JavaChar {
  if (text.length === 1) return new JavaChar(text.charCodeAt(0));
  throw classCast('cannot cast java.lang.String with length not equal to one to char');
}

function defCast(value: Value, to: string, isExplicit: boolean): Error {
  return classCast(
    `cannot ${isExplicit ? 'explicitly' : 'implicitly'} cast def [${displayType(value)}] to ${to}`,
  );
}

const BOXES: Readonly<Record<string, string>> = {
  int: 'Integer',
  long: 'Long',
  double: 'Double',
  float: 'Float',
  short: 'Short',
  byte: 'Byte',
  char: 'Character',
  boolean: 'Boolean',
};

/** The class in which a primitive is boxed. */
export function boxOf(primitive: string): string | undefined {
  return BOXES[primitive];
}

/** The primitive that a class boxes. */
export const UNBOXED: Readonly<Partial<Record<string, string>>> = Object.fromEntries(
  Object.entries(BOXES).map(([primitive, box]) => [box, primitive]),
);

/** Java's `instanceof`, by the simple name of a class. */
export function isInstance(value: Value, type: string): boolean {
  return instanceTest(type)(value);
}

/** {@link isInstance} for one class, looked up once. */
export function instanceTest(type: string): (value: Value) => boolean {
  if (type === 'def' || type === 'Object') return (value) => value !== null;
  const test = TESTS[BOXES[type] ?? type];
  return test ?? ((value) => value instanceof JavaObject && simpleName(value.javaClass) === type);
}

/** Whether it is a type that `instanceof` and casts know by a rule of their own. */
export function hasInstanceTest(type: string): boolean {
  return type === 'def' || type === 'Object' || type in BOXES || type in TESTS;
}

function isNumber(value: Value): boolean {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof BoxedNumber;
}

function isList(value: Value): boolean {
  return Array.isArray(value);
}

const TESTS: Readonly<Record<string, (value: Value) => boolean>> = {
  String: (value) => typeof value === 'string',
  CharSequence: (value) => typeof value === 'string' || isNamed(value, 'java.lang.StringBuilder'),
  Boolean: (value) => typeof value === 'boolean',
  Number: isNumber,
  Integer: (value) => primitiveOf(value) === 'int',
  Long: (value) => primitiveOf(value) === 'long',
  Double: (value) => primitiveOf(value) === 'double',
  Float: (value) => primitiveOf(value) === 'float',
  Short: (value) => primitiveOf(value) === 'short',
  Byte: (value) => primitiveOf(value) === 'byte',
  BigInteger: (value) => isNamed(value, 'java.math.BigInteger'),
  Character: (value) => value instanceof JavaChar,
  Comparable: (value) =>
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    isNumber(value) ||
    value instanceof JavaChar ||
    value instanceof ComparableObject ||
    value instanceof StringBuilder ||
    classNameOf(value) === 'java.time.ZoneOffset',
  List: isList,
  ArrayList: (value) => isList(value) && !isSubList(value as object),
  Collection: isCollection,
  Iterable: isCollection,
  Set: (value) => value instanceof JavaSet || (value instanceof MapView && value.kind !== 'values'),
  HashSet: (value) => isNamed(value, 'java.util.HashSet') || isNamed(value, 'java.util.LinkedHashSet'),
  Map: isMap,
  HashMap: (value) => isNamed(value, 'java.util.HashMap') || isNamed(value, 'java.util.LinkedHashMap'),
  Iterator: (value) => value instanceof JavaIterator,
  'Map.Entry': (value) => value instanceof MapEntry,
  Temporal: (value) => isNamed(value, 'java.time.ZonedDateTime') || isNamed(value, 'java.time.Instant'),
  Exception: (value) => isNamed(value, /Exception$/),
};

/** Whether the value's class has this full name. */
function isNamed(value: Value, name: string | RegExp): boolean {
  const found = javaClassOf(value);
  return typeof name === 'string' ? found === name : name.test(found);
}

function simpleName(fullName: string): string {
  return fullName.slice(fullName.lastIndexOf('.') + 1);
}

function fullName(type: string): string {
  if (['Collection', 'List', 'ArrayList', 'Map', 'HashMap', 'Set', 'HashSet', 'Iterator'].includes(type))
    return `java.util.${type}`;
  return type.includes('.') ? type : `java.lang.${type}`;
}

/** Whether a value is an array of this type, e.g. `String[]`. */
export function isArrayOf(value: Value, elementType: string): boolean {
  return value instanceof JavaArray && (value.elementType === elementType || elementType === 'def');
}

/** A lambda or method reference, for a parameter that calls it with so many arguments. */
export function asFunction(value: Value, arity: number): JavaFunction {
  if (value === null) throw nullPointer('a function is null');
  if (!(value instanceof JavaFunction)) throw castError(javaClassOf(value), 'java.util.function.Function');
  if (value.arity !== undefined && value.arity !== arity) {
    throw illegalArgument(
      `a lambda with [${value.arity}] parameters is called with [${arity}], an incorrect number of arguments`,
    );
  }
  return value;
}
