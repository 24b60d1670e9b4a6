import { isJsonContainer, type JsonValue } from '../../../base/json';
import type { FieldDefinition } from '../../mapping/field-definition';
import { refuse } from '../../refuse';
import { scalarText, type Scalar } from '../../values/scalar';
import { includedKindOf, sortKindOf } from '../sort-kind';

/** A bucket's key from a request. Throws a ContentError for what Elasticsearch would refuse. */
export function parseKey(field: FieldDefinition, value: JsonValue, kind = sortKindOf(field, '')): Scalar {
  const key = kind.parse(value, undefined);
  if (key === null) return refuse('AGGREGATION_INVALID', 'a bucket key is not null');
  return field.type === 'boolean' ? Number(key) !== 0 : key;
}

/** A value of `include`: whatever it is, it is read as text. */
export function parseIncluded(field: FieldDefinition, value: JsonValue): Scalar {
  if (value === null || isJsonContainer(value))
    return refuse('AGGREGATION_INVALID', 'terms: what to include is a list of texts and numbers');
  return parseKey(field, scalarText(value), includedKindOf(field));
}
