import { classOf } from '../api/registry';
import { elementsOf } from '../runtime/iteration';
import { DocumentMap } from '../runtime/document-map';
import { isEqual, javaEquals } from '../runtime/equality';
import type { Frame } from '../runtime/frame';
import { JavaMap } from '../runtime/java-map';
import { JavaSet } from '../runtime/java-set';
import { isMap, mapGet, mapHas, mapKeys, mapSize } from '../runtime/map-object';
import { MapView } from '../runtime/map-view';
import { textOf } from '../runtime/text';
import type { Value } from '../runtime/values';
import { isDocumentPart } from './store';

/*
 * A condition sees the containers of the document through views, a new one each time it asks. A view has no `equals`,
 * `hashCode` or `toString` of its own; the containers that a script makes have, and ask their elements.
 */

/** Whether a condition has a view of the value. */
function isView(frame: Frame, value: Value): boolean {
  if (value instanceof DocumentMap || isDocumentPart(frame, value)) return true;
  return value instanceof MapView && value.kind === 'values' && isView(frame, value.map);
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
    const others = Array.isArray(right) || isValuesView(frame, right) ? elementsOf(right) : undefined;
    return (
      left.length === others?.length &&
      left.every((item, index) => viewsEqual(frame, item, others[index] ?? null))
    );
  }
  if (!(left instanceof JavaMap)) return javaEquals(left, right);
  return (
    isMap(right) &&
    mapSize(left) === mapSize(right) &&
    left.keys().every((key) => mapHas(right, key) && viewsEqual(frame, left.get(key), mapGet(right, key)))
  );
}

/** The values of a map of the document are a list to a condition. */
function isValuesView(frame: Frame, value: Value): boolean {
  return value instanceof MapView && value.kind === 'values' && isView(frame, value);
}

function contains(frame: Frame, self: Value, item: Value): boolean {
  if (self instanceof JavaSet)
    return self.items().some((other) => !isView(frame, other) && viewsEqual(frame, item, other));
  return elementsOf(self).some((other) => viewsEqual(frame, item, other));
}

type ViewCall = (frame: Frame, self: Value, item: Value) => Value;

/** The methods that compare, as a condition has them. */
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
  'toString/0': textInCondition,
  'join/1': (frame, self, separator) =>
    elementsOf(self)
      .map((item) => textInCondition(frame, item))
      .join(textOf(separator)),
  'append/1': (frame, self, item) =>
    classOf(self).find('append/1')?.invoke(self, textInCondition(frame, item), null, null) ?? null,
};

/** What a condition does for a call, where that depends on views; undefined for all other calls. */
export function viewCall(key: string, self: Value, item: Value): ViewCall | undefined {
  if (!Object.hasOwn(VIEW_CALLS, key)) return undefined;
  if (key === 'toString/0' || key === 'join/1') return isContainer(self) ? VIEW_CALLS[key] : undefined;
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
  if (value instanceof MapView && value.kind !== 'values') return textOf(value);
  if (isView(frame, value))
    return `org.elasticsearch.ingest.IngestDocument$UnmodifiableIngest${isMap(value) ? 'Data' : 'List'}@0`;
  if (Array.isArray(value)) return `[${value.map((item) => textInCondition(frame, item)).join(', ')}]`;
  if (!(value instanceof JavaMap)) return textOf(value);
  const entries = value.keys().map((key) => {
    return `${textInCondition(frame, key)}=${textInCondition(frame, value.get(key))}`;
  });
  return `{${entries.join(', ')}}`;
}
