import { compareValues } from './ordering';
import { hashKey, hashOrder } from './hashing';
import { HashedObject } from './hashed-object';
import { listText } from './text';
import type { Value } from './values';

export type SetKind = 'HashSet' | 'LinkedHashSet' | 'TreeSet';

/** A set made by the script. */
export class JavaSet extends HashedObject {
  private readonly byKey = new Map<ReturnType<typeof hashKey>, Value>();

  constructor(
    readonly kind: SetKind,
    items: readonly Value[] = [],
  ) {
    super();
    for (const item of items) this.add(item);
  }

  get javaClass(): string {
    return `java.util.${this.kind}`;
  }

  get size(): number {
    return this.byKey.size;
  }

  /** Members in the order in which Java would iterate them. */
  items(): readonly Value[] {
    const inserted = [...this.byKey.values()];
    if (this.kind === 'HashSet') return hashOrder(inserted);
    return this.kind === 'TreeSet' ? inserted.sort(compareValues) : inserted;
  }

  has(item: Value): boolean {
    return this.byKey.has(hashKey(item));
  }

  /** Whether the set did not have it before. */
  add(item: Value): boolean {
    const key = hashKey(item);
    if (this.byKey.has(key)) return false;
    this.byKey.set(key, item);
    return true;
  }

  remove(item: Value): boolean {
    return this.byKey.delete(hashKey(item));
  }

  clear(): void {
    this.byKey.clear();
  }

  override members(): readonly Value[] {
    return this.items();
  }

  text(): string {
    return listText(this.items(), this);
  }
}
