import { BoxedNumber } from '../../../base/java-number';
import { ComparableObject } from './ordering';
import { classCast } from './java-error';
import { isMap, mapGet, mapHas, mapKeys, mapSize } from './map-object';
import { equalNumbers, operands, promote } from './numbers';
import { JavaSet } from './java-set';
import { MapEntry, MapView } from './map-view';
import { textOf } from './text';
import type { Value } from './values';
import { JavaChar, JavaNumber, javaClassOf } from './values';

/** Painless's `==`: numbers and chars by value whatever their types, everything else by `equals`. */
export function isEqual(left: Value, right: Value): boolean {
  if (left === right) return !isBoxedNaN(left);
  if (left === null || right === null) return false;
  if (typeof left === 'string' || typeof right === 'string') return false;
  const both = operands(left, right);
  if (both !== null) return equalNumbers(...both);
  const a = promote(left);
  const b = promote(right);
  // Painless takes both sides for numbers as soon as one is.
  if ((a !== null && typeof right === 'boolean') || (b !== null && typeof left === 'boolean')) {
    throw classCast('Cannot cast java.lang.Boolean to java.lang.Integer');
  }
  return javaEquals(left, right);
}

/** NaN equals nothing; where a document holds it, it is boxed. */
function isBoxedNaN(value: Value): boolean {
  return typeof value === 'object' && value instanceof JavaNumber && Number.isNaN(value.value);
}

/** Java's `Objects.equals`: an int never equals a long. */
export function javaEquals(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (left === null || right === null || typeof left === 'string' || typeof right === 'string') return false;
  if (Array.isArray(left)) {
    return (
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((item, i) => javaEquals(item, right[i] ?? null))
    );
  }
  if (isSet(left)) return isSet(right) && equalSets(left, right);
  if (left instanceof MapEntry)
    return (
      right instanceof MapEntry && javaEquals(left.key, right.key) && javaEquals(left.value, right.value)
    );
  if (isMap(left)) return isMap(right) && equalMaps(left, right);
  if (left instanceof JavaChar) return right instanceof JavaChar && left.code === right.code;
  if (left instanceof ComparableObject) return equalObjects(left, right);
  return equalBoxes(left, right);
}

/** Java's times and enum constants are equal when they compare as equal, zoned ones with equal zones only. */
function equalObjects(left: ComparableObject, right: Value): boolean {
  if (!(right instanceof ComparableObject) || left.javaClass !== right.javaClass) return false;
  return left.compareTo(right) === 0 && left.text() === right.text();
}

function equalBoxes(left: Value, right: Value): boolean {
  const isBox = typeof left === 'bigint' || typeof left === 'number' || left instanceof BoxedNumber;
  if (!isBox || javaClassOf(left) !== javaClassOf(right)) return false;
  const a = promote(left);
  const b = promote(right);
  if (a === null || b === null) return textOf(left) === textOf(right);
  return a.long === b.long && Object.is(a.number, b.number);
}

function isSet(value: Value): value is JavaSet | MapView {
  return value instanceof JavaSet || (value instanceof MapView && value.kind !== 'values');
}

function equalSets(left: JavaSet | MapView, right: JavaSet | MapView): boolean {
  return left.size === right.size && left.items().every((item) => right.has(item));
}

function equalMaps(left: Parameters<typeof mapGet>[0], right: Parameters<typeof mapGet>[0]): boolean {
  if (mapSize(left) !== mapSize(right)) return false;
  return mapKeys(left).every(
    (key) => mapHas(right, key) && javaEquals(mapGet(left, key), mapGet(right, key)),
  );
}
