import type { JsonObject, JsonValue } from '../base/json';
import { listValues } from './document/value-slots';
import { sharedQuerySet } from './shared-query-set';
import type { Scalar } from './values/scalar';

/** For people: dates as ISO text, addresses as they are written, whole numbers of any size. */
function shown(value: Scalar, type: string): JsonValue {
  if (type === 'date' && typeof value === 'number') return new Date(value).toISOString();
  if (typeof value === 'bigint') return value.toString();
  return value;
}

/**
 * The values that queries see in a field of a document: arrays flattened, dotted keys found, what the index
 * ignores left out. A field below a nested object gives the values of all of its objects. Empty when the
 * mapping does not know the field.
 */
export function fieldValues(source: JsonObject, name: string, mapping: JsonObject): JsonValue[] {
  const set = sharedQuerySet(mapping);
  const field = set.fields.lookup(name);
  if (field === undefined) return [];
  const { values } = set.scope(field.nestedPath).access(field);
  const document = set.prepare(source);
  const documents =
    field.nestedPath === undefined ? [document] : set.scope().nestedAt(field.nestedPath).read(document);
  return documents.flatMap((owner) =>
    listValues(values.read(owner)).map((value) => shown(value, field.type)),
  );
}
