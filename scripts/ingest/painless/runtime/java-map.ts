import { hashKey, hashOrder } from './hashing';
import { MapObject } from './map-object';
import { compareValues } from './ordering';
import type { Value } from './values';

export type MapKind = 'HashMap' | 'LinkedHashMap' | 'TreeMap';

/** A map made by the script; it becomes a JSON object when the script ends. */
export class JavaMap extends MapObject {
  private readonly entries = new Map<ReturnType<typeof hashKey>, readonly [Value, Value]>();

  constructor(readonly kind: MapKind) {
    super();
  }

  get javaClass(): string {
    return `java.util.${this.kind}`;
  }

  get size(): number {
    return this.entries.size;
  }

  keys(): readonly Value[] {
    const inserted = this.insertedKeys();
    if (this.kind === 'HashMap') return hashOrder(inserted);
    return this.kind === 'TreeMap' ? inserted.sort(compareValues) : inserted;
  }

  /** Keys as they were put, which is how a JSON object keeps them. */
  insertedKeys(): Value[] {
    const keys: Value[] = [];
    for (const [key] of this.entries.values()) keys.push(key);
    return keys;
  }

  has(key: Value): boolean {
    return this.entries.has(hashKey(key));
  }

  get(key: Value): Value {
    return this.entries.get(hashKey(key))?.[1] ?? null;
  }

  put(key: Value, value: Value): void {
    this.entries.set(hashKey(key), [key, value]);
  }

  remove(key: Value): void {
    this.entries.delete(hashKey(key));
  }
}
