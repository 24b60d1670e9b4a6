import type { Comparison } from '../runtime/numbers';
import { compareNumbers } from '../runtime/numbers';
import { JavaChar, type Value } from '../runtime/values';
import { commonNumber } from './arithmetic';
import type { CompileContext, Compiled } from './context';
import { operandOf, readOperand } from './operand';

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
