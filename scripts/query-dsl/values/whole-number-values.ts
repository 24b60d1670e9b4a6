import { parseJavaDouble } from '../../base/java-double';
import type { JsonValue } from '../../base/json';
import type { FieldDefinition, FieldType } from '../mapping/field-definition';
import { parseDecimal, type Decimal, type Exact } from './exact-decimal';
import { between, documentNumber, endsOf, exactNumber, isNumber, queryDouble } from './number-reading';
import { BadQueryValue, Malformed, equalTo, noValue, preview, type Bounds, type Parsed } from './scalar';
import type { FieldValues } from './value-semantics';

const LAST_LONG = 2n ** 63n - 1n;

/** First and last value of the whole-number types. */
const wholeLimits = {
  long: [-(2n ** 63n), LAST_LONG],
  integer: [-(2n ** 31n), 2n ** 31n - 1n],
  short: [-(2n ** 15n), 2n ** 15n - 1n],
  byte: [-128n, 127n],
} as const satisfies Partial<Record<FieldType, readonly [bigint, bigint]>>;

type WholeType = keyof typeof wholeLimits;

/** The number that Elasticsearch reads digit by digit, its decimals cut. */
function queryDecimal(value: JsonValue): Decimal {
  const decimal = isNumber(value) ? cut(exactNumber(value)) : parseDecimal(preview(value));
  if (decimal === undefined) throw new BadQueryValue(`"${preview(value)}" is not a number`);
  return decimal;
}

function cut(value: Exact): Decimal {
  return typeof value === 'bigint'
    ? { whole: value, isCut: false }
    : { whole: Math.trunc(value), isCut: !Number.isInteger(value) };
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

/** To a range of integers NaN is 0, which the range holds itself. */
function withoutNaN({ gt, gte, lt, lte }: Bounds): Bounds {
  const isNaN = (value: JsonValue | undefined): boolean =>
    Number.isNaN(parseJavaDouble(preview(value ?? '')));
  return {
    ...(isNaN(gt) || isNaN(gte) ? { gte: 0 } : { gt, gte }),
    ...(isNaN(lt) || isNaN(lte) ? { lte: 0 } : { lt, lte }),
  };
}

/** As Java casts: NaN to 0, and 2^63, which a double can be, to the last long. */
function toWhole(raw: JsonValue, value: Exact): Exact {
  if (typeof value === 'bigint') return value;
  if (value === 2 ** 63 && isNumber(raw)) return LAST_LONG;
  return Number.isNaN(value) ? 0 : Math.trunc(value) + 0;
}

/** Is it one of the types that {@link wholeNumberValues} are for? */
export function isWholeType(type: FieldType): type is WholeType {
  return type in wholeLimits;
}

/** long, integer, short and byte. */
export function wholeNumberValues(field: FieldDefinition, type: WholeType): FieldValues {
  const limits = wholeLimits[type];
  // Elasticsearch reads the small types, and asks for their ranges, as integers.
  const readType = type === 'long' ? 'long' : 'integer';
  const readLimits = wholeLimits[readType];

  function parse(raw: JsonValue): Parsed {
    const value = documentNumber(field, raw);
    if (value === undefined || value instanceof Malformed) return value;
    if (!field.coerce && !isWhole(value)) {
      return new Malformed(`${preview(raw)} cannot be converted to ${field.type} without data loss`);
    }
    const whole = toWhole(raw, value);
    const isRead = readType === 'long' || Number.isNaN(value) || isBetween(value, readLimits);
    if (!isRead || !isBetween(whole, limits))
      return new Malformed(`Numeric value (${preview(raw)}) out of range of ${field.type}`);
    return canonical(whole);
  }

  /** A number between two longs, or the long that Elasticsearch cuts out of it. */
  function bound(value: JsonValue): Exact {
    if (readType === 'integer') return queryDouble(value);
    const { whole } = queryDecimal(value);
    const double = Number(preview(value));
    return Number.isInteger(double) ? whole : double;
  }

  function wanted(value: JsonValue): Exact | undefined {
    if (readType === 'integer') return queryDouble(value);
    const { whole, isCut } = queryDecimal(value);
    const [first, last] = limits;
    return isCut && (whole === first || whole === last) ? undefined : whole;
  }

  return {
    parse,
    term(value) {
      const double = parseJavaDouble(preview(value));
      if (double !== null && !Number.isInteger(double)) return noValue;
      const number = wanted(value);
      return number !== undefined && isWhole(number) && isBetween(number, limits)
        ? equalTo(canonical(number))
        : noValue;
    },
    range(bounds) {
      const given = readType === 'long' ? bounds : withoutNaN(bounds);
      const read = (value: JsonValue): Exact => {
        const number = bound(value);
        if (!isBetween(number, readLimits)) {
          throw new BadQueryValue(`Value [${preview(value)}] is out of range for ${readType}`);
        }
        return number;
      };
      // Nothing is beyond the last number: Elasticsearch does not read the other end then.
      const { gt } = given;
      if (gt !== undefined && gt !== null && read(gt) >= readLimits[1]) return noValue;
      return between(endsOf(given, read));
    },
  };
}
