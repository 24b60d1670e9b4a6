import { isPrimitiveNumber } from '../runtime/number-casts';
import { bitNot, negate, unaryPlus } from '../runtime/numbers';
import type { UnaryExpression } from '../syntax/ast';
import { constantOf } from './constant';
import type { CompileContext, Compiled } from './context';
import { isNumberConstant } from './fold';
import { compileNot } from './logic';
import type { Scope } from './scope';
import { displayName, isWhole, promotedType } from './types';

/** `-a`, `+a`, `~a` and `!a`. */
export function compileUnary(context: CompileContext, expression: UnaryExpression, scope: Scope): Compiled {
  const { operator, at } = expression;
  if (operator === '!') return compileNot(context, expression, scope);
  const operand = context.compile(expression.operand, scope);
  const isAllowed =
    operand.type === 'def' ||
    (isPrimitiveNumber(operand.type) && (operator !== '~' || isWhole(operand.type)));
  if (!isAllowed)
    throw context.error(at, `Cannot apply [${operator}] operation to type [${displayName(operand.type)}].`);
  const apply = { '-': negate, '+': unaryPlus, '~': bitNot }[operator];
  const type = operand.type === 'def' ? 'def' : promotedType(operand.type, 'int');
  if (isNumberConstant(operand)) return constantOf(context, type, apply(operand.literal));
  return { type, code: context.code.call(apply, operand.code) };
}
