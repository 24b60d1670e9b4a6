import type { JsonObject, JsonValue } from '../../../base/json';
import { listValues } from '../../document/value-slots';
import { refuse, refuseUnknown } from '../../refuse';
import type { Scalar } from '../../values/scalar';
import type { FoundDocument } from '../found-document';
import { shownValue } from '../shown-value';
import { compareScalars } from '../sort-key';
import { aggregatedField, checkAggregationOptions, orderPairs, sizeOption } from './aggregation-body';
import { bucketPathValue } from './bucket-path';
import type { AggregationCompiler, Bucket } from './types';
import { isNumeric, type FieldDefinition, type FieldType } from '../../mapping/field-definition';
import type { DatePrinter } from '../../values/date-print';
import { parseIncluded } from './bucket-key';
import { fieldPrinter } from './field-printer';

/** In a terms aggregation booleans are 1 and 0, dates and booleans have a text beside the number. */
function bucketKey(value: Scalar, type: FieldType, print: DatePrinter | undefined): JsonObject {
  if (typeof value === 'boolean') return { key: Number(value), key_as_string: String(value) };
  const key = shownValue(value, type);
  return print === undefined ? { key } : { key, key_as_string: print(Number(value)) };
}

interface Group {
  readonly value: Scalar;
  readonly found: FoundDocument[];
}

/** A negative zero as a key of groups: sets and maps take it for 0. */
const NEGATIVE_ZERO = '-0.0';

/** Values as keys of groups, each once. */
function termsOf(values: readonly Scalar[], type: FieldType): ReadonlySet<Scalar> {
  if (type !== 'double' && type !== 'float') return new Set(values);
  return new Set(values.map((value) => (Object.is(value, -0) ? NEGATIVE_ZERO : value)));
}

/** The terms that a request wants; undefined for all. */
function included(include: JsonValue | undefined, field: FieldDefinition): ReadonlySet<Scalar> | undefined {
  if (include === undefined) return undefined;
  if (!Array.isArray(include)) {
    return refuse(
      'AGGREGATION_UNKNOWN_OPTION',
      'terms: include takes a list of values, patterns are not supported',
    );
  }
  // An empty list of numbers is taken for none; of text, it includes nothing.
  if (include.length === 0 && isNumeric(field.type)) return undefined;
  const values = include.map((value) => parseIncluded(field, value));
  return termsOf(values, field.type);
}

/** Buckets by the values of a field, by default the fullest first. */
export const compileTermsAggregation: AggregationCompiler = (body, context, sub) => {
  checkAggregationOptions('terms', body, [
    'field',
    'size',
    'order',
    'include',
    'min_doc_count',
    'shard_size',
  ]);
  const access = aggregatedField('terms', body['field'], context);
  const size = sizeOption('terms', body['size'], 10);
  if ((body['min_doc_count'] ?? 1) !== 1)
    refuseUnknown('AGGREGATION_UNKNOWN_OPTION', 'terms: the min_doc_count', 'other than 1', ['1']);
  if (access === undefined) {
    return () => ({ doc_count_error_upper_bound: 0, sum_other_doc_count: 0, buckets: [] });
  }
  const { type } = access.field;
  const print = fieldPrinter(access.field);
  const wanted = included(body['include'], access.field);
  const order = orderPairs('terms', body['order']);
  for (const [path] of order) {
    if (path !== '_key' && path !== '_count')
      refuseUnknown('AGGREGATION_UNKNOWN_OPTION', 'terms: the order by', 'a metric', ['_key', '_count']);
  }
  const compare = (a: readonly [Group, Bucket], b: readonly [Group, Bucket]): number => {
    for (const [path, direction] of order.length > 0 ? order : ([['_count', -1]] as const)) {
      const difference =
        path === '_key'
          ? compareScalars(a[0].value, b[0].value)
          : bucketPathValue(a[1], path) - bucketPathValue(b[1], path);
      if (difference !== 0) return difference * direction;
    }
    return compareScalars(a[0].value, b[0].value);
  };
  return (found) => {
    const groups = new Map<Scalar, Group>();
    for (const item of found) {
      for (const term of termsOf(listValues(access.values.read(item.document)), type)) {
        if (wanted?.has(term) === false) continue;
        const value = term === NEGATIVE_ZERO && isNumeric(type) ? -0 : term;
        const group = groups.get(term) ?? { value, found: [] };
        groups.set(term, group);
        group.found.push(item);
      }
    }
    const all = [...groups.values()]
      .map((group): [Group, Bucket] => [
        group,
        {
          ...bucketKey(group.value, type, print),
          doc_count: group.found.length,
          ...sub.aggregate(group.found),
        },
      ])
      .sort(compare)
      .map(([, bucket]) => bucket);
    const kept = all.slice(0, size);
    const others = all.slice(size).reduce((sum, bucket) => sum + bucket.doc_count, 0);
    return { doc_count_error_upper_bound: 0, sum_other_doc_count: others, buckets: sub.pipeline(kept) };
  };
};
