import { BoxedInteger } from '../../../base/java-number';
import { castError, nullPointer } from './java-error';
import { compareNumbers, promote } from './numbers';
import type { Value } from './values';
import { StringBuilder } from './string-builder';
import { TextObject } from './text';
import { javaClassOf } from './values';

/** A Java object that implements Comparable. */
export abstract class ComparableObject extends TextObject {
  abstract compareTo(other: Value): number;

  /** Java's `hashCode()`; 0 where that is up to the JVM. */
  hash(): number {
    return 0;
  }
}

/** Java's `compareTo`: strings by UTF-16 units, numbers by value, false before true. */
export function compareValues(left: Value, right: Value): number {
  if (left === null || right === null) throw nullPointer('Cannot compare null');
  if (typeof left === 'string' && typeof right === 'string') return compareStrings(left, right);
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right);
  if (promote(left) !== null && javaClassOf(left) === javaClassOf(right)) {
    if (compareNumbers('<', left, right)) return -1;
    return compareNumbers('>', left, right) ? 1 : 0;
  }
  if (left instanceof BoxedInteger && right instanceof BoxedInteger)
    return left.value < right.value ? -1 : left.value > right.value ? 1 : 0;
  if (left instanceof ComparableObject && javaClassOf(left) === javaClassOf(right))
    return left.compareTo(right);
  if (left instanceof StringBuilder && right instanceof StringBuilder)
    return compareStrings(left.content, right.content);
  throw cannotCompare(left, right);
}

/** `String.compareTo`: the distance of the first units that differ, or of the lengths. */
export function compareStrings(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const distance = left.charCodeAt(index) - right.charCodeAt(index);
    if (distance !== 0) return distance;
  }
  return left.length - right.length;
}

function cannotCompare(left: Value, right: Value): Error {
  return castError(javaClassOf(left), javaClassOf(right));
}
