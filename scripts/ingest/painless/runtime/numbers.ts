import { BoxedInteger } from '../../../base/java-number';
import { JavaError, classCast, nullPointer } from './java-error';
import type { Value } from './values';
import { JavaChar, JavaNumber, isInt, isLongNumber, javaClassOf } from './values';

/** The type in which Java computes after binary numeric promotion. */
export type NumericType = 'int' | 'long' | 'float' | 'double';
export type Arithmetic = '+' | '-' | '*' | '/' | '%';
export type Comparison = '<' | '<=' | '>' | '>=';

/** A number as its promoted type and its value; null for what is no number. `char` counts as int. */
interface Promoted {
  readonly type: NumericType;
  /** Exact for int, float and double; for long see {@link Promoted.long}. */
  readonly number: number;
  readonly long: bigint;
}

const RANK: Readonly<Record<NumericType, number>> = { int: 0, long: 1, float: 2, double: 3 };

export function promote(value: Value): Promoted | null {
  if (typeof value === 'number') {
    if (isInt(value)) return { type: 'int', number: value, long: 0n };
    return isLongNumber(value)
      ? { type: 'long', number: value, long: BigInt(value) }
      : { type: 'double', number: value, long: 0n };
  }
  if (typeof value === 'bigint') return { type: 'long', number: Number(value), long: value };
  if (value instanceof JavaNumber) {
    const type = value.type === 'double' || value.type === 'float' ? value.type : 'int';
    return { type, number: value.value, long: 0n };
  }
  if (value instanceof BoxedInteger) {
    return value.isLong ? { type: 'long', number: Number(value.value), long: value.value } : null;
  }
  return value instanceof JavaChar ? { type: 'int', number: value.code, long: 0n } : null;
}

/**
 * What a BigInteger counts as beside an operand of a type: Painless takes its low bits for whole numbers. Null for
 * anything else.
 */
export function bigOperand(value: Value, beside: NumericType): Promoted | null {
  if (!(value instanceof BoxedInteger)) return null;
  const long = BigInt.asIntN(64, value.value);
  return beside === 'int'
    ? { type: 'int', number: Number(BigInt.asIntN(32, long)), long }
    : { type: 'long', number: Number(value.value), long };
}

/** Both operands of a binary operator; null when one is no number. */
export function operands(left: Value, right: Value): readonly [Promoted, Promoted] | null {
  const [a, b] = [promote(left), promote(right)];
  if (a !== null && b !== null) return [a, b];
  const x = a ?? bigOperand(left, b?.type ?? 'int');
  const y = b ?? bigOperand(right, a?.type ?? 'int');
  return x === null || y === null ? null : [x, y];
}

/** A double as a value: boxed when it would look like an int or a long. */
export function doubleValue(value: number): Value {
  return Number.isInteger(value) ? new JavaNumber('double', value) : value;
}

export function floatValue(value: number): Value {
  return new JavaNumber('float', Math.fround(value));
}

/** What a whole number of any size is as an int or long of a script. */
export function wholeValue(type: NumericType, value: bigint): Value {
  return type === 'int' ? Number(BigInt.asIntN(32, value)) : BigInt.asIntN(64, value);
}

function valueOf(type: NumericType, value: number): Value {
  return type === 'double' ? doubleValue(value) : floatValue(value);
}

function asLong(operand: Promoted): bigint {
  return operand.type === 'int' ? BigInt(operand.number) : operand.long;
}

/** The common type of two operands. */
function widest(left: Promoted, right: Promoted): NumericType {
  return RANK[left.type] >= RANK[right.type] ? left.type : right.type;
}

/** `+` without strings, `-`, `*`, `/`, `%` of two values. */
export function calculate(operator: Arithmetic, left: Value, right: Value): Value {
  if (typeof left === 'number' && typeof right === 'number' && isInt(left) && isInt(right)) {
    return calculateInt(operator, left, right);
  }
  const both = operands(left, right);
  if (both === null) throw notApplicable(operator, left, right);
  const [a, b] = both;
  const type = widest(a, b);
  if (type === 'int') return calculateInt(operator, a.number, b.number);
  if (type === 'long') return BigInt.asIntN(64, calculateLong(operator, asLong(a), asLong(b)));
  return type === 'float'
    ? floatValue(calculateDouble(operator, Math.fround(a.number), Math.fround(b.number)))
    : doubleValue(calculateDouble(operator, a.number, b.number));
}

export function calculateInt(operator: Arithmetic, left: number, right: number): number {
  switch (operator) {
    case '+':
      return (left + right) | 0;
    case '-':
      return (left - right) | 0;
    case '*':
      return Math.imul(left, right);
    case '/':
      if (right === 0) throw divisionByZero();
      return (left / right) | 0;
    case '%':
      if (right === 0) throw divisionByZero();
      return (left % right) | 0;
  }
}

function calculateLong(operator: Arithmetic, left: bigint, right: bigint): bigint {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      if (right === 0n) throw divisionByZero();
      return left / right;
    case '%':
      if (right === 0n) throw divisionByZero();
      return left % right;
  }
}

function calculateDouble(operator: Arithmetic, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
  }
}

export function compareNumbers(operator: Comparison, left: Value, right: Value): boolean {
  if (typeof left === 'number' && typeof right === 'number') return compareOrdered(operator, left, right);
  const both = operands(left, right);
  // Painless says `>` of both.
  if (both === null) throw notApplicable(operator === '>=' ? '>' : operator, left, right);
  const [a, b] = both;
  const type = widest(a, b);
  if (type === 'long') return compareOrdered(operator, asLong(a), asLong(b));
  return type === 'float'
    ? compareOrdered(operator, Math.fround(a.number), Math.fround(b.number))
    : compareOrdered(operator, a.number, b.number);
}

function compareOrdered<T extends number | bigint>(operator: Comparison, left: T, right: T): boolean {
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
  }
}

/** Java's `==` of two promoted numbers. */
export function equalNumbers(left: Promoted, right: Promoted): boolean {
  const type = widest(left, right);
  if (type === 'long') return asLong(left) === asLong(right);
  return type === 'float'
    ? Math.fround(left.number) === Math.fround(right.number)
    : left.number === right.number;
}

export function calculateBits(operator: '&' | '|' | '^', left: Value, right: Value): Value {
  if (typeof left === 'boolean' && typeof right === 'boolean') {
    if (operator === '^') return left !== right;
    return operator === '&' ? left && right : left || right;
  }
  // Unlike a shift, which asks for both first.
  const a = wholeOperand(operator, left, left, 0);
  const b = wholeOperand(operator, right, 0, right);
  const type = widest(a, b);
  const [x, y] = [asLong(a), asLong(b)];
  if (operator === '&') return wholeValue(type, x & y);
  return wholeValue(type, operator === '|' ? x | y : x ^ y);
}

/** The type of a shift is that of its left operand; the distance counts modulo its width. */
export function shift(operator: '<<' | '>>' | '>>>', left: Value, right: Value): Value {
  const a = wholeOperand(operator, left, left, right);
  const b = wholeOperand(operator, right, left, right);
  if (a.type === 'int') {
    const distance = Number(asLong(b) & 31n);
    if (operator === '<<') return a.number << distance;
    return operator === '>>' ? a.number >> distance : (a.number >>> distance) | 0;
  }
  const distance = asLong(b) & 63n;
  if (operator === '<<') return BigInt.asIntN(64, a.long << distance);
  return operator === '>>' ? a.long >> distance : BigInt.asIntN(64, BigInt.asUintN(64, a.long) >> distance);
}

function wholeOperand(operator: string, operand: Value, left: Value, right: Value): Promoted {
  const promoted = promote(operand);
  if (left === null || right === null) throw notApplicable(operator, left, right);
  if (promoted === null) {
    throw classCast(`Cannot convert [${javaClassOf(operand)}] to an integral value.`);
  }
  if (RANK[promoted.type] > RANK.long)
    throw classCast(`Cannot apply [${operator}] operation to type [float]`);
  return promoted;
}

export function negate(value: Value): Value {
  const operand = unaryOperand('-', value);
  if (operand.type === 'int') return -operand.number | 0;
  return operand.type === 'long' ? BigInt.asIntN(64, -operand.long) : valueOf(operand.type, -operand.number);
}

export function unaryPlus(value: Value): Value {
  const operand = unaryOperand('+', value);
  return operand.type === 'int' ? operand.number : value;
}

export function bitNot(value: Value): Value {
  const operand = unaryOperand('~', value);
  if (operand.type === 'int') return ~operand.number;
  if (operand.type === 'long') return ~operand.long;
  throw classCast(`Cannot apply not [~] to type [${operand.type}]`);
}

function unaryOperand(operator: string, value: Value): Promoted {
  const operand = promote(value);
  if (operand !== null) return operand;
  if (value === null) throw nullPointer('Cannot invoke "Object.getClass()" because "args[0]" is null');
  throw classCast(`Cannot apply [${operator}] operation to type [${javaClassOf(value)}].`);
}

export function notApplicable(operator: string, left: Value, right: Value): JavaError {
  if (left === null) return nullPointer('Cannot invoke "Object.getClass()" because "left" is null');
  if (right === null) return nullPointer('Cannot invoke "Object.getClass()" because "right" is null');
  const types = `[${javaClassOf(left)}] and [${javaClassOf(right)}]`;
  return classCast(`Cannot apply [${operator}] operation to types ${types}.`);
}

export function divisionByZero(): JavaError {
  return new JavaError('java.lang.ArithmeticException', '/ by zero');
}
