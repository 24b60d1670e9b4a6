import type { JsonObject } from '../../../base/json';
import { listValues } from '../../document/value-slots';
import { isNumeric, type FieldType } from '../../mapping/field-definition';
import { refuse } from '../../refuse';
import type { Scalar } from '../../values/scalar';
import type { FoundDocument } from '../found-document';
import type { DatePrinter } from '../../values/date-print';
import { fieldPrinter } from './field-printer';
import { aggregatedField, checkAggregationOptions } from './aggregation-body';
import type { Aggregate, AggregationCompiler } from './types';

type Reduce = (values: readonly Scalar[]) => number | null;

function numbers(values: readonly Scalar[]): number[] {
  return values.map(Number);
}

/** With the error of each addition carried on, as Elasticsearch's CompensatedSum does. */
function sum(values: readonly Scalar[]): number {
  let total = 0;
  let error = 0;
  for (const value of numbers(values)) {
    if (!Number.isFinite(value)) total += value;
    if (!Number.isFinite(total)) continue;
    const corrected = value + error;
    const next = total + corrected;
    error = corrected - (next - total);
    total = next;
  }
  return total;
}

/** A set takes -0.0 and 0.0 for one. */
function hasBothZeros(values: readonly Scalar[]): boolean {
  return values.some((value) => Object.is(value, -0)) && values.some((value) => Object.is(value, 0));
}

const reductions = {
  min: (values) => (values.length === 0 ? null : numbers(values).reduce((a, b) => Math.min(a, b))),
  max: (values) => (values.length === 0 ? null : numbers(values).reduce((a, b) => Math.max(a, b))),
  sum,
  avg: (values) => (values.length === 0 ? null : sum(values) / values.length),
  value_count: (values) => values.length,
  // Exact; Elasticsearch's is exact up to precision_threshold, 3,000 by default.
  cardinality: (values) => new Set(values).size + (hasBothZeros(values) ? 1 : 0),
} satisfies Record<string, Reduce>;

/** Those that Elasticsearch cannot take of text. */
const numericOnly = new Set(['min', 'max', 'sum', 'avg']);

/** Dates and booleans have a text beside the number. */
function withText(value: number | null, type: FieldType, print: DatePrinter | undefined): JsonObject {
  if (value === null) return { value };
  if (print !== undefined) return { value, value_as_string: print(Math.trunc(value)) };
  return type === 'boolean' ? { value, value_as_string: String(value !== 0) } : { value };
}

function compileMetric(kind: keyof typeof reductions): AggregationCompiler {
  const reduce: Reduce = reductions[kind];
  return (body, context): Aggregate => {
    checkAggregationOptions(kind, body, ['field', 'precision_threshold', 'format']);
    const access = aggregatedField(kind, body['field'], context);
    if (access === undefined) return () => ({ value: reduce([]) });
    const { type, name } = access.field;
    if (numericOnly.has(kind) && !isNumeric(type)) {
      return refuse(
        'AGGREGATION_INVALID',
        `Field [${name}] of type [${type}] is not supported for aggregation [${kind}]`,
      );
    }
    const print = fieldPrinter(access.field, body['format']);
    // Equal texts of a document are one value; equal numbers are several.
    const isCounted = kind === 'value_count' && !isNumeric(type);
    const valuesOf = ({ document }: FoundDocument): readonly Scalar[] => {
      const values = listValues(access.values.read(document));
      return isCounted ? [...new Set(values)] : values;
    };
    return (found) => {
      const value = reduce(found.flatMap(valuesOf));
      return numericOnly.has(kind) ? withText(value, type, print) : { value };
    };
  };
}

/** Aggregations that answer one number. */
export const metricCompilers: readonly (readonly [string, AggregationCompiler])[] = (
  Object.keys(reductions) as (keyof typeof reductions)[]
).map((kind) => [kind, compileMetric(kind)]);
