import type { FieldDefinition, FieldType } from '../query-dsl';
import { ContentError } from '../base/errors';
import type { EqlField } from './syntax-tree';

/** What Elasticsearch's EQL takes for one type. */
export type FieldFamily = 'text' | 'number' | 'boolean' | 'date' | 'ip';

const FAMILIES: Readonly<Partial<Record<FieldType, FieldFamily>>> = {
  keyword: 'text',
  constant_keyword: 'text',
  wildcard: 'text',
  long: 'number',
  integer: 'number',
  short: 'number',
  byte: 'number',
  double: 'number',
  float: 'number',
  scaled_float: 'number',
  boolean: 'boolean',
  date: 'date',
  ip: 'ip',
};

/** The family of a field. Throws a ContentError for a field that EQL cannot look into. */
export function familyOf(field: FieldDefinition): FieldFamily {
  const family =
    field.flattenedKey === undefined && field.nestedPath === undefined ? FAMILIES[field.type] : undefined;
  if (family !== undefined) return family;
  const what = field.nestedPath === undefined ? field.type : 'nested';
  throw new ContentError({
    code: 'EQL_FIELD_TYPE',
    message: `EQL cannot query the ${what} field “${field.name}”`,
    found: what,
    expected: 'a keyword, number, boolean, date or ip field',
    hint: 'Elasticsearch’s EQL knows neither text, nor keys of flattened fields, nor nested fields; use another field.',
  });
}

export function unknownField({ name }: EqlField): ContentError {
  return new ContentError({
    code: 'EQL_UNKNOWN_FIELD',
    message: `no field “${name}” in the mapping: Elasticsearch refuses the query`,
    found: name,
    hint: 'Correct the name, or write ?name for a field that an index may lack.',
  });
}
