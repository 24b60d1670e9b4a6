import { hashKey } from './hashing';
import { viewClasses } from './view-classes';
import type { MapValue } from './map-object';
import { mapGet, mapHas, mapKeys, mapPut, mapRemove, mapSize } from './map-object';
import { HashedObject } from './hashed-object';
import { listText, textOf } from './text';
import type { Value } from './values';

/** Java's Map.Entry; writes go through to the map. */
export class MapEntry extends HashedObject {
  constructor(
    readonly map: MapValue,
    readonly key: Value,
  ) {
    super();
  }

  get javaClass(): string {
    return viewClasses(this.map).entry;
  }

  get value(): Value {
    return mapGet(this.map, this.key);
  }

  set value(value: Value) {
    mapPut(this.map, this.key, value);
  }

  override entry(): readonly [Value, Value] {
    return [this.key, this.value];
  }

  text(): string {
    return `${textOf(this.key)}=${textOf(this.value)}`;
  }
}

export type ViewKind = 'keySet' | 'values' | 'entrySet';

/** The live view that `keySet()`, `values()` and `entrySet()` give of a map. */
export class MapView extends HashedObject {
  constructor(
    readonly map: MapValue,
    readonly kind: ViewKind,
  ) {
    super();
  }

  get javaClass(): string {
    return viewClasses(this.map)[this.kind];
  }

  get iteratorClass(): string {
    return viewClasses(this.map).iterators[this.kind];
  }

  get size(): number {
    return mapSize(this.map);
  }

  items(): readonly Value[] {
    const keys = mapKeys(this.map);
    if (this.kind === 'keySet') return keys;
    if (this.kind === 'values') return keys.map((key) => mapGet(this.map, key));
    return keys.map((key) => new MapEntry(this.map, key));
  }

  has(item: Value): boolean {
    if (this.kind === 'keySet') return mapHas(this.map, item);
    if (!(item instanceof MapEntry)) return false;
    return mapHas(this.map, item.key) && hashKey(mapGet(this.map, item.key)) === hashKey(item.value);
  }

  /** Removes the first key that gives the item. */
  remove(item: Value): boolean {
    const keys = mapKeys(this.map);
    const key = keys.find((candidate) => this.gives(candidate, item));
    if (key === undefined) return false;
    mapRemove(this.map, key);
    return true;
  }

  override members(): readonly Value[] | undefined {
    return this.kind === 'values' ? undefined : this.items();
  }

  text(): string {
    return listText(this.items(), this);
  }

  private gives(key: Value, item: Value): boolean {
    if (this.kind === 'keySet') return key === item;
    if (this.kind === 'entrySet') return item instanceof MapEntry && item.key === key;
    return mapGet(this.map, key) === item;
  }
}
