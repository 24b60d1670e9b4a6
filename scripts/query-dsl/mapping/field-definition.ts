import type { JsonObject, JsonValue } from '../../base/json';

/** The field types that this program knows; any other is refused when the mapping is read. */
export const fieldTypes = [
  'keyword',
  'constant_keyword',
  'wildcard',
  'text',
  'match_only_text',
  'long',
  'integer',
  'short',
  'byte',
  'double',
  'float',
  'scaled_float',
  'boolean',
  'date',
  'ip',
  'flattened',
  'geo_point',
] as const;

export type FieldType = (typeof fieldTypes)[number];

/** One field as queries see it. */
export interface FieldDefinition {
  /** The full name by which queries call it. */
  readonly name: string;
  readonly type: FieldType;
  /** Where its values stand in `_source`: a multi-field reads its parent's. */
  readonly path: string;
  /** The nearest nested object around it. */
  readonly nestedPath?: string | undefined;
  readonly isMultiField: boolean;
  /** The key within a flattened field, e.g. `a.b` of `labels.a.b`. */
  readonly flattenedKey?: string | undefined;
  /** Longer values are not indexed: neither found nor existing. In UTF-16 code units, as Java counts. */
  readonly ignoreAbove: number;
  /** Stands for an explicit null. */
  readonly nullValue?: JsonValue | undefined;
  readonly coerce: boolean;
  readonly ignoreMalformed: boolean;
  /** Neither indexed nor with doc values: cannot be searched. */
  readonly searchable: boolean;
  /** What is left of the mapping: `format`, `scaling_factor`, `depth_limit`, `value`, `normalizer`. */
  readonly parameters: JsonObject;
}

const textual: ReadonlySet<FieldType> = new Set(['text', 'match_only_text']);
const stringLike: ReadonlySet<FieldType> = new Set([
  'keyword',
  'constant_keyword',
  'wildcard',
  'text',
  'match_only_text',
]);

/** Is the field analysed into tokens? */
export function isText(field: FieldDefinition): boolean {
  return textual.has(field.type);
}

const numeric: ReadonlySet<FieldType> = new Set([
  'long',
  'integer',
  'short',
  'byte',
  'double',
  'float',
  'scaled_float',
  'date',
  'boolean',
]);

/** Are the type's values numbers to aggregations? */
export function isNumeric(type: FieldType): boolean {
  return numeric.has(type);
}

/** Can the field be sorted on and grouped by? */
export function hasDocValues(field: FieldDefinition): boolean {
  return !isText(field) && field.parameters['doc_values'] !== false;
}

/** Does the field take prefix and wildcard queries? */
export function isStringLike(field: FieldDefinition): boolean {
  return stringLike.has(field.type);
}
