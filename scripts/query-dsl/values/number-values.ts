import { parseJavaDouble } from '../../base/java-double';
import { BoxedNumber } from '../../base/java-number';
import type { JsonValue } from '../../base/json';
import type { FieldDefinition, FieldType } from '../mapping/field-definition';
import type { FieldValues } from './value-semantics';
import {
  BadQueryValue,
  Malformed,
  equalTo,
  noValue,
  preview,
  testing,
  type Bounds,
  type Parsed,
} from './scalar';

type Exact = number | bigint;

/** First and last value of the whole-number types. */
const wholeLimits: Partial<Record<FieldType, readonly [bigint, bigint]>> = {
  long: [-(2n ** 63n), 2n ** 63n - 1n],
  integer: [-(2n ** 31n), 2n ** 31n - 1n],
  short: [-(2n ** 15n), 2n ** 15n - 1n],
  byte: [-128n, 127n],
};

const decimalForm = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,6})?$/;
const wholeForm = /^[+-]?\d+$/;

/** A number that is exact also beyond 2^53, or undefined when the text is none. */
function parseExact(text: string): Exact | undefined {
  if (!decimalForm.test(text)) return undefined;
  const number = Number(text);
  return wholeForm.test(text) && !Number.isSafeInteger(number) ? BigInt(text) : number;
}

/** A JSON number as Elasticsearch reads its text: beyond 2^53 the digits count, not the double behind them. */
function exactNumber(value: number | BoxedNumber): Exact {
  if (value instanceof BoxedNumber) return value.valueOf();
  return Number.isInteger(value) && !Number.isSafeInteger(value)
    ? (parseExact(String(value)) ?? value)
    : value;
}

/** A text as a number of that type: Elasticsearch reads longs digit by digit and all others as Java reads a double. */
function parseNumber(type: FieldType, text: string): Exact | undefined {
  return type === 'long' ? parseExact(text) : (parseJavaDouble(text) ?? undefined);
}

function queryNumber(type: FieldType, value: JsonValue): Exact {
  const isNumber = typeof value === 'number' || value instanceof BoxedNumber;
  const number = isNumber ? exactNumber(value) : parseNumber(type, preview(value));
  if (number === undefined) throw new BadQueryValue(`"${preview(value)}" is not a number`);
  return number;
}

function isWhole(value: Exact): boolean {
  return typeof value === 'bigint' || Number.isInteger(value);
}

function isBetween(value: Exact, [low, high]: readonly [bigint, bigint]): boolean {
  return value >= low && value <= high;
}

/** Whole numbers up to 2^53 as numbers, beyond as bigint, so that equal values are equal scalars. */
function canonical(value: Exact): Exact {
  const isSafe = Number.isSafeInteger(Number(value));
  if (typeof value === 'bigint') return isSafe ? Number(value) : value;
  return isSafe || !Number.isInteger(value) ? value : BigInt(value);
}

function compareWith(bounds: Bounds, toBound: (value: JsonValue) => Exact) {
  const bound = (value: JsonValue | undefined, open: number): Exact =>
    value === undefined || value === null ? open : toBound(value);
  const [gt, gte] = [bound(bounds.gt, -Infinity), bound(bounds.gte, -Infinity)];
  const [lt, lte] = [bound(bounds.lt, Infinity), bound(bounds.lte, Infinity)];
  return testing((value) => {
    const number = value as Exact;
    return number > gt && number >= gte && number < lt && number <= lte;
  });
}

/** What a document's value must be before its type looks at it: a number, or a text that is one. */
function documentNumber(field: FieldDefinition, raw: JsonValue): Exact | undefined | Malformed {
  if (typeof raw === 'number' || raw instanceof BoxedNumber) return exactNumber(raw);
  if (typeof raw === 'object') return new Malformed('Cannot parse object as number');
  if (typeof raw === 'boolean')
    return new Malformed(`Current token (VALUE_${preview(raw).toUpperCase()}) not numeric`);
  if (!field.coerce) return new Malformed('Long value passed as String');
  if (raw === '') return field.nullValue === undefined ? undefined : documentNumber(field, field.nullValue);
  return parseNumber(field.type, raw) ?? new Malformed(`For input string: "${raw}"`);
}

/** To a range of integers NaN is 0, which the range holds itself. */
function withoutNaN({ gt, gte, lt, lte }: Bounds): Bounds {
  const isNaN = (value: JsonValue | undefined): boolean =>
    Number.isNaN(parseJavaDouble(preview(value ?? '')));
  return {
    ...(isNaN(gt) || isNaN(gte) ? { gte: 0 } : { gt, gte }),
    ...(isNaN(lt) || isNaN(lte) ? { lte: 0 } : { lt, lte }),
  };
}

function wholeValues(field: FieldDefinition, limits: readonly [bigint, bigint]): FieldValues {
  function parse(raw: JsonValue): Parsed {
    const value = documentNumber(field, raw);
    if (value === undefined || value instanceof Malformed) return value;
    if (!field.coerce && !isWhole(value)) {
      return new Malformed(`${preview(raw)} cannot be converted to ${field.type} without data loss`);
    }
    // Java casts NaN to 0.
    const whole = typeof value === 'number' ? Math.trunc(Number.isNaN(value) ? 0 : value) : value;
    if (!isBetween(whole, limits))
      return new Malformed(`Numeric value (${preview(raw)}) out of range of ${field.type}`);
    return canonical(Object.is(whole, -0) ? 0 : whole);
  }
  // Elasticsearch asks for ranges of the small types as for ranges of integers.
  const boundType = field.type === 'short' || field.type === 'byte' ? 'integer' : field.type;
  const boundLimits = wholeLimits[boundType] ?? limits;
  return {
    parse,
    term(value) {
      const double = parseJavaDouble(preview(value));
      if (double !== null && !Number.isInteger(double)) return noValue;
      const wanted = queryNumber(field.type, value);
      return isWhole(wanted) && isBetween(wanted, limits) ? equalTo(canonical(wanted)) : noValue;
    },
    range: (bounds) =>
      compareWith(field.type === 'long' ? bounds : withoutNaN(bounds), (value) => {
        const bound = queryNumber(field.type, value);
        if (!isBetween(bound, boundLimits)) {
          throw new BadQueryValue(`Value [${preview(value)}] is out of range for ${boundType}`);
        }
        return bound;
      }),
  };
}

function decimalValues(field: FieldDefinition, round: (value: number) => number): FieldValues {
  return {
    parse(raw) {
      const value = documentNumber(field, raw);
      if (value === undefined || value instanceof Malformed) return value;
      const rounded = round(Number(value));
      if (!Number.isFinite(rounded)) {
        return new Malformed(`[${field.type}] supports only finite values, but got [${String(rounded)}]`);
      }
      return Object.is(rounded, -0) ? 0 : rounded;
    },
    term: (value) => equalTo(round(Number(queryNumber(field.type, value)))),
    range: (bounds) =>
      compareWith(bounds, (value) => {
        const bound = round(Number(queryNumber(field.type, value)));
        // Lucene sorts NaN last.
        return Number.isNaN(bound) ? Infinity : bound;
      }),
  };
}

/** All numeric types. A query value is read as a number however it is written: `"007"` is 7. */
export function numberValues(field: FieldDefinition): FieldValues {
  const limits = wholeLimits[field.type];
  if (limits !== undefined) return wholeValues(field, limits);
  if (field.type === 'float') return decimalValues(field, Math.fround);
  if (field.type === 'scaled_float') {
    const factor = Number(field.parameters['scaling_factor']);
    return decimalValues(field, (value) => Math.round(value * factor) / factor);
  }
  return decimalValues(field, (value) => value);
}
