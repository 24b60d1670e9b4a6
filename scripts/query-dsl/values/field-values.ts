import type { FieldDefinition } from '../mapping/field-definition';
import { booleanValues } from './boolean-values';
import { dateValues } from './date-values';
import { flattenedValues } from './flattened-values';
import { geoPointValues } from './geo-point-values';
import { ipValues } from './ip-values';
import { keywordValues } from './keyword-values';
import { numberValues } from './number-values';
import type { FieldValues } from './value-semantics';
import { textValues } from './text-values';

/** Picks the semantics for the type of the field; compiled once a field. */
export function fieldValuesOf(field: FieldDefinition): FieldValues {
  switch (field.type) {
    case 'keyword':
    case 'wildcard':
    case 'constant_keyword':
      return keywordValues(field);
    case 'text':
    case 'match_only_text':
      return textValues;
    case 'long':
    case 'integer':
    case 'short':
    case 'byte':
    case 'double':
    case 'float':
    case 'scaled_float':
      return numberValues(field);
    case 'boolean':
      return booleanValues;
    case 'date':
      return dateValues(field);
    case 'ip':
      return ipValues;
    case 'flattened':
      return flattenedValues(field);
    case 'geo_point':
      return geoPointValues;
  }
}
