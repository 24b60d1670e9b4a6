import type { IngestDocument } from '../../document';
import { METADATA_FIELDS, removeMetadata, setMetadata } from '../../document';
import type { JsonValue } from '../../../base/json';
import { IngestError } from '../../errors';
import { illegalArgument } from './java-error';
import { getOwn, plainKeys, removeOwn, setOwn } from './plain-map';
import { MapObject } from './map-object';
import { textOf } from './text';
import type { Value } from './values';
import { JavaNumber, asPlainMap } from './values';

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
    const { source, metadata } = this.document;
    const metadataKeys = plainKeys(asPlainMap(metadata)).filter(
      (key) => METADATA_FIELDS.has(key) && metadata[key] !== null,
    );
    return [...plainKeys(asPlainMap(source)), ...metadataKeys];
  }

  has(key: Value): boolean {
    if (typeof key !== 'string') return false;
    if (METADATA_FIELDS.has(key)) return getOwn(asPlainMap(this.document.metadata), key) !== null;
    return Object.hasOwn(this.document.source, key);
  }

  get(key: Value): Value {
    if (typeof key !== 'string') return null;
    const { source, metadata } = this.document;
    return getOwn(asPlainMap(METADATA_FIELDS.has(key) ? metadata : source), key);
  }

  put(key: Value, value: Value): void {
    setDocumentField(this.document, textOf(key), value);
  }

  remove(key: Value): void {
    if (typeof key !== 'string') return;
    if (METADATA_FIELDS.has(key)) asJava(() => removeMetadata(this.document, key));
    else removeOwn(asPlainMap(this.document.source), key);
  }
}

/**
 * `ctx.key = value`.
 * @throws JavaError IllegalArgumentException for metadata of the wrong type.
 */
export function setDocumentField(document: IngestDocument, key: string, value: Value): void {
  if (METADATA_FIELDS.has(key)) asJava(() => setMetadata(document, key, metadataValue(value)));
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
function metadataValue(value: Value): JsonValue {
  if (typeof value === 'bigint') return Number(value);
  return value instanceof JavaNumber ? value.value : (value as JsonValue);
}
