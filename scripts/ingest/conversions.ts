import { exactDouble, exactFloat, exactLong } from '../base/java-number';
import type { JsonValue } from '../base/json';
import { illegalArgument, ingestError } from './errors';
import { isIpLiteral } from './ip-literal';
import {
  doubleFormatMessage,
  numberFormat,
  parseJavaDouble,
  parseJavaInt,
  parseJavaLong,
} from './java-numbers';
import { javaClassName, javaToString } from './java-values';

/** Converts a value that is not null; throws where Elasticsearch's `convert` throws. */
export type Converter = (value: JsonValue) => JsonValue;

type Attempt = (value: JsonValue) => JsonValue | undefined;

const asInteger: Attempt = (value) => parseWhole(value, parseJavaInt);
const asLong: Attempt = (value) => {
  const parsed = parseWhole(value, parseJavaLong);
  return parsed === undefined ? undefined : exactLong(parsed);
};
const asDouble: Attempt = (value) => {
  const parsed = parseJavaDouble(javaToString(value));
  return parsed === null ? undefined : exactDouble(parsed);
};
const asFloat: Attempt = (value) => {
  const parsed = parseJavaDouble(javaToString(value));
  return parsed === null ? undefined : exactFloat(parsed);
};

const asBoolean: Attempt = (value) => {
  if (typeof value === 'boolean') return value;
  const text = javaToString(value).toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : undefined;
};

/** The first that fits: boolean, integer, long, float. Float, not double, also in Elasticsearch. */
const AUTO: readonly Attempt[] = [asBoolean, asInteger, asLong, asFloat];

export const CONVERTERS = {
  integer: (value) => asInteger(value) ?? failWhole(value, 'integer'),
  long: (value) => asLong(value) ?? failWhole(value, 'long'),
  float: (value) => asFloat(value) ?? failDecimal(value, 'float'),
  double: (value) => asDouble(value) ?? failDecimal(value, 'double'),
  boolean: (value) => asBoolean(value) ?? failBoolean(value),
  ip: convertIp,
  string: javaToString,
  auto: (value) => {
    if (typeof value !== 'string') return value;
    for (const attempt of AUTO) {
      const converted = attempt(value);
      if (converted !== undefined) return converted;
    }
    return value;
  },
} satisfies Readonly<Record<string, Converter>>;

export function isConvertType(type: string): type is keyof typeof CONVERTERS {
  return Object.hasOwn(CONVERTERS, type);
}

type ParseWhole<T> = (text: string, radix?: 10 | 16) => T | null;

function parseWhole<T>(value: JsonValue, parse: ParseWhole<T>): T | undefined {
  const text = javaToString(value);
  if (!isHex(text)) return parse(text) ?? undefined;
  return parseSignless(text, parse);
}

/** `0x1f`, `-0x1f`; a second sign after the prefix is refused, as in `Integer.decode`. */
function parseSignless<T>(text: string, parse: ParseWhole<T>): T | undefined {
  const digits = hexDigits(text);
  if (/^[+-]/.test(digits)) return undefined;
  return parse(text.startsWith('-') ? `-${digits}` : digits, 16) ?? undefined;
}

function isHex(text: string): boolean {
  return text.startsWith('0x') || text.startsWith('-0x');
}

function hexDigits(text: string): string {
  return text.slice(text.indexOf('x') + 1);
}

function failWhole(value: JsonValue, type: string): never {
  const text = javaToString(value);
  const cause = isHex(text) ? numberFormat(hexDigits(text), 16) : numberFormat(text);
  throw illegalArgument(`unable to convert [${text}] to ${type}`, cause);
}

function failDecimal(value: JsonValue, type: string): never {
  const text = javaToString(value);
  const cause = ingestError('number_format_exception', doubleFormatMessage(text));
  throw illegalArgument(`unable to convert [${text}] to ${type}`, cause);
}

function failBoolean(value: JsonValue): never {
  throw illegalArgument(`[${javaToString(value)}] is not a boolean value, cannot convert to boolean`);
}

function convertIp(value: JsonValue): JsonValue {
  if (typeof value !== 'string') {
    const found = javaClassName(value);
    throw ingestError(
      'class_cast_exception',
      `class ${found} cannot be cast to class java.lang.String (${found} and java.lang.String ` +
        "are in module java.base of loader 'bootstrap')",
    );
  }
  if (isIpLiteral(value)) return value;
  throw illegalArgument(`'${value}' is not an IP string literal.`);
}
