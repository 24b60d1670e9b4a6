import type { BinaryExpression, BinaryOperator } from '../syntax/ast';
import { arithmetic } from './arithmetic';
import { bits, shifting } from './bits';
import { comparison } from './comparison';
import { checkConcatenation, concatenation } from './concatenation';
import type { CompileContext, Compiled } from './context';
import { compileEquality } from './equality';
import { foldBinary } from './fold';
import { compileFind } from './regex';
import type { Scope } from './scope';

/** `a + b` and all other operators between two values. */
export function compileBinary(context: CompileContext, expression: BinaryExpression, scope: Scope): Compiled {
  const { operator, at } = expression;
  if (operator === '=~' || operator === '==~') return compileFind(context, expression, scope);
  const left = context.compile(expression.left, scope);
  const right = context.compile(expression.right, scope);
  if (operator === '+') checkConcatenation(context, left, right, expression);
  return foldBinary(context, operator, left, right, at) ?? applyBinary(context, operator, left, right, at);
}

/** The code of a binary operator; also what compound assignments compute. */
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
