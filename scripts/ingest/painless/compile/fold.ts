import { JavaError } from '../runtime/java-error';
import { isPrimitiveNumber } from '../runtime/number-casts';
import { calculate, calculateBits, shift } from '../runtime/numbers';
import type { Value } from '../runtime/values';
import type { BinaryOperator } from '../syntax/ast';
import { constantOf } from './constant';
import type { CompileContext, Compiled } from './context';
import { isWhole, promotedType } from './types';

/**
 * Computes constants when the script is compiled, as Painless does; undefined for anything else.
 * @throws ContentError PAINLESS_COMPILE for a division by zero.
 */
export function foldBinary(
  context: CompileContext,
  operator: BinaryOperator,
  left: Compiled,
  right: Compiled,
  at: number,
): Compiled | undefined {
  if (!isNumberConstant(left) || !isNumberConstant(right)) return undefined;
  try {
    switch (operator) {
      case '+':
      case '-':
      case '*':
      case '/':
      case '%':
        return constantOf(
          context,
          promotedType(left.type, right.type),
          calculate(operator, left.literal, right.literal),
        );
      case '&':
      case '|':
      case '^':
        if (!isWhole(left.type) || !isWhole(right.type)) return undefined;
        return constantOf(
          context,
          promotedType(left.type, right.type),
          calculateBits(operator, left.literal, right.literal),
        );
      case '<<':
      case '>>':
      case '>>>':
        if (!isWhole(left.type) || !isWhole(right.type)) return undefined;
        return constantOf(
          context,
          promotedType(left.type, 'int'),
          shift(operator, left.literal, right.literal),
        );
      default:
        return undefined;
    }
  } catch (error) {
    if (!(error instanceof JavaError)) throw error;
    throw context.error(at, error.message);
  }
}

/** Whether it is a number literal, or was computed of such. */
export function isNumberConstant(expression: Compiled): expression is Compiled & { readonly literal: Value } {
  return expression.literal !== undefined && isPrimitiveNumber(expression.type);
}
