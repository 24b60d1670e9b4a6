import { DocumentMap, setDocumentField } from '../runtime/document-map';
import { checkListIndex } from '../runtime/list-index';
import { WrongClassError } from '../runtime/class-names';
import type { Frame } from '../runtime/frame';
import { unsupportedOperation, type JavaError } from '../runtime/java-error';
import { checkStored, refusesCall } from '../runtime/immutable';
import { JavaMap } from '../runtime/java-map';
import { JavaSet } from '../runtime/java-set';
import { isMap, mapPut } from '../runtime/map-object';
import { MapEntry, MapView } from '../runtime/map-view';
import { ParamsMap } from '../runtime/params-map';
import { setOwn } from '../runtime/plain-map';
import { JavaArray, isPlainMap } from '../runtime/values';
import type { PlainMap, Value } from '../runtime/values';
import { arrayIndex, isIndexed, listIndex, notArrayLike, nullReference, shortcutIndex } from './access';

/**
 * Notes that a stored value may have to become JSON when the script ends: a member of a document’s map by its place,
 * anything else by a walk through the document. What a map or set of the script holds is converted with it.
 */
export function noteStored(frame: Frame, container: Value, key: Value, value: Value): void {
  if (isJsonAlready(value) || container instanceof JavaMap || container instanceof JavaSet) return;
  if (typeof key === 'string' && container instanceof DocumentMap)
    noteMember(frame, frame.source, key, value);
  else if (typeof key === 'string' && isPlainMap(container)) noteMember(frame, container, key, value);
  else if (typeof container !== 'object' || container === null || !frame.params.has(container))
    frame.isDirty = true;
}

/** As {@link noteStored} for a member of an object of the document or of the script’s params; returns the value. */
export function noteMember(frame: Frame, container: PlainMap, name: string, value: Value): Value {
  if (!isJsonAlready(value) && !frame.params.has(container)) frame.storedMembers.push(container, name);
  return value;
}

function isJsonAlready(value: Value): boolean {
  if (typeof value === 'object') return value === null;
  return typeof value !== 'bigint' && !isNotFinite(value);
}

function isNotFinite(value: Value): boolean {
  return typeof value === 'number' && !Number.isFinite(value);
}

/** Whether a value is a list or map of the document, not one that the script made. */
export function isDocumentPart(frame: Frame, value: Value): boolean {
  return (Array.isArray(value) || isPlainMap(value)) && !frame.owns(value);
}

/** A condition may change only what it made itself. */
export function checkMutable(frame: Frame, container: Value): void {
  if (container instanceof MapView || container instanceof MapEntry) {
    checkMutable(frame, container.map);
    return;
  }
  // It refuses by itself.
  if (container instanceof ParamsMap) return;
  if (container instanceof JavaMap || container instanceof JavaSet || container instanceof JavaArray) return;
  if (typeof container === 'object' && container !== null && frame.owns(container)) return;
  throw unsupportedOperation('Mutating ingest documents in conditionals is not supported');
}

/** `ctx.name = value`. */
export function storeInDocument(frame: Frame, name: string, value: Value): Value {
  setDocumentField(frame.document, name, value);
  noteStored(frame, frame.source, name, value);
  return value;
}

export function storeInDocumentOfCondition(frame: Frame, name: string, value: Value): Value {
  checkMutable(frame, null);
  return storeInDocument(frame, name, value);
}

/** `container[index] = value`; `wrong` as of {@link readIndex}. */
export function storeAtIndex(
  frame: Frame,
  container: Value,
  index: Value,
  value: Value,
  wrong: JavaError | null,
): Value {
  if (wrong !== null && isIndexed(container)) throw wrong;
  if (Array.isArray(container)) storeInList(container, listIndex(index), value);
  else if (container === null) throw nullReference('normalizeIndex');
  else if (isMap(container)) mapPut(container, index, value);
  else if (container instanceof JavaArray) container.items[arrayIndex(container, listIndex(index))] = value;
  else throw new WrongClassError(container, notArrayLike);
  noteStored(frame, container, index, value);
  return value;
}

export function storeAtIndexOfCondition(
  frame: Frame,
  container: Value,
  index: Value,
  value: Value,
  wrong: JavaError | null,
): Value {
  if (wrong !== null && isIndexed(container)) throw wrong;
  if (container !== null) checkMutable(frame, container);
  return storeAtIndex(frame, container, index, value, wrong);
}

/** `container.name = value`. */
export function storeInField(frame: Frame, container: Value, name: string, value: Value): Value {
  if (isPlainMap(container)) setOwn(container, name, value);
  else if (container === null) throw nullReference(name);
  else if (container instanceof MapEntry && name === 'value') container.value = value;
  else if (isMap(container)) mapPut(container, name, value);
  else if (Array.isArray(container)) storeInList(container, shortcutIndex(name), value);
  else
    throw new WrongClassError(container, (className) => `dynamic setter [${className}, ${name}] not found`);
  noteStored(frame, container, name, value);
  return value;
}

export function storeInFieldOfCondition(frame: Frame, container: Value, name: string, value: Value): Value {
  if (container !== null) checkMutable(frame, container);
  return storeInField(frame, container, name, value);
}

function storeInList(list: Value[], index: number, value: Value): void {
  if (refusesCall(list, 'set/2')) throw unsupportedOperation(null);
  const position = index < 0 ? index + list.length : index;
  checkListIndex(position, list);
  list[position] = checkStored(list, value);
}
