import { parseJavaDouble } from '../../base/java-double';
import { BoxedNumber, exactInteger } from '../../base/java-number';
import { isJsonContainer, type JsonValue } from '../../base/json';
import type { FieldDefinition, FieldType } from '../mapping/field-definition';
import { refuse } from '../refuse';
import { DEFAULT_DATE_FORMAT, dateFormat } from '../values/date-format';
import { DateMathError, resolveMoment } from '../values/date-math';
import { parseIp } from '../values/ip-address';
import { momentOf, type Moment } from '../values/moment';
import { preview, scalarText, type Scalar } from '../values/scalar';
import { shownValue } from './shown-value';

/** What a type's sort values are like. */
export interface SortKind {
  readonly type: FieldType | undefined;
  /** What stands for no value at that end: the type's own last number, or null for text. */
  missing(end: -1 | 1): Scalar | null;
  show(value: Scalar | null): JsonValue;
  parse(value: JsonValue, format: JsonValue | undefined): Scalar | null;
}

const LAST_LONG = 2n ** 63n - 1n;
const LAST_INT = 2 ** 31 - 1;

function refuseAfter(value: JsonValue): never {
  return refuse('SEARCH_INVALID', `search_after: ${preview(value)} is no value to go on from`);
}

/** As Java's conversion of a decimal number to a whole one. */
function toLong(value: number): number | bigint {
  if (value >= Number(LAST_LONG)) return LAST_LONG;
  if (value <= -Number(LAST_LONG)) return -LAST_LONG - 1n;
  // No long is -0 or NaN, which becomes 0.
  const whole = Math.trunc(value || 0) + 0;
  return Number.isSafeInteger(whole) ? whole : BigInt(whole);
}

/** Whether a long holds an integer; one that no long can hold is read as text. */
function isLong(value: bigint): boolean {
  return BigInt.asIntN(64, value) === value;
}

function parseLong(text: string): number | bigint {
  if (/^[+-]?\d+$/.test(text)) {
    const exact = BigInt(text);
    if (exact <= LAST_LONG && exact >= -LAST_LONG - 1n)
      return Number.isSafeInteger(Number(exact)) ? Number(exact) : exact;
  }
  return toLong(Math.floor(parseDouble(text)));
}

function parseDouble(text: string): number {
  return parseJavaDouble(text) ?? refuseAfter(text);
}

function parseDateText(text: string, format: string): Moment {
  if (text.startsWith('now')) return refuseAfter(text);
  try {
    return resolveMoment(text, 0, { format: dateFormat(format) });
  } catch (error) {
    if (error instanceof DateMathError) return refuseAfter(text);
    throw error;
  }
}

/** The shortest decimal that is this 32-bit number, as Java writes it. */
function shortestFloat(value: number): number {
  for (let digits = 1; digits < 9; digits += 1) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

function parseFlag(text: string): number {
  return text === 'true' ? 1 : text === 'false' ? 0 : refuseAfter(text);
}

function numeric(
  type: FieldType | undefined,
  last: (end: -1 | 1) => Scalar,
  parse: (value: number | bigint | string, format: JsonValue | undefined) => Scalar,
  showNumber: (value: number) => JsonValue = (value) => value,
): SortKind {
  return {
    type,
    missing: last,
    show(value) {
      if (value === Infinity || value === -Infinity) return String(value);
      if (value === null) return null;
      if (typeof value === 'bigint') return exactInteger(value);
      return showNumber(Number(value));
    },
    parse(value, format) {
      if (typeof value === 'number') return parse(value, format);
      if (typeof value === 'string') return parse(value, format);
      if (typeof value === 'boolean') return parse(String(value), format);
      return value instanceof BoxedNumber ? parse(value.valueOf(), format) : refuseAfter(value);
    },
  };
}

function longs(
  type: FieldType | undefined,
  parseText: (text: string, format: JsonValue | undefined) => Scalar,
): SortKind {
  return numeric(
    type,
    (end) => (end > 0 ? LAST_LONG : -LAST_LONG - 1n),
    (value, format) => {
      if (typeof value === 'number') return toLong(value);
      return typeof value === 'bigint' && isLong(value) ? momentOf(value) : parseText(String(value), format);
    },
    (value) => exactInteger(BigInt(toLong(value))),
  );
}

function ints(type: FieldType): SortKind {
  const clamp = (value: number): number => Math.min(Math.max(Math.trunc(value), -LAST_INT - 1), LAST_INT);
  // Java's (int) of a long keeps the lower half; Elasticsearch looks for too large ones first, not for too small ones.
  const narrow = (value: bigint): number =>
    value > LAST_INT ? LAST_INT : Number(BigInt.asIntN(32, BigInt.asIntN(64, value)));
  return numeric(
    type,
    (end) => (end > 0 ? LAST_INT : -LAST_INT - 1),
    (value) => {
      if (typeof value === 'bigint') return narrow(value);
      if (typeof value === 'number')
        return Number.isSafeInteger(value) ? narrow(BigInt(value)) : clamp(Number(toLong(value)));
      return /^[+-]?\d+$/.test(value) && clamp(Number(value)) === Number(value)
        ? Number(value)
        : refuseAfter(value);
    },
  );
}

function decimals(type: FieldType): SortKind {
  const round = type === 'float' ? Math.fround : (value: number): number => value;
  return numeric(
    type,
    (end) => end * Infinity,
    (value) => round(typeof value === 'string' ? parseDouble(value) : Number(value)),
    type === 'float' ? shortestFloat : undefined,
  );
}

function texts(type: FieldType | undefined): SortKind {
  return {
    type,
    missing: () => null,
    show: (value) => (value === null || type === undefined ? null : shownValue(value, type)),
    parse(value) {
      if (value === null) return null;
      if (isJsonContainer(value)) return refuseAfter(value);
      const text = scalarText(value);
      return type === 'ip' ? (parseIp(text) ?? refuseAfter(value)) : text;
    },
  };
}

/** The kind of a composite's keys: whole numbers and dates are longs, whatever they look like in a document. */
export function compositeKindOf(field: FieldDefinition): SortKind {
  const kind = sortKindOf(field, '');
  if (field.type === 'date' || kind.missing(1) === LAST_INT) return longs(field.type, parseLong);
  if (kind.missing(1) !== null) return kind;
  return {
    ...kind,
    parse: (value, format) => (typeof value === 'string' ? kind.parse(value, format) : refuseAfter(value)),
  };
}

/** The kind of what a terms aggregation includes: whole numbers are longs, and decimals are not rounded to floats. */
export function includedKindOf(field: FieldDefinition): SortKind {
  const kind = sortKindOf(field, '');
  if (kind.missing(1) === LAST_INT) return longs(field.type, parseLong);
  return kind.missing(1) === Infinity ? decimals('double') : kind;
}

/** The kind of a field; of one that the mapping does not know, of the type that the request gives it. */
export function sortKindOf(field: FieldDefinition | undefined, unmappedType: string): SortKind {
  const type = field?.type ?? (unmappedType as FieldType);
  switch (type) {
    case 'long':
      return longs(type, parseLong);
    case 'date': {
      const own = field?.parameters['format'];
      return longs(type, (text, format) =>
        parseDateText(text, preview(format ?? own ?? DEFAULT_DATE_FORMAT)),
      );
    }
    case 'boolean':
      return longs(type, parseFlag);
    case 'integer':
    case 'short':
    case 'byte':
      return ints(type);
    case 'double':
    case 'float':
    case 'scaled_float':
      return decimals(type);
    default:
      return texts(type);
  }
}
