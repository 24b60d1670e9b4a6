import type { JsonValue } from '../../base/json';
import { illegalArgument, ingestError } from '../errors';
import { readList } from '../field-values';
import { javaClassName } from '../java-values';
import type { ProcessorCompiler } from '../processor-compiler';

/** `sort`: the values of a list in Java's order; all must be of one type. */
export const compileSort: ProcessorCompiler = (options) => {
  const field = options.path('field');
  const target = options.targetPath('target_field', field);
  const direction = options.choice('order', ['asc', 'desc'], 'asc') === 'asc' ? 1 : -1;
  return (document) => {
    const list = readList(field, document);
    if (list === null) throw illegalArgument(`field [${field.path}] is null, cannot sort.`);
    target.set(
      document,
      [...list].sort((left, right) => direction * compare(left, right)),
    );
  };
};

function compare(left: JsonValue, right: JsonValue): number {
  if (left === null || right === null) {
    throw ingestError('null_pointer_exception', 'Cannot compare a value with null');
  }
  const leftClass = javaClassName(left);
  const rightClass = javaClassName(right);
  if (typeof left === 'object' || typeof right === 'object') {
    const other = typeof left === 'object' ? leftClass : rightClass;
    throw ingestError('class_cast_exception', notCastable(other, 'java.lang.Comparable'));
  }
  if (leftClass !== rightClass) {
    throw ingestError('class_cast_exception', notCastable(rightClass, leftClass));
  }
  return left < right ? -1 : left > right ? 1 : 0;
}

function notCastable(from: string, to: string): string {
  return `class ${from} cannot be cast to class ${to} (${from} and ${to} are in module java.base of loader 'bootstrap')`;
}
