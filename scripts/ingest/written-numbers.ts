import { BoxedInteger, BoxedNumber, JavaNumber, exactInteger, jsonDouble } from '../base/java-number';
import { isJsonContainer, setKey, type JsonObject, type JsonValue } from '../base/json';
import type { IngestDocument } from './document';

/** Notes a number, or a list with one, whose text in JSON may not give it back; see {@link writtenSource}. */
export function noteNumbers(document: IngestDocument, value: JsonValue): void {
  if (Array.isArray(value) ? value.some(isBoxed) : isBoxed(value)) document.holdsJavaNumbers = true;
}

function isBoxed(value: JsonValue): boolean {
  return value instanceof BoxedNumber;
}

/**
 * The source as it is read again after it was written as JSON, which is how it leaves the pipelines: a Long that an
 * Integer can hold becomes one, a float the double of its digits, NaN and the infinities text. Changes it in place.
 */
export function writtenSource({ source, holdsJavaNumbers }: IngestDocument): JsonObject {
  if (holdsJavaNumbers) writeMembers(source);
  return source;
}

function writeMembers(container: JsonObject | JsonValue[]): void {
  if (Array.isArray(container)) {
    container.forEach((item, index) => (container[index] = written(item)));
    return;
  }
  for (const key of Object.keys(container)) {
    const value = container[key] ?? null;
    const after = written(value);
    if (after !== value) setKey(container, key, after);
  }
}

function written(value: JsonValue): JsonValue {
  if (isJsonContainer(value)) {
    writeMembers(value);
    return value;
  }
  if (value instanceof BoxedInteger) return exactInteger(value.value);
  if (!(value instanceof JavaNumber)) return value;
  return value.type === 'short' || value.type === 'byte' ? value.value : jsonDouble(value.valueOf());
}
