import type { Frame, Run } from '../runtime/frame';
import { isPrimitiveNumber } from '../runtime/number-casts';
import type { Arithmetic, Comparison } from '../runtime/numbers';
import {
  bitNot,
  calculate,
  calculateBits,
  calculateInt,
  compareNumbers,
  negate,
  shift,
  unaryPlus,
} from '../runtime/numbers';
import { textOf } from '../runtime/text';
import { JavaChar, type Value } from '../runtime/values';
import type { BinaryExpression, BinaryOperator, Expression } from '../syntax/ast';
import type { LogicalExpression, UnaryExpression } from '../syntax/ast';
import { visitNodes } from '../syntax/walk';
import type { CompileContext, Compiled } from './context';
import { convert } from './convert';
import { equality } from './equality';
import { constantOf } from './constant';
import { foldBinary, isNumberConstant } from './fold';
import { operandOf, readOperand } from './operand';
import { compileFind } from './regex';
import type { Scope } from './scope';
import { textInCondition } from './views';
import { displayName, isPrimitive, isWhole, promotedType } from './types';

/** A condition as a closure that returns a JavaScript boolean. */
export function compileTest(
  context: CompileContext,
  expression: Compiled,
  at: number,
): (frame: Frame) => boolean {
  // What is of type boolean gives a boolean already.
  if (expression.type === 'boolean') return expression.run as (frame: Frame) => boolean;
  const { run } = convert(context, expression, 'boolean', at);
  return (frame) => run(frame) === true;
}

export function compileLogical(
  context: CompileContext,
  expression: LogicalExpression,
  scope: Scope,
): Compiled {
  const left = compileTest(context, context.compile(expression.left, scope), expression.left.at);
  const right = compileTest(context, context.compile(expression.right, scope), expression.right.at);
  const run: Run =
    expression.operator === '&&'
      ? (frame) => left(frame) && right(frame)
      : (frame) => left(frame) || right(frame);
  return { type: 'boolean', run };
}

export function compileUnary(context: CompileContext, expression: UnaryExpression, scope: Scope): Compiled {
  const { operator, at } = expression;
  const operand = context.compile(expression.operand, scope);
  if (operator === '!') {
    const test = compileTest(context, operand, at);
    return { type: 'boolean', run: (frame) => !test(frame) };
  }
  const isAllowed =
    operand.type === 'def' ||
    (isPrimitiveNumber(operand.type) && (operator !== '~' || isWhole(operand.type)));
  if (!isAllowed)
    throw context.error(at, `Cannot apply [${operator}] operation to type [${displayName(operand.type)}].`);
  const apply = { '-': negate, '+': unaryPlus, '~': bitNot }[operator];
  const type = operand.type === 'def' ? 'def' : promotedType(operand.type, 'int');
  if (isNumberConstant(operand)) return constantOf(type, apply(operand.literal));
  return { type, run: (frame) => apply(operand.run(frame)) };
}

export function compileBinary(context: CompileContext, expression: BinaryExpression, scope: Scope): Compiled {
  const { operator, at } = expression;
  if (operator === '=~' || operator === '==~') return compileFind(context, expression, scope);
  const left = context.compile(expression.left, scope);
  const right = context.compile(expression.right, scope);
  if (operator === '+') checkConcatenation(context, left, right, expression);
  return foldBinary(context, operator, left, right, at) ?? applyBinary(context, operator, left, right, at);
}

export function checkConcatenation(
  context: CompileContext,
  left: Compiled,
  right: Compiled,
  expression: Expression,
): void {
  if (left.type === 'String' || right.type === 'String') checkNoRegex(context, expression);
}

/**
 * Elasticsearch 9.4 makes no class of a concatenation or `throw` in which a regular expression stands; the body of a
 * lambda in it is a method of its own.
 */
export function checkNoRegex(context: CompileContext, expression: Expression): void {
  visitNodes(expression, (node) => {
    if (node.kind === 'regex') throw context.error(node.at, 'a regular expression where none may stand');
    return node.kind !== 'lambda';
  });
}

/** The closure of a binary operator; also what compound assignments compute. */
export function applyBinary(
  context: CompileContext,
  operator: BinaryOperator,
  left: Compiled,
  right: Compiled,
  at: number,
): Compiled {
  switch (operator) {
    case '==':
    case '!=':
    case '===':
    case '!==':
      return compileEquality(context, operator, left, right, at);
    case '+':
      if (left.type === 'String' || right.type === 'String') return concatenation(context, left, right);
      return arithmetic(context, operator, left, right, at);
    case '-':
    case '*':
    case '/':
    case '%':
      return arithmetic(context, operator, left, right, at);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return comparison(context, operator, left, right, at);
    case '&':
    case '|':
    case '^':
      return bits(context, operator, left, right, at);
    case '<<':
    case '>>':
    case '>>>':
      return shifting(context, operator, left, right, at);
    case '=~':
    case '==~':
      throw context.error(at, `Cannot assign with [${operator}].`);
  }
}

function concatenation(context: CompileContext, left: Compiled, right: Compiled): Compiled {
  if (context.isCondition) {
    return {
      type: 'String',
      run: (frame) => textInCondition(frame, left.run(frame)) + textInCondition(frame, right.run(frame)),
    };
  }
  return { type: 'String', run: (frame) => textOf(left.run(frame)) + textOf(right.run(frame)) };
}

function add(left: Value, right: Value): Value {
  if (typeof left === 'string' || typeof right === 'string') return textOf(left) + textOf(right);
  return calculate('+', left, right);
}

/** A view in the sum is a text of its own. */
function addInCondition(left: Value, right: Value, frame: Frame): Value {
  if (typeof left !== 'string' && typeof right !== 'string') return calculate('+', left, right);
  return textInCondition(frame, left) + textInCondition(frame, right);
}

function arithmetic(
  context: CompileContext,
  operator: Arithmetic,
  left: Compiled,
  right: Compiled,
  at: number,
): Compiled {
  const type = commonNumber(context, operator, left, right, at);
  if (type === 'int') {
    const [x, y] = [operandOf(left), operandOf(right)];
    return {
      type,
      run: (frame) => {
        const a = readOperand(x, frame);
        const b = readOperand(y, frame);
        return typeof a === 'number' && typeof b === 'number'
          ? calculateInt(operator, a, b)
          : calculate(operator, a, b);
      },
    };
  }
  if (operator === '+') {
    const sum = context.isCondition ? addInCondition : add;
    const run: Run = (frame) => sum(left.run(frame), right.run(frame), frame);
    if (type !== 'def') return { type, run };
    // A sum of which a String is asked is a concatenation, whatever the operands are.
    const retarget: Compiled['retarget'] = (wanted, isExplicit) =>
      wanted === 'String' && !isExplicit
        ? concatenation(context, left, right)
        : convert(context, { type, run }, wanted, at, isExplicit);
    return { type, run, retarget };
  }
  return { type, run: (frame) => calculate(operator, left.run(frame), right.run(frame)) };
}

/** The promoted type of two operands, `def` when one is; other types than numbers are refused. */
function commonNumber(
  context: CompileContext,
  operator: string,
  left: Compiled,
  right: Compiled,
  at: number,
): string {
  const [a, b] = [left.type, right.type];
  if (a === 'def' || b === 'def') return 'def';
  if (isPrimitiveNumber(a) && isPrimitiveNumber(b)) return promotedType(a, b);
  const types = `[${displayName(a)}] and [${displayName(b)}]`;
  throw context.error(at, `Cannot apply [${operator}] operation to types ${types}.`);
}

function comparison(
  context: CompileContext,
  operator: Comparison,
  left: Compiled,
  right: Compiled,
  at: number,
): Compiled {
  if (right.type === 'null' || (left.type === 'null' && right.type !== 'def'))
    throw context.error(at, `Cannot apply [${operator}] operation to [null].`);
  commonNumber(context, operator, left, right, at);
  const [x, y] = [operandOf(left), operandOf(right)];
  if (isIntOrChar(left.type) && isIntOrChar(right.type)) {
    const test = INT_COMPARISONS[operator];
    return {
      type: 'boolean',
      run: (frame) => test(intOf(readOperand(x, frame)), intOf(readOperand(y, frame))),
    };
  }
  return {
    type: 'boolean',
    run: (frame) => compareNumbers(operator, readOperand(x, frame), readOperand(y, frame)),
  };
}

function isIntOrChar(type: string): boolean {
  return type === 'int' || type === 'char';
}

/** The number of what is declared to be an int or a char. */
function intOf(value: Value): number {
  return value instanceof JavaChar ? value.code : (value as number);
}

/** For operands that are declared to be of type int or char. */
const INT_COMPARISONS: Readonly<Record<Comparison, (left: number, right: number) => boolean>> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

function bits(
  context: CompileContext,
  operator: '&' | '|' | '^',
  left: Compiled,
  right: Compiled,
  at: number,
): Compiled {
  // Painless knows `&` and `|` of booleans for a `def` only.
  if (left.type === 'boolean' && right.type === 'boolean' && operator === '^') {
    return { type: 'boolean', run: (frame) => calculateBits(operator, left.run(frame), right.run(frame)) };
  }
  const isDef = left.type === 'def' || right.type === 'def';
  if (!isDef && !(isWhole(left.type) && isWhole(right.type))) {
    const types = `[${displayName(left.type)}] and [${displayName(right.type)}]`;
    throw context.error(at, `Cannot apply [${operator}] operation to types ${types}.`);
  }
  const type = isDef ? 'def' : promotedType(left.type, right.type);
  return { type, run: (frame) => calculateBits(operator, left.run(frame), right.run(frame)) };
}

function shifting(
  context: CompileContext,
  operator: '<<' | '>>' | '>>>',
  left: Compiled,
  right: Compiled,
  at: number,
): Compiled {
  const isAllowed = (type: string): boolean => type === 'def' || isWhole(type);
  if (!isAllowed(left.type) || !isAllowed(right.type)) {
    const types = `[${displayName(left.type)}] and [${displayName(right.type)}]`;
    throw context.error(at, `Cannot apply [${operator}] operation to types ${types}.`);
  }
  const type = left.type === 'def' ? 'def' : promotedType(left.type, 'int');
  return { type, run: (frame) => shift(operator, left.run(frame), right.run(frame)) };
}

function compileEquality(
  context: CompileContext,
  operator: '==' | '!=' | '===' | '!==',
  left: Compiled,
  right: Compiled,
  at: number,
): Compiled {
  if (left.type === 'null' && right.type === 'null')
    throw context.error(at, 'extraneous comparison of [null] constants');
  checkComparable(context, operator, left.type, right.type, at);
  if (operator === '===' || operator === '!==') checkIdentity(context, operator, left.type, right.type, at);
  return { type: 'boolean', run: equality(left, right, operator.startsWith('!'), context.isCondition) };
}

/** Whether two equal strings or boxed numbers are one object is up to the JVM. */
function checkIdentity(
  context: CompileContext,
  operator: string,
  left: string,
  right: string,
  at: number,
): void {
  const isPlain = left === 'null' || right === 'null' || (isPrimitive(left) && isPrimitive(right));
  if (!isPlain)
    throw context.unsupported(at, `the identity of objects (${operator})`, 'Use == or != instead.');
}

/** A primitive is never compared with a String, nor a boolean with a number. */
function checkComparable(
  context: CompileContext,
  operator: string,
  left: string,
  right: string,
  at: number,
): void {
  if (left === 'def' || right === 'def' || left === right) return;
  const bothNumbers = isPrimitiveNumber(left) && isPrimitiveNumber(right);
  if (bothNumbers || (!isPrimitive(left) && !isPrimitive(right))) return;
  throw context.error(
    at,
    `Cannot apply [${operator}] operation to types [${displayName(left)}] and [${displayName(right)}].`,
  );
}
