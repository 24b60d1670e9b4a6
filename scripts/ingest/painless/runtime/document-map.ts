import type { IngestDocument } from '../../document';
import {
  METADATA_FIELDS,
  NUMERIC_METADATA,
  removeMetadata,
  setMetadata,
  wrongMetadata,
} from '../../document';
import { BoxedNumber, exactInteger } from '../../../base/java-number';
import type { JsonValue } from '../../../base/json';
import { IngestError } from '../../errors';
import { classNameOf } from './class-names';
import { castError, illegalArgument, nullPointer, stringIndexOutOfBounds } from './java-error';
import { getOwn, plainKeys, removeOwn, setOwn } from './plain-map';
import { MapObject, isMap } from './map-object';
import { textOf } from './text';
import type { Value } from './values';
import { asPlainMap, javaClassOf } from './values';

/** `ctx`: the fields of the source and, beside them, the metadata such as `_index`. */
export class DocumentMap extends MapObject {
  readonly javaClass = 'org.elasticsearch.ingest.IngestCtxMap';

  constructor(private readonly document: IngestDocument) {
    super();
  }

  get size(): number {
    return this.keys().length;
  }

  keys(): readonly Value[] {
    return [...plainKeys(asPlainMap(this.document.source)), ...this.metadataKeys()];
  }

  has(key: Value): boolean {
    if (typeof key !== 'string') return false;
    checkName(key);
    if (METADATA_FIELDS.has(key)) return getOwn(asPlainMap(this.document.metadata), key) !== null;
    return Object.hasOwn(this.document.source, key);
  }

  get(key: Value): Value {
    if (typeof key !== 'string') return null;
    checkName(key);
    return METADATA_FIELDS.has(key)
      ? metadataOf(this.document, key)
      : getOwn(asPlainMap(this.document.source), key);
  }

  put(key: Value, value: Value): void {
    if (key === null) throw nullPointer('Cannot invoke "String.charAt(int)" because "key" is null');
    if (typeof key !== 'string') throw castError(javaClassOf(key), 'java.lang.String');
    setDocumentField(this.document, key, value);
  }

  remove(key: Value): void {
    if (typeof key !== 'string') return;
    checkName(key);
    if (METADATA_FIELDS.has(key)) asJava(() => removeMetadata(this.document, key));
    else removeOwn(asPlainMap(this.document.source), key);
  }

  /** The metadata goes first, of which `_version` cannot be removed: the source stays. */
  override clear(): void {
    for (const key of this.metadataKeys()) this.remove(key);
    super.clear();
  }

  private metadataKeys(): string[] {
    const { metadata } = this.document;
    return plainKeys(asPlainMap(metadata)).filter(
      (key) => METADATA_FIELDS.has(key) && metadata[key] !== null,
    );
  }
}

/** A metadata field; the numbers among them are longs. */
export function metadataOf({ metadata }: IngestDocument, key: string): Value {
  const value = getOwn(asPlainMap(metadata), key);
  return typeof value === 'number' ? BigInt(value) : value;
}

/** Elasticsearch asks every name for its first character, to know metadata by it. */
function checkName(key: string): void {
  if (key === '') throw stringIndexOutOfBounds('Index 0 out of bounds for length 0');
}

/**
 * `ctx.key = value`.
 * @throws JavaError IllegalArgumentException for metadata of the wrong type.
 */
export function setDocumentField(document: IngestDocument, key: string, value: Value): void {
  checkName(key);
  if (METADATA_FIELDS.has(key)) asJava(() => setMetadata(document, key, metadataValue(key, value)));
  else setOwn(asPlainMap(document.source), key, value);
}

/** What the document refuses is a Java exception to the script, which may catch it. */
function asJava(change: () => void): void {
  try {
    change();
  } catch (error) {
    if (!(error instanceof IngestError)) throw error;
    throw illegalArgument(error.message);
  }
}

/** Metadata is text, a number or (dynamic templates) a map. */
function metadataValue(key: string, value: Value): JsonValue {
  // Refused whatever it is.
  if (key === '_type') return null;
  const isNumber = typeof value === 'bigint' || value instanceof BoxedNumber;
  if (isNumber && NUMERIC_METADATA.has(key)) {
    return typeof value === 'bigint' ? exactInteger(value) : value;
  }
  const isObject = typeof value === 'object' && value !== null;
  if (isNumber || (isObject && (key !== '_dynamic_templates' || !isMap(value))))
    throw wrongMetadata(key, textOf(value), classNameOf(value));
  return value as JsonValue;
}
