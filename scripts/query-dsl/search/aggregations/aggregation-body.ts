import { isJsonObject, type JsonObject, type JsonValue } from '../../../base/json';
import type { FieldAccess } from '../../document/scope';
import { hasDocValues } from '../../mapping/field-definition';
import { refuse, refuseUnknown } from '../../refuse';
import type { AggregationContext } from './types';

/** Refuses options that this program would otherwise silently not do. */
export function checkAggregationOptions(kind: string, body: JsonObject, known: readonly string[]): void {
  for (const option of Object.keys(body)) {
    if (!known.includes(option))
      refuseUnknown('AGGREGATION_UNKNOWN_OPTION', `${kind}: the option`, option, known);
  }
}

/** Aggregations that take values of any type. */
const counting = new Set(['cardinality', 'value_count']);

/** The field that an aggregation reads, without values below a nested path; undefined when it is not mapped. */
export function aggregatedField(
  kind: string,
  name: JsonValue | undefined,
  { queries }: AggregationContext,
): FieldAccess | undefined {
  if (typeof name !== 'string') return refuse('AGGREGATION_INVALID', `${kind} takes a field`);
  const field = queries.fields.lookup(name);
  if (field === undefined) return undefined;
  if (!hasDocValues(field)) {
    return refuse(
      'AGGREGATION_INVALID',
      `${kind} cannot read the ${field.type} field [${name}]: use a keyword`,
    );
  }
  if (field.type === 'geo_point') {
    return counting.has(kind)
      ? refuseUnknown('AGGREGATION_UNKNOWN_OPTION', `${kind}: the type`, 'geo_point', ['any other type'])
      : refuse('AGGREGATION_INVALID', `${kind} cannot read the geo_point field [${name}]`);
  }
  return queries.scope().access(field);
}

/** A whole number option of at least 1. */
export function sizeOption(kind: string, value: JsonValue | undefined, fallback: number): number {
  if (value === undefined) return fallback;
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
  return refuse('AGGREGATION_INVALID', `${kind}: the size must be a whole number above 0`);
}

/** `{ name: 'asc' }`, or a list of such: the order of buckets as pairs. */
export function orderPairs(kind: string, order: JsonValue | undefined): (readonly [string, 1 | -1])[] {
  if (order === undefined) return [];
  return (Array.isArray(order) ? order : [order]).flatMap((entry) => {
    if (!isJsonObject(entry)) return refuse('AGGREGATION_INVALID', `${kind}: an order is an object`);
    return Object.entries(entry).map(([path, direction]) => [path, direction === 'desc' ? -1 : 1] as const);
  });
}
