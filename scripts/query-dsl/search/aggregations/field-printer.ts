import type { JsonValue } from '../../../base/json';
import type { FieldDefinition } from '../../mapping/field-definition';
import { refuseUnknown } from '../../refuse';
import { datePrinter, type DatePrinter } from '../../values/date-print';

/** How an aggregation writes the dates of a field, by its own format or the field's; undefined for other types. */
export function fieldPrinter(field: FieldDefinition, given?: JsonValue): DatePrinter | undefined {
  if (field.type === 'date') {
    const format = given ?? field.parameters['format'];
    return datePrinter(typeof format === 'string' ? format : 'strict_date_optional_time');
  }
  if (given === undefined) return undefined;
  return refuseUnknown('AGGREGATION_UNKNOWN_OPTION', 'aggregation: the option', 'format', [
    'a format of dates',
  ]);
}
