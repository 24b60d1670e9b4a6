import { hashKey, hashOrder } from './hashing';
import { MapObject } from './map-object';
import { compareValues } from './ordering';
import type { Value } from './values';

export type MapKind = 'HashMap' | 'LinkedHashMap' | 'TreeMap';

type Hashed = ReturnType<typeof hashKey>;

/** Maps up to this size are searched, which is faster than to keep an index of their keys. */
const SMALL = 8;

/** A map made by the script; it becomes a JSON object when the script ends. */
export class JavaMap extends MapObject {
  /** In the order of insertion: what stands for each key, and the values. */
  private readonly hashed: Hashed[] = [];
  private readonly values: Value[] = [];
  /** The place of each key in a map that is not small. */
  private places: Map<Hashed, number> | undefined;
  /** The keys that are not the same as what stands for them. */
  private otherKeys: Map<Hashed, Value> | undefined;

  /** Keys that a HashMap put first in their buckets, in the order of insertion. */
  private first: Set<Hashed> | undefined;
  /** Buckets of a HashMap, which never become fewer; 0 before the first key. */
  private buckets = 0;

  constructor(readonly kind: MapKind) {
    super();
  }

  get javaClass(): string {
    return `java.util.${this.kind}`;
  }

  get size(): number {
    return this.hashed.length;
  }

  keys(): readonly Value[] {
    const inserted = this.insertedKeys();
    if (this.kind === 'HashMap') return hashOrder(inserted, this.buckets);
    return this.kind === 'TreeMap' ? inserted.sort(compareValues) : inserted;
  }

  /** Keys as they were put, which is how a JSON object keeps them. */
  insertedKeys(): Value[] {
    const { otherKeys, first } = this;
    const hashed =
      first === undefined
        ? this.hashed
        : [...[...first].reverse(), ...this.hashed.filter((key) => !first.has(key))];
    return otherKeys === undefined ? hashed.slice() : hashed.map((key) => otherKeys.get(key) ?? key);
  }

  /** Keys as {@link insertedKeys} gives them, each with its value. */
  forEachInserted(visit: (key: Value, value: Value) => void): void {
    if (this.otherKeys === undefined && this.first === undefined)
      this.hashed.forEach((key, place) => visit(key, this.values[place] ?? null));
    else for (const key of this.insertedKeys()) visit(key, this.get(key));
  }

  has(key: Value): boolean {
    return this.find(hashKey(key)) >= 0;
  }

  get(key: Value): Value {
    const place = this.find(hashKey(key));
    return place < 0 ? null : (this.values[place] ?? null);
  }

  put(key: Value, value: Value): void {
    const hashed = hashKey(key);
    if (hashed !== key) (this.otherKeys ??= new Map()).set(hashed, key);
    const place = this.find(hashed);
    if (place >= 0) {
      this.values[place] = value;
      return;
    }
    this.places?.set(hashed, this.hashed.length);
    this.hashed.push(hashed);
    this.values.push(value);
    if (this.buckets === 0) this.buckets = 16;
    if (this.hashed.length > this.buckets * 0.75) this.buckets *= 2;
  }

  /** As `compute` and `merge` put a new key: first in its bucket. */
  putFirst(key: Value, value: Value): void {
    if (this.kind === 'HashMap' && !this.has(key)) (this.first ??= new Set()).add(hashKey(key));
    this.put(key, value);
  }

  /** Makes room for so many keys, as `putAll` does before it puts them. */
  reserve(size: number): void {
    if (size === 0) return;
    if (this.buckets === 0) this.buckets = 1;
    while (size > this.buckets * 0.75) this.buckets *= 2;
  }

  remove(key: Value): void {
    const hashed = hashKey(key);
    const place = this.find(hashed);
    if (place < 0) return;
    this.hashed.splice(place, 1);
    this.values.splice(place, 1);
    this.places = undefined;
    this.otherKeys?.delete(hashed);
    this.first?.delete(hashed);
  }

  /** The place of a key; -1 when there is no such key. */
  private find(key: Hashed): number {
    if (this.hashed.length <= SMALL) return this.hashed.indexOf(key);
    this.places ??= new Map(this.hashed.map((known, place) => [known, place]));
    return this.places.get(key) ?? -1;
  }
}
