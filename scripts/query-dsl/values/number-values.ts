import type { FieldDefinition } from '../mapping/field-definition';
import { decimalNumberValues } from './decimal-number-values';
import type { FieldValues } from './value-semantics';
import { isWholeType, wholeNumberValues } from './whole-number-values';

/** All numeric types. A query value is read as a number however it is written: `"007"` is 7. */
export function numberValues(field: FieldDefinition): FieldValues {
  if (isWholeType(field.type)) return wholeNumberValues(field, field.type);
  if (field.type === 'float') return decimalNumberValues(field, Math.fround);
  if (field.type === 'scaled_float') {
    const factor = Number(field.parameters['scaling_factor']);
    // A long times the factor: it has no -0.0.
    return decimalNumberValues(field, (value) => Math.round(value * factor) / factor + 0);
  }
  return decimalNumberValues(field, (value) => value);
}
