import type { Value } from './values';
import { JavaChar, JavaNumber } from './values';
import { bigOperand, doubleValue, floatValue, promote } from './numbers';

/** The primitive types between which Java casts freely. */
export const NUMERIC_TYPES = ['byte', 'short', 'char', 'int', 'long', 'float', 'double'] as const;
export type PrimitiveNumber = (typeof NUMERIC_TYPES)[number];

export function isPrimitiveNumber(type: string): type is PrimitiveNumber {
  return (NUMERIC_TYPES as readonly string[]).includes(type);
}

const WIDENING: Readonly<Record<PrimitiveNumber, readonly PrimitiveNumber[]>> = {
  byte: ['byte', 'short', 'int', 'long', 'float', 'double'],
  short: ['short', 'int', 'long', 'float', 'double'],
  char: ['char', 'int', 'long', 'float', 'double'],
  int: ['int', 'long', 'float', 'double'],
  long: ['long', 'float', 'double'],
  float: ['float', 'double'],
  double: ['double'],
};

/** Whether Java converts without a cast. */
export function widens(from: PrimitiveNumber, to: PrimitiveNumber): boolean {
  return WIDENING[from].includes(to);
}

/** The primitive type that a number or char has at run time; null for anything else. */
export function primitiveOf(value: Value): PrimitiveNumber | null {
  if (value instanceof JavaChar) return 'char';
  if (value instanceof JavaNumber) return value.type;
  return promote(value)?.type ?? null;
}

/** Java's cast between primitive numbers: integers wrap, floating-point values saturate. */
export function castNumber(value: Value, to: PrimitiveNumber): Value {
  const operand = promote(value) ?? bigOperand(value, 'long');
  if (operand === null) throw new TypeError('castNumber takes numbers only');
  if (to === 'double') return doubleValue(operand.number);
  if (to === 'float') return floatValue(operand.number);
  const isFloating = operand.type === 'double' || operand.type === 'float';
  if (to === 'long')
    return isFloating
      ? saturate(operand.number, 64)
      : operand.type === 'int'
        ? BigInt(operand.number)
        : operand.long;
  const whole = isFloating
    ? saturate(operand.number, 32)
    : operand.type === 'int'
      ? BigInt(operand.number)
      : operand.long;
  if (to === 'int') return Number(BigInt.asIntN(32, whole));
  if (to === 'char') return new JavaChar(Number(BigInt.asUintN(16, whole)));
  return new JavaNumber(to, Number(BigInt.asIntN(to === 'short' ? 16 : 8, whole)));
}

function saturate(value: number, bits: 32 | 64): bigint {
  if (Number.isNaN(value)) return 0n;
  const max = 2n ** BigInt(bits - 1) - 1n;
  if (value >= Number(max)) return max;
  return value <= Number(-max - 1n) ? -max - 1n : BigInt(Math.trunc(value));
}

/** Java's cast of a floating-point value to long. */
export function saturatedLong(value: number): bigint {
  return saturate(value, 64);
}
