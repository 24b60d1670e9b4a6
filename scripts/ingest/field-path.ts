import { getKey, isJsonContainer, setKey, type JsonObject, type JsonValue } from '../base/json';
import { METADATA_FIELDS, removeMetadata, setMetadata, type IngestDocument } from './document';
import { illegalArgument, ingestError, type IngestError } from './errors';
import { appendValues, type Appending } from './append-values';
import * as message from './field-path-messages';
import { numberFormat, parseJavaInt } from './java-numbers';

/**
 * A path in dot notation, `a.b.0.c`, split once. Numbers are positions where the path meets a list and keys where
 * it meets an object; a key with a dot in it cannot be reached. Without prefix, or with `_source.`, a path starts
 * in the source (or at a metadata field such as `_id`); with `_ingest.` in the ingest metadata.
 */
export interface FieldPath {
  readonly path: string;
  /** The value there; undefined when the path leads nowhere. */
  get(document: IngestDocument): JsonValue | undefined;
  /** The value there; throws what Elasticsearch throws when the path leads nowhere. */
  require(document: IngestDocument): JsonValue;
  /** `failOutOfRange`: throws for a position beyond the end of a list. */
  has(document: IngestDocument, failOutOfRange?: boolean): boolean;
  /** Makes the objects on the way. */
  set(document: IngestDocument, value: JsonValue): void;
  /** Makes a list of what is there and adds the value, or all values of a list. Makes the objects on the way. */
  append(document: IngestDocument, value: JsonValue, how: Appending): void;
  remove(document: IngestDocument, ignoreMissing: boolean): void;
}

/** Splits a path. An invalid path throws when it is used, as in Elasticsearch, and not when it is compiled. */
export function compileFieldPath(path: string): FieldPath {
  const error = pathError(path);
  return error === undefined ? new SplitPath(path, splitPath(path)) : new InvalidPath(path, error);
}

/** Java's `split("\\.")`: empty parts at the end are dropped. */
function splitPath(path: string): string[] {
  const parts = stripPrefix(path).split('.');
  while (parts.length > 1 && parts.at(-1) === '') parts.pop();
  return parts;
}

function stripPrefix(path: string): string {
  if (path.startsWith('_ingest.')) return path.slice('_ingest.'.length);
  return path.startsWith('_source.') ? path.slice('_source.'.length) : path;
}

function pathError(path: string): (() => IngestError) | undefined {
  if (path === '') return () => illegalArgument('path cannot be null nor empty');
  if (/^\.+$/.test(stripPrefix(path))) {
    const text = 'Index -1 out of bounds for length 0';
    return () => ingestError('array_index_out_of_bounds_exception', text);
  }
  return splitPath(path).includes('') ? () => illegalArgument(`path [${path}] is not valid`) : undefined;
}

/** A key that objects inherit from Object.prototype needs an own-property check; for all others a read is enough. */
function isInherited(key: string): boolean {
  return key in Object.prototype;
}

/** Stands for a path that Elasticsearch refuses at run time: every use throws. */
class InvalidPath implements FieldPath {
  constructor(
    readonly path: string,
    private readonly makeError: () => IngestError,
  ) {}

  get(): never {
    throw this.makeError();
  }
  require(): never {
    throw this.makeError();
  }
  has(): never {
    throw this.makeError();
  }
  set(): never {
    throw this.makeError();
  }
  append(): never {
    throw this.makeError();
  }
  remove(): never {
    throw this.makeError();
  }
}

class SplitPath implements FieldPath {
  private readonly leaf: string;
  private readonly last: number;
  private readonly plain: boolean;
  private readonly inIngest: boolean;
  private readonly isMetadata: boolean;
  /** For each key the position in a list that it stands for; null: none. */
  private readonly positions: readonly (number | null)[];

  constructor(
    readonly path: string,
    private readonly keys: readonly string[],
  ) {
    this.last = keys.length - 1;
    this.leaf = keys[this.last] ?? '';
    this.plain = !keys.some(isInherited);
    this.inIngest = path.startsWith('_ingest.');
    this.isMetadata = !this.inIngest && METADATA_FIELDS.has(keys[0] ?? '');
    this.positions = keys.map((key) => parseJavaInt(key));
  }

  get(document: IngestDocument): JsonValue | undefined {
    return this.walk(document, this.keys.length);
  }

  require(document: IngestDocument): JsonValue {
    const value = this.walk(document, this.keys.length);
    if (value === undefined) throw this.unresolved(document, this.keys.length);
    return value;
  }

  has(document: IngestDocument, failOutOfRange = false): boolean {
    let node: JsonValue | undefined = this.root(document);
    for (let index = 0; index < this.keys.length; index++) {
      if (!isJsonContainer(node)) return false;
      if (!Array.isArray(node)) {
        node = this.child(node, this.keys[index] ?? '');
        continue;
      }
      const position: number | null = this.positions[index] ?? null;
      if (failOutOfRange && position !== null && (position < 0 || position >= node.length)) {
        throw illegalArgument(message.outOfBounds(this.path, position, node.length));
      }
      node = node[position ?? -1];
    }
    return node !== undefined;
  }

  set(document: IngestDocument, value: JsonValue): void {
    const parent = this.makeParents(document);
    if (this.last === 0 && this.isMetadata) setMetadata(document, this.leaf, value);
    else if (Array.isArray(parent)) parent[this.positionIn(parent)] = value;
    else if (this.plain) parent[this.leaf] = value;
    else setKey(parent, this.leaf, value);
  }

  append(document: IngestDocument, value: JsonValue, how: Appending): void {
    const parent = this.makeParents(document);
    const existing = Array.isArray(parent) ? parent[this.positionIn(parent)] : getKey(parent, this.leaf);
    const result = appendValues(existing, value, how);
    if (result !== undefined && result !== existing) this.set(document, result);
  }

  remove(document: IngestDocument, ignoreMissing: boolean): void {
    const parent = this.walk(document, this.last);
    if (parent === undefined) {
      if (ignoreMissing) return;
      throw this.unresolved(document, this.last);
    }
    if (!isJsonContainer(parent)) {
      if (ignoreMissing) return;
      throw illegalArgument(message.cannotRemove(this.path, this.leaf, parent));
    }
    if (Array.isArray(parent)) this.removePosition(parent, ignoreMissing);
    else if (this.child(parent, this.leaf) !== undefined) this.removeKey(document, parent);
    else if (!ignoreMissing) throw illegalArgument(message.notPresent(this.path, this.leaf));
  }

  private removeKey(document: IngestDocument, parent: JsonObject): void {
    if (this.last === 0 && this.isMetadata) removeMetadata(document, this.leaf);
    else Reflect.deleteProperty(parent, this.leaf);
  }

  private removePosition(list: JsonValue[], ignoreMissing: boolean): void {
    const position = this.positions[this.last] ?? null;
    if (position !== null && position >= 0 && position < list.length) list.splice(position, 1);
    else if (!ignoreMissing) this.positionIn(list);
  }

  private root(document: IngestDocument): JsonObject {
    if (this.inIngest) return document.ingest;
    return this.isMetadata ? document.metadata : document.source;
  }

  /** Follows the first `limit` keys; undefined when they lead nowhere. */
  private walk(document: IngestDocument, limit: number): JsonValue | undefined {
    let node: JsonValue | undefined = this.root(document);
    for (let index = 0; index < limit; index++) {
      if (!isJsonContainer(node)) return undefined;
      node = Array.isArray(node)
        ? node[this.positions[index] ?? -1]
        : this.child(node, this.keys[index] ?? '');
    }
    return node;
  }

  private child(parent: JsonObject, key: string): JsonValue | undefined {
    return this.plain ? parent[key] : getKey(parent, key);
  }

  /** The container of the last key, with what is missing on the way made. */
  private makeParents(document: IngestDocument): JsonObject | JsonValue[] {
    let node: JsonValue = this.root(document);
    for (let index = 0; index < this.last; index++) {
      const key = this.keys[index] ?? '';
      if (Array.isArray(node)) node = node[this.positionIn(node, index)] ?? null;
      else if (isJsonContainer(node)) node = this.child(node, key) ?? this.makeChild(document, node, key);
      else throw illegalArgument(message.cannotResolve(this.path, key, node));
    }
    if (isJsonContainer(node)) return node;
    throw illegalArgument(message.cannotSet(this.path, this.leaf, node));
  }

  private makeChild(document: IngestDocument, parent: JsonObject, key: string): JsonValue {
    if (Object.hasOwn(parent, key)) return null;
    const child: JsonObject = {};
    if (parent === document.metadata) setMetadata(document, key, child);
    else setKey(parent, key, child);
    return child;
  }

  /** The position that a key stands for in a list; throws when it is none or beyond the end. */
  private positionIn(list: readonly JsonValue[], index = this.last): number {
    const key = this.keys[index] ?? '';
    const position = this.positions[index] ?? null;
    if (position === null) throw illegalArgument(message.notInteger(this.path, key), numberFormat(key));
    if (position < 0 || position >= list.length) {
      throw illegalArgument(message.outOfBounds(this.path, position, list.length));
    }
    return position;
  }

  /** Why {@link walk} found nothing. */
  private unresolved(document: IngestDocument, limit: number): IngestError {
    for (let index = 0; index < limit; index++) {
      const node = this.walk(document, index);
      const key = this.keys[index] ?? '';
      if (!isJsonContainer(node)) {
        return illegalArgument(message.cannotResolve(this.path, key, node ?? null));
      }
      if (!Array.isArray(node)) {
        if (!Object.hasOwn(node, key)) return illegalArgument(message.notPresent(this.path, key));
        continue;
      }
      const position = this.positions[index] ?? null;
      if (position === null) return illegalArgument(message.notInteger(this.path, key));
      if (position < 0 || position >= node.length) {
        return illegalArgument(message.outOfBounds(this.path, position, node.length));
      }
    }
    return illegalArgument(message.notPresent(this.path, this.leaf));
  }
}
