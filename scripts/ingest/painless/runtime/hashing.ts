import { BoxedNumber, BoxedInteger } from '../../../base/java-number';
import { foldLong, javaHashCode, javaHashOrder } from '../../java-hash-order';
import { HashedObject } from './hashed-object';
import { isMap, mapGet, mapKeys } from './map-object';
import { promote } from './numbers';
import { ComparableObject } from './ordering';
import { textOf } from './text';
import type { Value } from './values';
import { JavaChar, JavaNumber, JavaObject, isInt, isLongNumber, javaClassOf } from './values';

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
  const hashed = value instanceof HashedObject ? value : undefined;
  const members = hashed?.members();
  if (members !== undefined) return members.reduce<number>((hash, item) => (hash + javaHash(item)) | 0, 0);
  const entry = hashed?.entry();
  if (entry !== undefined) return javaHash(entry[0]) ^ javaHash(entry[1]);
  return value instanceof ComparableObject ? value.hash() : numberHash(value);
}

function numberHash(value: Value): number {
  if (typeof value === 'bigint') return foldLong(value);
  if (value instanceof JavaChar) return value.code;
  const number = promote(value);
  if (number === null) return value instanceof BoxedInteger ? bigHash(value.value) : 0;
  if (number.type === 'int') return number.number;
  if (number.type === 'long') return foldLong(number.long);
  // All NaNs are one to Java; their bits are up to JavaScript.
  if (Number.isNaN(number.number)) return number.type === 'float' ? 0x7fc00000 : 0x7ff80000;
  const view = new DataView(new ArrayBuffer(8));
  if (number.type === 'float') {
    view.setFloat32(0, number.number);
    return view.getInt32(0);
  }
  view.setFloat64(0, number.number);
  return foldLong(view.getBigInt64(0));
}

/** That of a BigInteger: its size in words of 32 bits, the highest first, with the sign. */
function bigHash(value: bigint): number {
  let hash = 0;
  let factor = 1;
  for (let rest = value < 0n ? -value : value; rest > 0n; rest >>= 32n) {
    hash = (hash + Math.imul(factor, Number(BigInt.asIntN(32, rest)))) | 0;
    factor = Math.imul(factor, 31);
  }
  return value < 0n ? -hash | 0 : hash;
}

/** A JavaScript Map key that is equal for values that Java's `equals` calls equal. */
export function hashKey(value: Value): string | number | boolean | bigint | null {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) {
    if (typeof value !== 'number' || isInt(value)) return value;
    if (!Number.isFinite(value)) return `\u0000double:${value}`;
    return isLongNumber(value) ? BigInt(value) : value;
  }
  if (value instanceof JavaNumber) return `\u0000${value.type}:${value.toString()}`;
  if (value instanceof BoxedInteger && value.isLong) return value.value;
  if (value instanceof JavaChar) return `\u0000char:${value.code}`;
  return `\u0000object:${structure(value)}`;
}

/** A text that is equal for values that Java's `equals` calls equal. */
function structure(value: Value): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(structure).join()}]`;
  const hashed = value instanceof HashedObject ? value : undefined;
  const members = hashed?.members();
  if (members !== undefined) return `{${members.map(structure).sort().join()}}`;
  const entry = hashed?.entry();
  if (entry !== undefined) return entry.map(structure).join('=');
  if (isMap(value))
    return `<${mapKeys(value)
      .map((key) => `${structure(key)}=${structure(mapGet(value, key))}`)
      .sort()
      .join()}>`;
  const isValue = !(value instanceof JavaObject) || value instanceof ComparableObject || isBoxed(value);
  return `${javaClassOf(value)}:${isValue ? textOf(value) : identityOf(value)}`;
}

function isBoxed(value: Value): boolean {
  return value instanceof BoxedNumber || value instanceof JavaChar;
}

const identities = new WeakMap<object, number>();
const seen = { objects: 0 };

/** A number for each object that equals only itself. */
function identityOf(object: object): number {
  const known = identities.get(object) ?? (seen.objects += 1);
  identities.set(object, known);
  return known;
}

/** Keys in the order of Java's HashMap, from the order of their insertion. */
export function hashOrder(keys: readonly Value[], capacity = 16): readonly Value[] {
  if (keys.every((key) => typeof key === 'string')) return javaHashOrder(keys, capacity);
  let buckets = capacity;
  while (keys.length > buckets * 0.75) buckets *= 2;
  const placed = keys.map((key, index) => {
    const hash = javaHash(key);
    return { key, index, bucket: (hash ^ (hash >>> 16)) & (buckets - 1) };
  });
  placed.sort((a, b) => a.bucket - b.bucket || a.index - b.index);
  return placed.map(({ key }) => key);
}
