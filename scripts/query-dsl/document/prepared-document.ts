import type { JsonObject } from '../../base/json';

/**
 * A document, or one nested object of it, with what queries have read from it so far. Reading is lazy and each
 * field is read once, however many queries ask for it.
 */
export class PreparedDocument {
  /** By slot number; undefined: not read yet. Owned by {@link Slot}. */
  readonly cache: unknown[] = [];

  constructor(
    readonly source: JsonObject,
    /** `_index` and `_id`, where the document lies in an index. */
    readonly index?: string,
    readonly id?: string,
  ) {}
}

/** One thing that can be read from a document, remembered under a number of its own. */
export abstract class Slot<T> {
  constructor(private readonly number: number) {}

  read(document: PreparedDocument): T {
    const known = document.cache[this.number] as T | undefined;
    if (known !== undefined) return known;
    const value = this.extract(document);
    document.cache[this.number] = value;
    return value;
  }

  /** Never undefined: null says that there is nothing. */
  protected abstract extract(document: PreparedDocument): T;
}
