import { doubleFormatMessage, javaDoubleToString, parseJavaDouble } from '../../java-numbers';
import { nullPointer, numberFormat } from '../runtime/java-error';
import { javaHash } from '../runtime/hashing';
import { lowerCase, upperCase } from '../runtime/letter-case';
import { doubleValue } from '../runtime/numbers';
import { saturatedLong } from '../runtime/number-casts';
import { staticClass } from './static-class';
import type { Value } from '../runtime/values';
import { JavaChar } from '../runtime/values';

/** With fewer digits a number is surely an int. */
const MOST_INT_DIGITS = 10;

/** `Integer.parseInt` and `Long.parseLong`: an optional sign and digits of the radix, nothing else. */
function parseWhole(text: string | null, radix: number, bits: 32 | 64): bigint {
  if (text === null) throw numberFormat('Cannot parse null string');
  if (radix < 2) throw numberFormat(`radix ${radix} less than Character.MIN_RADIX`);
  if (radix > 36) throw numberFormat(`radix ${radix} greater than Character.MAX_RADIX`);
  if (radix === 10 && text.length < MOST_INT_DIGITS && /^[0-9]+$/.test(text)) return BigInt(text);
  const match = /^([+-]?)([0-9a-z\p{Nd}]+)$/iu.exec(text);
  const digits = Array.from(match?.[2] ?? '', digitValue);
  if (digits.length === 0 || digits.length > 64 || digits.some((digit) => digit >= radix))
    throw badNumber(text, radix);
  let value = 0n;
  for (const digit of digits) value = value * BigInt(radix) + BigInt(digit);
  if (match?.[1] === '-') value = -value;
  if (BigInt.asIntN(bits, value) !== value) throw badNumber(text, radix);
  return value;
}

/** Java reads the decimal digits of every script; each script has its ten in a row. */
function digitValue(char: string): number {
  if (char <= '\u007f') return Number.parseInt(char, 36);
  const code = char.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return code - zero;
}

function badNumber(text: string, radix: number): Error {
  return numberFormat(`For input string: "${text}"${radix === 10 ? '' : ` under radix ${radix}`}`);
}

function parseDouble(text: string | null): number {
  if (text === null) throw nullPointer('Cannot invoke "String.trim()" because "in" is null');
  const value = parseJavaDouble(text);
  if (value === null) throw numberFormat(doubleFormatMessage(text));
  return value;
}

function sign(left: number | bigint, right: number | bigint): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function greater<T extends number | bigint>(left: T, right: T): T {
  return left > right ? left : right;
}

function lesser<T extends number | bigint>(left: T, right: T): T {
  return left < right ? left : right;
}

export const INTEGER_STATICS = staticClass('java.lang.Integer', {
  constants: { MAX_VALUE: 2147483647, MIN_VALUE: -2147483648, SIZE: 32, BYTES: 4 },
  methods: {
    'int parseInt(String?)': (_, text: string | null) => Number(parseWhole(text, 10, 32)),
    'int parseInt(String?,int)': (_, text: string | null, radix: number) =>
      Number(parseWhole(text, radix, 32)),
    'Integer valueOf(int)': (_, value: number) => value,
    'Integer valueOf(String?,int)': (_, text: string | null, radix: number) =>
      Number(parseWhole(text, radix, 32)),
    'int compare(int,int)': (_, a: number, b: number) => sign(a, b),
    'int max(int,int)': (_, a: number, b: number) => greater(a, b),
    'int min(int,int)': (_, a: number, b: number) => lesser(a, b),
    'int signum(int)': (_, value: number) => Math.sign(value),
    'int bitCount(int)': (_, value: number) => (value >>> 0).toString(2).replaceAll('0', '').length,
    'int hashCode(int)': (_, value: number) => value,
    'String toString(int)': (_, value: number) => value.toString(),
    'String toString(int,int)': (_, value: number, radix: number) => value.toString(radix),
    'String toHexString(int)': (_, value: number) => (value >>> 0).toString(16),
    'String toBinaryString(int)': (_, value: number) => (value >>> 0).toString(2),
    'String toOctalString(int)': (_, value: number) => (value >>> 0).toString(8),
  },
});

export const LONG_STATICS = staticClass('java.lang.Long', {
  constants: { MAX_VALUE: 2n ** 63n - 1n, MIN_VALUE: -(2n ** 63n), SIZE: 64, BYTES: 8 },
  methods: {
    'long parseLong(String?)': (_, text: string | null) => parseWhole(text, 10, 64),
    'long parseLong(String?,int)': (_, text: string | null, radix: number) => parseWhole(text, radix, 64),
    'Long valueOf(long)': (_, value: bigint) => value,
    'Long valueOf(String?,int)': (_, text: string | null, radix: number) => parseWhole(text, radix, 64),
    'int compare(long,long)': (_, a: bigint, b: bigint) => sign(a, b),
    'long max(long,long)': (_, a: bigint, b: bigint) => greater(a, b),
    'long min(long,long)': (_, a: bigint, b: bigint) => lesser(a, b),
    'long sum(long,long)': (_, a: bigint, b: bigint) => BigInt.asIntN(64, a + b),
    'int signum(long)': (_, value: bigint) => sign(value, 0n),
    'int hashCode(long)': (_, value: bigint) => javaHash(value),
    'String toString(long)': (_, value: bigint) => value.toString(),
    'String toString(long,int)': (_, value: bigint, radix: number) => value.toString(radix),
    'String toHexString(long)': (_, value: bigint) => BigInt.asUintN(64, value).toString(16),
    'String toBinaryString(long)': (_, value: bigint) => BigInt.asUintN(64, value).toString(2),
  },
});

export const DOUBLE_STATICS = staticClass('java.lang.Double', {
  constants: {
    MAX_VALUE: doubleValue(Number.MAX_VALUE),
    MIN_VALUE: 5e-324,
    NaN,
    POSITIVE_INFINITY: Infinity,
    NEGATIVE_INFINITY: -Infinity,
  },
  methods: {
    'double parseDouble(String?)': (_, text: string | null) => parseDouble(text),
    'Double valueOf(double)': (_, value: number) => doubleValue(value),
    'int compare(double,double)': (_, a: number, b: number) => compareDoubles(a, b),
    'boolean isNaN(double)': (_, value: number) => Number.isNaN(value),
    'boolean isInfinite(double)': (_, value: number) => Math.abs(value) === Infinity,
    'boolean isFinite(double)': (_, value: number) => Number.isFinite(value),
    'double max(double,double)': (_, a: number, b: number) => Math.max(a, b),
    'double min(double,double)': (_, a: number, b: number) => Math.min(a, b),
    'double sum(double,double)': (_, a: number, b: number) => a + b,
    'int hashCode(double)': (_, value: number) => javaHash(doubleValue(value)),
    'String toString(double)': (_, value: number) => javaDoubleToString(value),
  },
});

/** NaN is greater than everything, 0.0 greater than -0.0. */
function compareDoubles(left: number, right: number): number {
  if (left < right) return -1;
  if (left > right) return 1;
  if (Object.is(left, right)) return 0;
  if (Number.isNaN(left)) return 1;
  return Number.isNaN(right) || Object.is(left, -0) ? -1 : 1;
}

export const BOOLEAN_STATICS = staticClass('java.lang.Boolean', {
  constants: { TRUE: true, FALSE: false },
  methods: {
    'boolean parseBoolean(String?)': (_, text: string | null) => text?.toLowerCase() === 'true',
    'Boolean valueOf(boolean)': (_, value: boolean) => value,
    'int compare(boolean,boolean)': (_, a: boolean, b: boolean) => Number(a) - Number(b),
    'boolean logicalAnd(boolean,boolean)': (_, a: boolean, b: boolean) => a && b,
    'boolean logicalOr(boolean,boolean)': (_, a: boolean, b: boolean) => a || b,
    'boolean logicalXor(boolean,boolean)': (_, a: boolean, b: boolean) => a !== b,
    'String toString(boolean)': (_, value: boolean) => String(value),
  },
});

/** Java's `Math.round`: halves go up, and the result is a long. */
function round(value: number): bigint {
  const floor = Math.floor(value);
  return saturatedLong(value - floor >= 0.5 ? floor + 1 : floor);
}

/** Java's `Math.rint`: halves go to the even neighbour. */
function rint(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

export const MATH_STATICS = staticClass('java.lang.Math', {
  constants: { PI: Math.PI, E: Math.E },
  methods: {
    'double abs(double)': (_, value: number) => Math.abs(value),
    'double max(double,double)': (_, a: number, b: number) => Math.max(a, b),
    'double min(double,double)': (_, a: number, b: number) => Math.min(a, b),
    'double ceil(double)': (_, value: number) => Math.ceil(value),
    'double floor(double)': (_, value: number) => Math.floor(value),
    'double rint(double)': (_, value: number) => rint(value),
    'long round(double)': (_, value: number) => round(value),
    'double signum(double)': (_, value: number) => Math.sign(value),
    'double sqrt(double)': (_, value: number) => Math.sqrt(value),
    'double cbrt(double)': (_, value: number) => Math.cbrt(value),
    'double pow(double,double)': (_, base: number, exponent: number) => base ** exponent,
    'double exp(double)': (_, value: number) => Math.exp(value),
    'double log(double)': (_, value: number) => Math.log(value),
    'double log10(double)': (_, value: number) => Math.log10(value),
    'double hypot(double,double)': (_, a: number, b: number) => Math.hypot(a, b),
  },
});

function charTest(category: RegExp) {
  return (_: Value, code: number): boolean => category.test(codePointText(code));
}

/** A number that is no code point is a character without properties. */
function codePointText(code: number): string {
  return code < 0 || code > 0x10ffff ? '' : String.fromCodePoint(code);
}

export const CHARACTER_STATICS = staticClass('java.lang.Character', {
  constants: { MIN_VALUE: new JavaChar(0), MAX_VALUE: new JavaChar(0xffff) },
  methods: {
    'boolean isDigit(int)': charTest(/^\p{Nd}$/u),
    'boolean isLetter(int)': charTest(/^\p{L}$/u),
    'boolean isLetterOrDigit(int)': charTest(/^[\p{L}\p{Nd}]$/u),
    'boolean isAlphabetic(int)': charTest(/^\p{Alphabetic}$/u),
    'boolean isUpperCase(int)': charTest(/^\p{Uppercase}$/u),
    'boolean isLowerCase(int)': charTest(/^\p{Lowercase}$/u),
    // Java's whitespace is Unicode's separators without the no-break spaces, and some controls.
    'boolean isWhitespace(int)': charTest(/^[\t-\r\x1c-\x1f\p{Zs}\p{Zl}\p{Zp}]$(?<![\u00a0\u2007\u202f])/u),
    'boolean isSpaceChar(int)': charTest(/^\p{Z}$/u),
    'char toUpperCase(char)': (_, code: number) => upperCase(code),
    'char toLowerCase(char)': (_, code: number) => lowerCase(code),
    'int getNumericValue(int)': (_, code: number) => numericValue(code),
    'int compare(char,char)': (_, a: number, b: number) => a - b,
    'String toString(char)': (_, code: number) => String.fromCharCode(code),
    'Character valueOf(char)': (_, code: number) => new JavaChar(code),
  },
});

function numericValue(code: number): number {
  const value = Number.parseInt(codePointText(code), 36);
  return Number.isNaN(value) ? -1 : value;
}
