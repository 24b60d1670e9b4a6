import { DocumentMap, setDocumentField } from '../runtime/document-map';
import { checkListIndex } from '../runtime/list-index';
import { WrongClassError } from '../runtime/class-names';
import type { Frame } from '../runtime/frame';
import { unsupportedOperation } from '../runtime/java-error';
import { checkStored, refusesCall } from '../runtime/immutable';
import { JavaMap } from '../runtime/java-map';
import { JavaSet } from '../runtime/java-set';
import { isMap, mapPut } from '../runtime/map-object';
import { MapEntry, MapView } from '../runtime/map-view';
import { ParamsMap } from '../runtime/params-map';
import { setOwn } from '../runtime/plain-map';
import { JavaArray, isPlainMap } from '../runtime/values';
import type { Value } from '../runtime/values';
import { arrayIndex, listIndex, notArrayLike, nullReference, shortcutIndex } from './access';

/**
 * Notes that a stored value may have to become JSON when the script ends: a member of a document’s map by its place,
 * anything else by a walk through the document. What a map or set of the script holds is converted with it.
 */
export function noteStored(frame: Frame, container: Value, key: Value, value: Value): void {
  if (isJsonAlready(value) || container instanceof JavaMap || container instanceof JavaSet) return;
  if (typeof container === 'object' && container !== null && frame.params.has(container)) return;
  if (typeof key === 'string' && (container instanceof DocumentMap || isPlainMap(container))) {
    frame.storedMembers.push(container instanceof DocumentMap ? frame.source : container, key);
  } else {
    frame.isDirty = true;
  }
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
export function storeInDocument(frame: Frame, name: string, value: Value): void {
  setDocumentField(frame.document, name, value);
  noteStored(frame, frame.source, name, value);
}

/** `container[index] = value`. */
export function storeAtIndex(frame: Frame, container: Value, index: Value, value: Value): void {
  if (Array.isArray(container)) storeInList(container, listIndex(index), value);
  else if (container === null) throw nullReference('normalizeIndex');
  else if (isMap(container)) mapPut(container, index, value);
  else if (container instanceof JavaArray) container.items[arrayIndex(container, listIndex(index))] = value;
  else throw new WrongClassError(container, notArrayLike);
  noteStored(frame, container, index, value);
}

/** `container.name = value`. */
export function storeInField(frame: Frame, container: Value, name: string, value: Value): void {
  if (isPlainMap(container)) {
    setOwn(container, name, value);
    noteStored(frame, container, name, value);
    return;
  }
  if (container === null) throw nullReference(name);
  if (container instanceof MapEntry && name === 'value') container.value = value;
  else if (isMap(container)) mapPut(container, name, value);
  else if (Array.isArray(container)) storeInList(container, shortcutIndex(name), value);
  else
    throw new WrongClassError(container, (className) => `dynamic setter [${className}, ${name}] not found`);
  noteStored(frame, container, name, value);
}

function storeInList(list: Value[], index: number, value: Value): void {
  if (refusesCall(list, 'set/2')) throw unsupportedOperation(null);
  const position = index < 0 ? index + list.length : index;
  checkListIndex(position, list);
  list[position] = checkStored(list, value);
}
