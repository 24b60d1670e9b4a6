import { compareValues } from './ordering';
import { hashKey, hashOrder } from './hashing';
import { TextObject, listText } from './text';
import type { Value } from './values';

export type SetKind = 'HashSet' | 'LinkedHashSet' | 'TreeSet';

/** A set made by the script. */
export class JavaSet extends TextObject {
  private readonly members = new Map<ReturnType<typeof hashKey>, Value>();

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
    return this.members.size;
  }

  /** Members in the order in which Java would iterate them. */
  items(): readonly Value[] {
    const inserted = [...this.members.values()];
    if (this.kind === 'HashSet') return hashOrder(inserted);
    return this.kind === 'TreeSet' ? inserted.sort(compareValues) : inserted;
  }

  has(item: Value): boolean {
    return this.members.has(hashKey(item));
  }

  /** Whether the set did not have it before. */
  add(item: Value): boolean {
    const key = hashKey(item);
    if (this.members.has(key)) return false;
    this.members.set(key, item);
    return true;
  }

  remove(item: Value): boolean {
    return this.members.delete(hashKey(item));
  }

  clear(): void {
    this.members.clear();
  }

  text(): string {
    return listText(this.items(), this);
  }
}
