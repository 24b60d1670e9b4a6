import { WrongClassError } from './class-names';
import { classCast, concurrentModification, noSuchElement, nullPointer } from './java-error';
import { JavaSet } from './java-set';
import { MapView } from './map-view';
import { plainMapChanges } from './plain-map';
import type { Value } from './values';
import { JavaArray, JavaObject, isPlainMap, javaClassOf } from './values';

/** Whether Java would call it a Collection. */
export function isCollection(value: Value): value is Value[] | JavaSet | MapView {
  return Array.isArray(value) || value instanceof JavaSet || value instanceof MapView;
}

/** The elements of a collection as they are now. */
export function elementsOf(collection: Value): readonly Value[] {
  if (Array.isArray(collection)) return collection;
  if (collection instanceof JavaSet || collection instanceof MapView) return collection.items();
  if (collection === null) throw nullPointer('Cannot iterate over null');
  throw classCast(`class ${javaClassOf(collection)} cannot be cast to class java.util.Collection`);
}

function sizeOf(collection: Value[] | JavaSet | MapView): number {
  return Array.isArray(collection) ? collection.length : collection.size;
}

/** Java's Iterator, which notices when its collection grows or shrinks beneath it. */
export class JavaIterator extends JavaObject {
  private position = 0;
  private readonly isList: boolean;
  private items: readonly Value[];
  private expectedSize: number;
  private seenChanges = plainMapChanges.count;

  constructor(readonly collection: Value[] | JavaSet | MapView) {
    super();
    this.isList = Array.isArray(collection);
    this.items = elementsOf(collection);
    this.expectedSize = sizeOf(collection);
  }

  get javaClass(): string {
    if (this.collection instanceof MapView) return this.collection.iteratorClass;
    return ITERATOR_CLASSES[javaClassOf(this.collection)] ?? 'java.util.Iterator';
  }

  hasNext(): boolean {
    return this.isList ? this.position !== this.items.length : this.position < this.items.length;
  }

  next(): Value {
    if (this.mayHaveChanged() && sizeOf(this.collection) !== this.expectedSize)
      throw concurrentModification();
    if (this.position >= this.items.length) throw noSuchElement(null);
    return this.items[this.position++] ?? null;
  }

  /** The size of a plain object costs a walk over its keys, so it is asked only after some object changed. */
  private mayHaveChanged(): boolean {
    if (!(this.collection instanceof MapView) || !isPlainMap(this.collection.map)) return true;
    if (this.seenChanges === plainMapChanges.count) return false;
    this.seenChanges = plainMapChanges.count;
    return true;
  }

  /** Removes what `next` returned last. */
  remove(): void {
    if (Array.isArray(this.collection)) {
      this.collection.splice(--this.position, 1);
    } else {
      this.collection.remove(this.items[this.position - 1] ?? null);
    }
    this.expectedSize = sizeOf(this.collection);
  }
}

const ITERATOR_CLASSES: Readonly<Record<string, string>> = {
  'java.util.ArrayList': 'java.util.ArrayList$Itr',
  'java.util.ArrayList$SubList': 'java.util.ArrayList$SubList$1',
  'java.util.Arrays$ArrayList': 'java.util.Arrays$ArrayItr',
  'java.util.Collections$EmptyList': 'java.util.Collections$EmptyIterator',
  'java.util.HashSet': 'java.util.HashMap$KeyIterator',
  'java.util.LinkedHashSet': 'java.util.LinkedHashMap$LinkedKeyIterator',
};

/** What `for (x : value)` iterates: an Iterable or an array. */
export function iteratorOf(value: Value): JavaIterator {
  if (value instanceof JavaArray) return new JavaIterator(value.items);
  if (isCollection(value)) return new JavaIterator(value);
  if (value === null) throw nullPointer('cannot access method/field [iterator] from a null def reference');
  throw new WrongClassError(value, (name) => `Cannot iterate over [${name}]`);
}
