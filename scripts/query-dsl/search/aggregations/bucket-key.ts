import type { JsonValue } from '../../../base/json';
import type { FieldDefinition } from '../../mapping/field-definition';
import { refuse } from '../../refuse';
import type { Scalar } from '../../values/scalar';
import { sortKindOf } from '../sort-kind';

/** A bucket's key from a request. Throws a ContentError for what Elasticsearch would refuse. */
export function parseKey(field: FieldDefinition, value: JsonValue, kind = sortKindOf(field, '')): Scalar {
  const key = kind.parse(value, undefined);
  if (key === null) return refuse('AGGREGATION_INVALID', 'a bucket key is not null');
  return field.type === 'boolean' ? Number(key) !== 0 : key;
}
