import { isDeepStrictEqual } from 'node:util';
import { isJsonObject } from '../base/json';
import type { JsonObject, JsonValue } from '../base/json';
import { CASE_LABEL } from '../cases';
import type { StoredDocument } from '../query-dsl/types';

/** Documents by the case that they belong to. */
export function documentsByCase(documents: readonly StoredDocument[]): Map<string, StoredDocument[]> {
  const byCase = new Map<string, StoredDocument[]>();
  for (const document of documents) {
    const { labels } = document.source;
    const key = isJsonObject(labels) ? labels[CASE_LABEL] : undefined;
    if (typeof key !== 'string') continue;
    const list = byCase.get(key);
    if (list) list.push(document);
    else byCase.set(key, [document]);
  }
  return byCase;
}

/**
 * What differs between the embedded documents of a case and those of an engine, in words; empty when they are equal.
 * A document without an id of its own is compared by its content.
 */
export function differences(
  embedded: readonly StoredDocument[],
  engine: readonly StoredDocument[],
): string[] {
  if (embedded.length !== engine.length) {
    return [`the embedded pipeline stored ${embedded.length} documents, the engine ${engine.length}`];
  }
  const others = new Map(engine.map((document) => [document.id, document]));
  const unpaired = engine.filter(({ id }) => !embedded.some((document) => document.id === id));
  return embedded.flatMap((document) => {
    const other = others.get(document.id) ?? takeSimilar(unpaired, document);
    if (!other) return [`the engine has no document like ${document.id}`];
    const path = firstDifference(document.source, other.source);
    return path === undefined ? [] : [`${document.id}: ${path}`];
  });
}

function takeSimilar(unpaired: StoredDocument[], wanted: StoredDocument): StoredDocument | undefined {
  const equal = unpaired.findIndex(({ source }) => isDeepStrictEqual(source, wanted.source));
  return unpaired.splice(Math.max(equal, 0), 1)[0];
}

/** The first place in which two values differ, as `path: embedded … , engine …`; undefined when they are equal. */
export function firstDifference(
  a: JsonValue | undefined,
  b: JsonValue | undefined,
  path = '',
): string | undefined {
  if (isDeepStrictEqual(a, b)) return undefined;
  if (isJsonObject(a) && isJsonObject(b)) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      const inner = firstDifference(member(a, key), member(b, key), path === '' ? key : `${path}.${key}`);
      if (inner !== undefined) return inner;
    }
  }
  return `${path}: embedded ${show(a)}, engine ${show(b)}`;
}

function member(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function show(value: JsonValue | undefined): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}
