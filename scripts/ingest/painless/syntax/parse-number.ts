import type { LiteralExpression } from './ast';
import { syntaxError } from './script-error';

const MAX_INT = 2n ** 31n - 1n;
const MAX_LONG = 2n ** 63n - 1n;

/**
 * A number literal; a minus sign is part of it, as -2147483648 is an int and 2147483648 is none.
 * Hex and octal literals have the same range: 0xFFFFFFFF is no int.
 */
export function parseNumber(source: string, text: string, at: number, negative: boolean): LiteralExpression {
  const lower = text.toLowerCase();
  if (/^0x/.test(lower) || /^0[0-7]+l?$/.test(lower)) return parseInteger(source, lower, at, negative);
  if (/^[0-9]+l?$/.test(lower)) return parseInteger(source, lower, at, negative);
  const value = Number(lower.replace(/[fdl]$/, '')) * (negative ? -1 : 1);
  if (lower.endsWith('l')) throw invalid(source, at, text, 'long');
  if (lower.endsWith('f')) return { kind: 'literal', type: 'float', value: Math.fround(value), at };
  return { kind: 'literal', type: 'double', value, at };
}

function parseInteger(source: string, text: string, at: number, negative: boolean): LiteralExpression {
  const isLong = text.endsWith('l');
  const digits = isLong ? text.slice(0, -1) : text;
  const isOctal = /^0[0-7]+$/.test(digits);
  const value = BigInt(isOctal ? `0o${digits.slice(1)}` : digits) * (negative ? -1n : 1n);
  const max = isLong ? MAX_LONG : MAX_INT;
  if (value > max || value < -max - 1n) throw invalid(source, at, text, isLong ? 'long' : 'int');
  return isLong
    ? { kind: 'literal', type: 'long', value, at }
    : { kind: 'literal', type: 'int', value: Number(value), at };
}

function invalid(source: string, at: number, text: string, type: string): Error {
  return syntaxError(source, at, {
    message: `Invalid ${type} constant [${text}].`,
    found: text,
    expected: `a number of type ${type}`,
    hint: type === 'int' ? 'Write L behind the number to make it a long.' : undefined,
  });
}
