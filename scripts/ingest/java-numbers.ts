import { ingestError, type IngestError } from './errors';

/**
 * Java's numbers as JavaScript has them. A JSON number is one `number` here: an integer stands for Java's
 * Integer, Long or BigInteger by its size, any other for Double.
 *
 * Known gap: JSON.parse makes 1.0 into 1 and rounds integers beyond 2^53, so such a value shows as the integer,
 * or as the rounded one, where Elasticsearch turns it into text (`convert` to string, templates, fingerprints).
 */
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
export function javaNumberToString(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return BigInt(value).toString();
  return javaDoubleToString(value);
}

/** Java's `Double.toString` (JDK 19 and later: the shortest digits that give the same double). */
export function javaDoubleToString(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const magnitude = Math.abs(value);
  if (magnitude >= 1e-3 && magnitude < 1e7) {
    const text = value.toString();
    return text.includes('.') ? text : `${text}.0`;
  }
  const [mantissa = '', exponent = ''] = value.toExponential().split('e');
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${exponent.replace('+', '')}`;
}

/** `NumberFormatException` as Java words it. */
export function numberFormat(text: string, radix: 10 | 16 = 10): IngestError {
  const suffix = radix === 10 ? '' : ` under radix ${radix}`;
  return ingestError('number_format_exception', `For input string: "${text}"${suffix}`);
}

/** Java reads every Unicode decimal digit; the ASCII path comes first because it is nearly always taken. */
function asciiDigits(text: string): string {
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

function parseBounded(text: string, radix: number, min: bigint, max: bigint): number | null {
  if (radix === 10 && SMALL.test(text)) return Number(text) || 0;
  const digits = asciiDigits(text);
  const match = (radix === 16 ? /^([+-]?)0*([0-9a-fA-F]+)$/ : /^([+-]?)0*([0-9]+)$/).exec(digits);
  const body = match?.[2] ?? '';
  if (body === '' || body.length > 20) return null;
  const magnitude = BigInt(radix === 16 ? `0x${body}` : body);
  const value = match?.[1] === '-' ? -magnitude : magnitude;
  return value < min || value > max ? null : Number(value);
}

/** Java's `Integer.parseInt(text, radix)`; null where it throws. */
export function parseJavaInt(text: string, radix: 10 | 16 = 10): number | null {
  return parseBounded(text, radix, BigInt(INT_MIN), BigInt(INT_MAX));
}

/** Java's `Long.parseLong(text, radix)`; null where it throws. Beyond 2^53 the nearest double is returned. */
export function parseJavaLong(text: string, radix: 10 | 16 = 10): number | null {
  return parseBounded(text, radix, LONG_MIN, LONG_MAX);
}

const DECIMAL_FLOAT = /^[+-]?(?:NaN|Infinity|(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?[fFdD]?)$/;
const HEX_FLOAT =
  /^([+-]?)0[xX](?:([0-9a-fA-F]+)\.?|([0-9a-fA-F]*)\.([0-9a-fA-F]+))[pP]([+-]?[0-9]+)[fFdD]?$/;

/** Java's `Double.parseDouble`; null where it throws. */
export function parseJavaDouble(text: string): number | null {
  const trimmed = javaTrim(text);
  if (DECIMAL_FLOAT.test(trimmed)) return Number(trimmed.replace(/^\+/, '').replace(/(?<![yN])[fFdD]$/, ''));
  const hex = HEX_FLOAT.exec(trimmed);
  if (hex === null) return null;
  const [, sign = '', whole, integer = '', fraction = '', exponent = '0'] = hex;
  const digits = whole ?? `${integer}${fraction}`;
  const scale = Number(exponent) - 4 * fraction.length;
  const magnitude = Number(BigInt(`0x${digits}`)) * 2 ** scale;
  return sign === '-' ? -magnitude : magnitude;
}

/** The message of the NumberFormatException of `Double.parseDouble` and `Float.parseFloat`. */
export function doubleFormatMessage(text: string): string {
  const trimmed = javaTrim(text);
  if (trimmed === '') return 'empty String';
  return /^[+-]?[0-9]*\.[0-9]*\./.test(trimmed) ? 'multiple points' : `For input string: "${trimmed}"`;
}

/** The double that reads the same as Java's `Float.toString(value)`, which is what a float becomes in JSON. */
export function floatAsJson(value: number): number {
  const single = Math.fround(value);
  if (!Number.isFinite(single)) return single;
  for (let precision = 1; precision <= 9; precision++) {
    const candidate = Number(single.toPrecision(precision));
    if (Math.fround(candidate) === single) return candidate;
  }
  return single;
}

/** Java's `String.trim()`: cuts all characters up to U+0020, and no others. */
export function javaTrim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 0x20) start++;
  while (end > start && text.charCodeAt(end - 1) <= 0x20) end--;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}
