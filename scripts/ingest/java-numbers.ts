import { floatAsJson, javaDoubleToString, javaTrim, parseJavaDouble } from '../base/java-double';
import { javaNumberText } from '../base/java-number';
import { ingestError, type IngestError } from './errors';

export { floatAsJson, javaDoubleToString, javaTrim, parseJavaDouble };

const INT_MIN = -2147483648;
const INT_MAX = 2147483647;
const LONG_MIN = -(2n ** 63n);
const LONG_MAX = 2n ** 63n - 1n;

/** `java.lang.Integer` and so on: the class that Elasticsearch's JSON parser gives to a number. */
export function javaNumberClass(value: number): string {
  if (!Number.isInteger(value) || Math.abs(value) >= 1e21) return 'java.lang.Double';
  if (value >= INT_MIN && value <= INT_MAX) return 'java.lang.Integer';
  // 2^63 itself is no long; the doubles next to it are 1024 away.
  return value >= -(2 ** 63) && value < 2 ** 63 ? 'java.lang.Long' : 'java.math.BigInteger';
}

/** Java's `Number.toString()`. */
export const javaNumberToString = javaNumberText;

/** `NumberFormatException` as Java words it. */
export function numberFormat(text: string, radix: 10 | 16 = 10): IngestError {
  const suffix = radix === 10 ? '' : ` under radix ${radix}`;
  return ingestError('number_format_exception', `For input string: "${text}"${suffix}`);
}

/** Java reads every Unicode decimal digit; the ASCII path comes first because it is nearly always taken. */
export function asciiDigits(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text : text.replace(/\p{Nd}/gu, decimalDigit);
}

/** The value of a Unicode decimal digit: blocks of ten start where the character before is none. */
function decimalDigit(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String(code - zero);
}

const SMALL = /^[+-]?[0-9]{1,9}$/;

function parseBounded(text: string, radix: number, min: bigint, max: bigint): bigint | null {
  const digits = asciiDigits(text);
  const match = (radix === 16 ? /^([+-]?)0*([0-9a-fA-F]+)$/ : /^([+-]?)0*([0-9]+)$/).exec(digits);
  const body = match?.[2] ?? '';
  if (body === '' || body.length > 20) return null;
  const magnitude = BigInt(radix === 16 ? `0x${body}` : body);
  const value = match?.[1] === '-' ? -magnitude : magnitude;
  return value < min || value > max ? null : value;
}

/** Java's `Integer.parseInt(text, radix)`; null where it throws. */
export function parseJavaInt(text: string, radix: 10 | 16 = 10): number | null {
  if (radix === 10 && SMALL.test(text)) return Number(text) || 0;
  const value = parseBounded(text, radix, BigInt(INT_MIN), BigInt(INT_MAX));
  return value === null ? null : Number(value);
}

/** Java's `Long.parseLong(text, radix)`; null where it throws. */
export function parseJavaLong(text: string, radix: 10 | 16 = 10): bigint | null {
  return parseBounded(text, radix, LONG_MIN, LONG_MAX);
}

/** The message of the NumberFormatException of `Double.parseDouble` and `Float.parseFloat`. */
export function doubleFormatMessage(text: string): string {
  const trimmed = javaTrim(text);
  if (trimmed === '') return 'empty String';
  return /^[+-]?[0-9]*\.[0-9]*\./.test(trimmed) ? 'multiple points' : `For input string: "${text}"`;
}
