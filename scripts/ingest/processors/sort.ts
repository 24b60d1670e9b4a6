import { BoxedNumber } from '../../base/java-number';
import { isJsonContainer, type JsonObject, type JsonValue } from '../../base/json';
import { illegalArgument, ingestError, type IngestError } from '../errors';
import { readList } from '../field-values';
import { javaClassName } from '../java-values';
import type { ProcessorCompiler } from '../processor-compiler';

/** `sort`: the values of a list in Java's order; all must be of one type. */
export const compileSort: ProcessorCompiler = (options) => {
  const field = options.path('field');
  const target = options.targetPath('target_field', field);
  const comparator = options.choice('order', ['asc', 'desc'], 'asc') === 'asc' ? compare : compareReversed;
  return (document) => {
    const list = readList(field, document);
    if (list === null) throw illegalArgument(`field [${field.path}] is null, cannot sort.`);
    target.set(document, [...list].sort(comparator));
  };
};

/** Java's reversed order looks at both values before it compares. */
function compareReversed(left: JsonValue, right: JsonValue): number {
  for (const value of [left, right]) {
    if (isJsonContainer(value)) throw notCastable(javaClassName(value), 'java.lang.Comparable');
  }
  return compare(right, left);
}

/** `left.compareTo(right)`. */
function compare(left: JsonValue, right: JsonValue): number {
  if (left === null) throw nullPointer();
  const type = javaClassName(left);
  if (isJsonContainer(left)) throw notCastable(type, 'java.lang.Comparable');
  if (right === null) throw nullPointer();
  const other = javaClassName(right);
  if (isJsonContainer(right) || other !== type) throw notCastable(other, type);
  const [a, b] = [comparable(left), comparable(right)];
  return a < b ? -1 : a > b ? 1 : compareEqual(a, b);
}

/** Java puts NaN behind all numbers, and -0.0 before 0.0. */
function compareEqual(left: unknown, right: unknown): number {
  if (typeof left !== 'number' || Object.is(left, right)) return 0;
  if (Number.isNaN(left)) return 1;
  return Number.isNaN(right) || Object.is(left, -0) ? -1 : 1;
}

function comparable(
  value: Exclude<JsonValue, null | JsonObject | JsonValue[]>,
): string | number | bigint | boolean {
  return value instanceof BoxedNumber ? value.valueOf() : value;
}

function nullPointer(): IngestError {
  return ingestError('null_pointer_exception', 'Cannot compare a value with null');
}

function notCastable(from: string, to: string): IngestError {
  const reason = `(${from} and ${to} are in module java.base of loader 'bootstrap')`;
  return ingestError('class_cast_exception', `class ${from} cannot be cast to class ${to} ${reason}`);
}
