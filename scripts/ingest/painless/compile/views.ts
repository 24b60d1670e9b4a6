import { classOf } from '../api/registry';
import { ANONYMOUS, canonicalClassOf } from '../runtime/class-names';
import { JavaIterator, elementsOf } from '../runtime/iteration';
import { DocumentMap } from '../runtime/document-map';
import { isEqual, javaEquals } from '../runtime/equality';
import type { Frame } from '../runtime/frame';
import { JavaMap } from '../runtime/java-map';
import { JavaSet } from '../runtime/java-set';
import { JavaCollector, JavaStream } from '../runtime/java-stream';
import { isMap, mapGet, mapHas, mapKeys, mapSize } from '../runtime/map-object';
import type { MapValue } from '../runtime/map-object';
import { MapEntry, MapView } from '../runtime/map-view';
import { textOf } from '../runtime/text';
import type { Value } from '../runtime/values';
import { isDocumentPart } from './store';

/*
 * A condition sees the containers of the document through views, a new one each time it asks. A view has no `equals`,
 * `hashCode` or `toString` of its own; the containers that a script makes have, and ask their elements.
 */

/** Whether a condition has a view of the value. */
export function isView(frame: Frame, value: Value): boolean {
  return value instanceof DocumentMap || isDocumentPart(frame, value);
}

/** The class that a condition sees, by its canonical name: what belongs to the document is unmodifiable there. */
export function classInCondition(frame: Frame, value: Value): string {
  if (isView(frame, value)) return isMap(value) ? MAP_VIEW : LIST_VIEW;
  if (value instanceof JavaIterator) return iteratorInCondition(frame, value);
  if (value instanceof MapEntry && isView(frame, value.map)) return ANONYMOUS;
  if (value instanceof MapView && isView(frame, value.map))
    return value.kind === 'keySet' ? 'java.util.Collections.UnmodifiableSet' : 'java.util.HashSet';
  return canonicalClassOf(value);
}

const MAP_VIEW = 'org.elasticsearch.ingest.IngestDocument.UnmodifiableIngestData';
const LIST_VIEW = 'org.elasticsearch.ingest.IngestDocument.UnmodifiableIngestList';

function iteratorInCondition(frame: Frame, iterator: JavaIterator): string {
  const { collection } = iterator;
  if (isView(frame, collection)) return 'org.elasticsearch.ingest.IngestDocument.UnmodifiableIterator';
  if (!(collection instanceof MapView) || !isView(frame, collection.map)) return canonicalClassOf(iterator);
  return collection.kind === 'keySet' ? ANONYMOUS : 'java.util.HashMap.KeyIterator';
}

/** `left == right` in a condition. */
export function equalInCondition(frame: Frame, left: Value, right: Value): boolean {
  return isContainer(left) ? viewsEqual(frame, left, right) : isEqual(left, right);
}

function isContainer(value: Value): boolean {
  return Array.isArray(value) || isMap(value) || value instanceof MapView;
}

/** `left.equals(right)` in a condition. */
function viewsEqual(frame: Frame, left: Value, right: Value): boolean {
  if (isView(frame, left)) return left instanceof DocumentMap && right instanceof DocumentMap;
  if (Array.isArray(left)) {
    return (
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((item, index) => viewsEqual(frame, item, right[index] ?? null))
    );
  }
  if (!(left instanceof JavaMap)) return javaEquals(left, right);
  return (
    isMap(right) &&
    mapSize(left) === mapSize(right) &&
    left.keys().every((key) => mapHas(right, key) && viewsEqual(frame, left.get(key), mapGet(right, key)))
  );
}

function contains(frame: Frame, self: Value, item: Value): boolean {
  if (self instanceof JavaSet)
    return self.items().some((other) => !isView(frame, other) && viewsEqual(frame, item, other));
  return elementsOf(self).some((other) => viewsEqual(frame, item, other));
}

type ViewCall = (frame: Frame, self: Value, item: Value) => Value;

/** The values of a map of the document are a list to a condition, and part of the document too. */
function valuesInCondition(frame: Frame, self: Value): Value {
  const values = new MapView(self as MapValue, 'values');
  return isView(frame, self) ? [...values.items()] : values;
}

/** The methods that compare or give views, as a condition has them. */
const VIEW_CALLS: Readonly<Record<string, ViewCall>> = {
  'equals/1': viewsEqual,
  'contains/1': contains,
  'containsAll/1': (frame, self, items) =>
    // The view of a list asks its list for the collection itself.
    isDocumentPart(frame, self)
      ? contains(frame, self, items)
      : elementsOf(items).every((item) => contains(frame, self, item)),
  'indexOf/1': (frame, self, item) => elementsOf(self).findIndex((other) => viewsEqual(frame, item, other)),
  'lastIndexOf/1': (frame, self, item) =>
    elementsOf(self).findLastIndex((other) => viewsEqual(frame, item, other)),
  'containsValue/1': (frame, self, item) =>
    isMap(self) && mapKeys(self).some((key) => viewsEqual(frame, item, mapGet(self, key))),
  'values/0': valuesInCondition,
  'toString/0': textInCondition,
  'join/1': (frame, self, separator) =>
    elementsOf(self)
      .map((item) => textInCondition(frame, item))
      .join(textOf(separator)),
  'collect/1': (frame, self, collector) => {
    const { source } = self as JavaStream;
    const collected = (collector as JavaCollector).collect(source, (value) => textInCondition(frame, value));
    if (typeof collected === 'object' && collected !== null) frame.own(collected);
    return collected;
  },
  'append/1': (frame, self, item) =>
    classOf(self).find('append/1')?.invoke(self, textInCondition(frame, item), null, null) ?? null,
};

/** What a condition does for a call, where that depends on views; undefined for all other calls. */
export function viewCall(key: string, self: Value, item: Value): ViewCall | undefined {
  if (!Object.hasOwn(VIEW_CALLS, key)) return undefined;
  if (key === 'values/0') return isMap(self) ? VIEW_CALLS[key] : undefined;
  if (key === 'toString/0' || key === 'join/1') return isContainer(self) ? VIEW_CALLS[key] : undefined;
  if (key === 'collect/1')
    return self instanceof JavaStream && item instanceof JavaCollector ? VIEW_CALLS[key] : undefined;
  const isAsked = key === 'append/1' || isContainer(self) || self instanceof JavaSet;
  return isAsked && (isContainer(item) || item instanceof JavaSet) ? VIEW_CALLS[key] : undefined;
}

/** The same for static methods. */
export function staticViewCall(name: string, first: Value, second: Value): ViewCall | undefined {
  if (name === 'frequency' && isContainer(second))
    return (frame) => elementsOf(first).filter((other) => viewsEqual(frame, second, other)).length;
  if (name === 'equals' && isContainer(first)) return (frame) => viewsEqual(frame, first, second);
  if ((name === 'valueOf' || name === 'toString') && isContainer(first))
    return (frame) => textInCondition(frame, first);
  return undefined;
}

/** The text of a value in a condition; that of a view ends in a number that the JVM makes up. */
export function textInCondition(frame: Frame, value: Value): string {
  if (typeof value !== 'object' || value === null) return textOf(value);
  if (isView(frame, value))
    return `org.elasticsearch.ingest.IngestDocument$UnmodifiableIngest${isMap(value) ? 'Data' : 'List'}@0`;
  if (Array.isArray(value)) return `[${value.map((item) => textInCondition(frame, item)).join(', ')}]`;
  if (!(value instanceof JavaMap)) return textOf(value);
  const entries = value.keys().map((key) => {
    return `${textInCondition(frame, key)}=${textInCondition(frame, value.get(key))}`;
  });
  return `{${entries.join(', ')}}`;
}
