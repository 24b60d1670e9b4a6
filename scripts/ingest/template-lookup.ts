import { getKey, isJsonContainer, type JsonValue } from '../base/json';
import type { IngestDocument } from './document';
import { javaToString } from './java-values';

/** What is missing or null renders as the empty text. */
export function renderValue(value: JsonValue | undefined): string {
  return value === undefined || value === null ? '' : javaToString(value);
}

/** Finds `a.b.0` in a document; `_source` and `_ingest` name its two parts. */
export function compileLookup(name: string): (document: IngestDocument) => JsonValue | undefined {
  const [first = '', ...rest] = name.split('.');
  return (document) => rest.reduce(step, rootOf(document, first));
}

/** The value that the first part of a name means. */
export function rootOf(document: IngestDocument, name: string): JsonValue | undefined {
  if (name === '_ingest') return document.ingest;
  if (name === '_source') return document.source;
  return getKey(document.metadata, name) ?? getKey(document.source, name);
}

/** One step into a value: a key of an object, a position or `size` of a list. */
export function step(value: JsonValue | undefined, key: string): JsonValue | undefined {
  if (!isJsonContainer(value)) return undefined;
  if (!Array.isArray(value)) return getKey(value, key);
  return key === 'size' ? value.length : /^\d+$/.test(key) ? value[Number(key)] : undefined;
}
