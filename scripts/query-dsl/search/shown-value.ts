import { exactInteger } from '../../base/java-number';
import type { JsonValue } from '../../base/json';
import type { FieldType } from '../mapping/field-definition';
import { formatIp } from '../values/ip-address';
import type { Scalar } from '../values/scalar';

/** A value as `_search` answers it in sort values and bucket keys: dates as epoch milliseconds. */
export function shownValue(value: Scalar, type: FieldType): JsonValue {
  if (type === 'ip') return formatIp(String(value));
  return typeof value === 'bigint' ? exactInteger(value) : value;
}
