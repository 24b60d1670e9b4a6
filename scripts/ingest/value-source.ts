import { getKey, isJsonContainer, setKey, type JsonObject, type JsonValue } from '../base/json';
import type { IngestDocument } from './document';
import { deepCopy } from './java-values';
import { compileTemplate, isTemplate } from './template';
import type { MediaType } from './template-escape';

/** The value that `set` and `append` write: a constant, or one with templates in it. */
export interface ValueSource {
  /** The value itself is a template, so that `ignore_empty_value` applies to it. */
  readonly templated: boolean;
  /** A value of its own for each document. */
  resolve(document: IngestDocument): JsonValue;
}

/** Compiles the `value` option. Throws an Error for a template that cannot be read. */
export function compileValueSource(value: JsonValue, mediaType: MediaType): ValueSource {
  if (typeof value === 'string' && isTemplate(value)) {
    return { templated: true, resolve: compileTemplate(value, mediaType) };
  }
  if (!isJsonContainer(value)) return { templated: false, resolve: () => value };
  if (!hasTemplate(value)) return { templated: false, resolve: () => deepCopy(value) };
  return { templated: false, resolve: Array.isArray(value) ? list(value, mediaType) : map(value, mediaType) };
}

function hasTemplate(value: JsonValue): boolean {
  if (typeof value === 'string') return isTemplate(value);
  if (!isJsonContainer(value)) return false;
  if (Array.isArray(value)) return value.some(hasTemplate);
  return Object.entries(value).some(([key, item]) => isTemplate(key) || hasTemplate(item));
}

function list(value: readonly JsonValue[], mediaType: MediaType): ValueSource['resolve'] {
  const items = value.map((item) => compileValueSource(item, mediaType));
  return (document) => items.map((item) => item.resolve(document));
}

function map(value: JsonObject, mediaType: MediaType): ValueSource['resolve'] {
  const entries = Object.keys(value).map((key) => ({
    key: compileTemplate(key, mediaType),
    source: compileValueSource(getKey(value, key) ?? null, mediaType),
  }));
  return (document) => {
    const result: JsonObject = {};
    for (const { key, source } of entries) setKey(result, key(document), source.resolve(document));
    return result;
  };
}
