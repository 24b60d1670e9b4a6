import type { Comparison } from '../runtime/numbers';
import { compareNumbers } from '../runtime/numbers';
import { JavaChar, type Value } from '../runtime/values';
import { commonNumber } from './arithmetic';
import type { CompileContext, Compiled } from './context';

/** `<`, `<=`, `>` and `>=`. */
export function comparison(
  context: CompileContext,
  operator: Comparison,
  left: Compiled,
  right: Compiled,
  at: number,
): Compiled {
  if (right.type === 'null' || (left.type === 'null' && right.type !== 'def'))
    throw context.error(at, `Cannot apply [${operator}] operation to [null].`);
  commonNumber(context, operator, left, right, at);
  const { code } = context;
  if (isIntOrChar(left.type) && isIntOrChar(right.type))
    return {
      type: 'boolean',
      code: `(${intOf(context, left)} ${operator} ${intOf(context, right)})`,
    };
  return {
    type: 'boolean',
    code: code.call(compareNumbers, `"${operator}"`, left.code, right.code),
  };
}

function isIntOrChar(type: string): boolean {
  return type === 'int' || type === 'char';
}

/** The number of what is declared to be an int or a char. */
function intOf({ code }: CompileContext, operand: Compiled): string {
  return operand.type === 'int' && operand.literal !== undefined
    ? operand.code
    : code.call(codeOf, operand.code);
}

function codeOf(value: Value): Value {
  return value instanceof JavaChar ? value.code : value;
}
