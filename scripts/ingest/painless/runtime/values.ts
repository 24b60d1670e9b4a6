import { JavaNumber, JavaObject } from '../../../base/java-number';
import type { JsonObject } from '../../../base/json';

export { JavaNumber, JavaObject };

/**
 * A value of a running script.
 *
 * JSON values are the document's own. A whole `number` within 32 bits is an int, any other whole number below
 * 2^63 a long, the rest doubles; a `bigint` is a long, and so is a document's `BoxedInteger` that fits; a whole
 * double is boxed in {@link JavaNumber}. An array is an ArrayList, a plain object a HashMap with string keys.
 * Everything else that Java knows is a {@link JavaObject}.
 */
export type Value = null | boolean | number | bigint | string | Value[] | PlainMap | JavaObject;

/** A JSON object of the document; keys are untrusted. */
export interface PlainMap {
  [key: string]: Value;
}

/** A document's object as the script sees it: the same object, as every JSON value is a value of a script. */
export function asPlainMap(object: JsonObject): PlainMap {
  // Not assigned directly: comparing the two recursive types makes a typescript-eslint rule overflow the stack.
  const same: unknown = object;
  return same as PlainMap;
}

/** One UTF-16 unit. */
export class JavaChar extends JavaObject {
  readonly javaClass = 'java.lang.Character';

  constructor(readonly code: number) {
    super();
  }
}

/** An array such as `String[]`; its length never changes. */
export class JavaArray extends JavaObject {
  constructor(
    /** As written in a script, e.g. `String`. */
    readonly elementType: string,
    readonly items: Value[],
  ) {
    super();
  }

  get javaClass(): string {
    return ARRAY_CLASSES[this.elementType] ?? `[L${this.elementType};`;
  }
}

const ARRAY_CLASSES: Readonly<Record<string, string>> = {
  String: '[Ljava.lang.String;',
  def: '[Ljava.lang.Object;',
  Object: '[Ljava.lang.Object;',
  int: '[I',
  long: '[J',
  double: '[D',
  float: '[F',
  boolean: '[Z',
  char: '[C',
  byte: '[B',
  short: '[S',
};

/** A lambda or method reference. */
export class JavaFunction extends JavaObject {
  readonly javaClass = 'java.util.function.Function';

  constructor(
    readonly call: (...args: Value[]) => Value,
    /** How many parameters a lambda declares; a method reference takes what it is given. */
    readonly arity?: number,
  ) {
    super();
  }
}

export function isPlainMap(value: Value): value is PlainMap {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof JavaObject)
  );
}

const MIN_INT = -(2 ** 31);
const MAX_INT = 2 ** 31 - 1;

/** Whether a number is an int here; -0 is the double -0.0 and boxed, so it does not occur. */
export function isInt(value: number): boolean {
  return (value | 0) === value;
}

/** The class that Elasticsearch names in messages. */
export function javaClassOf(value: Value): string {
  switch (typeof value) {
    case 'string':
      return 'java.lang.String';
    case 'boolean':
      return 'java.lang.Boolean';
    case 'bigint':
      return 'java.lang.Long';
    case 'number':
      return numberClass(value);
    default:
      if (value === null) return 'null';
      if (value instanceof JavaObject) return value.javaClass;
      return classNames.get(value) ?? (Array.isArray(value) ? 'java.util.ArrayList' : 'java.util.HashMap');
  }
}

const classNames = new WeakMap<object, string>();

/** Gives a list another class than ArrayList, or a plain object another than HashMap; returns it. */
export function ofClass<T extends Value[] | PlainMap>(container: T, javaClass: string): T {
  classNames.set(container, javaClass);
  return container;
}

function numberClass(value: number): string {
  if (value >= MIN_INT && value <= MAX_INT && Number.isInteger(value)) return 'java.lang.Integer';
  return isLongNumber(value) ? 'java.lang.Long' : 'java.lang.Double';
}

/** Whether a whole number of a document is beyond int and within long. */
export function isLongNumber(value: number): boolean {
  return Number.isInteger(value) && value >= -(2 ** 63) && value < 2 ** 63;
}
