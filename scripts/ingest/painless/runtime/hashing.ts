import { javaHashCode } from '../../java-hash-order';
import { isMap, mapGet, mapKeys } from './map-object';
import { promote } from './numbers';
import { textOf } from './text';
import type { Value } from './values';
import { JavaChar, JavaNumber, isInt, isLongNumber } from './values';

/** Java's `hashCode()`; that of objects without one of their own is 0. */
export function javaHash(value: Value): number {
  if (typeof value === 'string') return javaHashCode(value);
  if (value === null) return 0;
  if (typeof value === 'boolean') return value ? 1231 : 1237;
  if (Array.isArray(value))
    return value.reduce<number>((hash, item) => (Math.imul(31, hash) + javaHash(item)) | 0, 1);
  if (isMap(value)) {
    return mapKeys(value).reduce<number>(
      (hash, key) => (hash + (javaHash(key) ^ javaHash(mapGet(value, key)))) | 0,
      0,
    );
  }
  return numberHash(value);
}

function numberHash(value: Value): number {
  if (typeof value === 'bigint') return foldLong(value);
  if (value instanceof JavaChar) return value.code;
  const number = promote(value);
  if (number === null) return 0;
  if (number.type === 'int') return number.number;
  if (number.type === 'long') return foldLong(number.long);
  const view = new DataView(new ArrayBuffer(8));
  if (number.type === 'float') {
    view.setFloat32(0, number.number);
    return view.getInt32(0);
  }
  view.setFloat64(0, number.number);
  return foldLong(view.getBigInt64(0));
}

function foldLong(value: bigint): number {
  return Number(BigInt.asIntN(32, value ^ (BigInt.asUintN(64, value) >> 32n)));
}

/** A JavaScript Map key that is equal for values that Java's `equals` calls equal. */
export function hashKey(value: Value): string | number | boolean | bigint | null {
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'number' && !isInt(value) && isLongNumber(value) ? BigInt(value) : value;
  }
  if (value instanceof JavaNumber) return `\u0000${value.type}:${value.value}`;
  if (value instanceof JavaChar) return `\u0000char:${value.code}`;
  return `\u0000object:${textOf(value)}`;
}

/** Keys in the order of Java's HashMap, from the order of their insertion. */
export function hashOrder(keys: readonly Value[]): readonly Value[] {
  let buckets = 16;
  while (keys.length > buckets * 0.75) buckets *= 2;
  const placed = keys.map((key, index) => {
    const hash = javaHash(key);
    return { key, index, bucket: (hash ^ (hash >>> 16)) & (buckets - 1) };
  });
  placed.sort((a, b) => a.bucket - b.bucket || a.index - b.index);
  return placed.map(({ key }) => key);
}
