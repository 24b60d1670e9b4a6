import type { JsonValue } from '../base/json';
import type { IngestDocument } from './document';
import { illegalArgument } from './errors';
import type { FieldPath } from './field-path';
import { cannotCast } from './field-path-messages';

/** The value of a field; null when it is null, or missing and `ignoreMissing`; otherwise throws for a missing one. */
export function readField(path: FieldPath, document: IngestDocument, ignoreMissing: boolean): JsonValue {
  return ignoreMissing ? (path.get(document) ?? null) : path.require(document);
}

/** As {@link readField}, for processors that take text only. */
export function readString(path: FieldPath, document: IngestDocument, ignoreMissing: boolean): string | null {
  const value = readField(path, document, ignoreMissing);
  if (typeof value === 'string' || value === null) return value;
  throw illegalArgument(cannotCast(path.path, value, 'java.lang.String'));
}

/** As {@link readField}, for processors that take a list only. */
export function readList(path: FieldPath, document: IngestDocument): JsonValue[] | null {
  const value = path.require(document);
  if (Array.isArray(value) || value === null) return value;
  throw illegalArgument(cannotCast(path.path, value, 'java.util.List'));
}
