import { parseJavaDouble } from '../../base/java-double';
import { BoxedNumber } from '../../base/java-number';
import type { JsonValue } from '../../base/json';
import type { FieldDefinition } from '../mapping/field-definition';
import { parseDecimal, type Exact } from './exact-decimal';
import { BadQueryValue, Malformed, preview, testing, type Bounds, type ValueTest } from './scalar';

/** A JSON number as Elasticsearch reads its text: beyond 2^53 the digits count, not the double behind them. */
export function exactNumber(value: number | BoxedNumber): Exact {
  if (value instanceof BoxedNumber) return value.valueOf();
  // JSON's -0 is an integer, which has no sign.
  if (value === 0) return 0;
  const isLarge = Number.isInteger(value) && !Number.isSafeInteger(value);
  return isLarge ? (parseDecimal(String(value))?.whole ?? value) : value;
}

/** Is it a number of JSON? */
export function isNumber(value: JsonValue): value is number | BoxedNumber {
  return typeof value === 'number' || value instanceof BoxedNumber;
}

/** The number that Java reads as a double: all but those of longs. */
export function queryDouble(value: JsonValue): Exact {
  const number = isNumber(value) ? exactNumber(value) : parseJavaDouble(preview(value));
  if (number === null) throw new BadQueryValue(`"${preview(value)}" is not a number`);
  return number;
}

/** What a document's value must be before its type looks at it: a number, or a text that is one. */
export function documentNumber(field: FieldDefinition, raw: JsonValue): Exact | undefined | Malformed {
  if (isNumber(raw)) return exactNumber(raw);
  if (typeof raw === 'object') return new Malformed('Cannot parse object as number');
  if (typeof raw === 'boolean')
    return new Malformed(`Current token (VALUE_${preview(raw).toUpperCase()}) not numeric`);
  if (!field.coerce) return new Malformed('Long value passed as String');
  if (raw === '') return field.nullValue === undefined ? undefined : documentNumber(field, field.nullValue);
  const number = field.type === 'long' ? parseDecimal(raw)?.whole : parseJavaDouble(raw);
  return number ?? new Malformed(`For input string: "${raw}"`);
}

/** The bounds of a range; infinite where it is open. */
export interface Ends {
  readonly gt: Exact;
  readonly gte: Exact;
  readonly lt: Exact;
  readonly lte: Exact;
}

/** The bounds as numbers. */
export function endsOf(bounds: Bounds, toBound: (value: JsonValue) => Exact): Ends {
  const bound = (value: JsonValue | undefined, open: number): Exact =>
    value === undefined || value === null ? open : toBound(value);
  return {
    ...{ gt: bound(bounds.gt, -Infinity), gte: bound(bounds.gte, -Infinity) },
    ...{ lt: bound(bounds.lt, Infinity), lte: bound(bounds.lte, Infinity) },
  };
}

/** Holds for a number between the ends. */
export function between({ gt, gte, lt, lte }: Ends): ValueTest {
  return testing((value) => {
    const number = value as Exact;
    return number > gt && number >= gte && number < lt && number <= lte;
  });
}
