import { BoxedNumber, BoxedInteger } from '../../base/java-number';
import type { JsonObject, JsonValue } from '../../base/json';
import type { DetectedType } from '../mapping/dynamic-templates';
import { parseDate } from '../values/date-format';

/** The type that Elasticsearch sees in a value of a field that it does not know yet (no array, no null). */
export function detectType(value: JsonValue, dateDetection: boolean): DetectedType {
  switch (typeof value) {
    case 'string':
      return dateDetection && looksLikeDate(value) ? 'date' : 'string';
    case 'number':
      // In JSON text a whole number from 10^21 on has an exponent, and so is a decimal to Elasticsearch.
      return Number.isInteger(value) && Math.abs(value) < 1e21 ? 'long' : 'double';
    case 'boolean':
      return 'boolean';
    default:
      if (value instanceof BoxedNumber) return value instanceof BoxedInteger ? 'long' : 'double';
      return 'object';
  }
}

/** The other default of `dynamic_date_formats`; such a field keeps this format. */
const SLASHED_DATES = 'yyyy/MM/dd HH:mm:ss||yyyy/MM/dd||epoch_millis';

/** A text of digits alone is never taken for a date. */
function looksLikeDate(text: string): boolean {
  if (!/[-:/]/.test(text)) return false;
  return parseDate(text, 'strict_date_optional_time') !== undefined || isSlashedDate(text);
}

function isSlashedDate(text: string): boolean {
  return text.includes('/') && parseDate(text, SLASHED_DATES) !== undefined;
}

const definitions: Readonly<Record<DetectedType, JsonObject>> = {
  string: { type: 'text', fields: { keyword: { type: 'keyword', ignore_above: 256 } } },
  long: { type: 'long' },
  double: { type: 'float' },
  boolean: { type: 'boolean' },
  date: { type: 'date' },
  object: { type: 'object' },
};

/** The mapping that Elasticsearch gives a new field of that value where no template speaks of it. */
export function dynamicDefinition(type: DetectedType, value: JsonValue): JsonObject {
  if (type === 'date' && typeof value === 'string' && isSlashedDate(value))
    return { type, format: SLASHED_DATES };
  return definitions[type];
}
