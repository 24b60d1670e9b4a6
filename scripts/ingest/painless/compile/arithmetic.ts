import { isPrimitiveNumber } from '../runtime/number-casts';
import type { Arithmetic } from '../runtime/numbers';
import { calculate, calculateInt } from '../runtime/numbers';
import type { Run } from '../runtime/frame';
import { add, addInCondition, concatenation } from './concatenation';
import type { CompileContext, Compiled, Retarget } from './context';
import { convert } from './convert';
import { notApplicableTo } from './not-applicable';
import { operandOf, readOperand } from './operand';
import { promotedType } from './types';

/** `+`, `-`, `*`, `/` and `%` of numbers, and `+` of what is no String by its type. */
export function arithmetic(
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
  const { run: a } = left;
  const { run: b } = right;
  if (operator === '+') {
    const sum = context.isCondition ? addInCondition : add;
    const run: Run = (frame) => sum(a(frame), b(frame), frame);
    if (type !== 'def') return { type, run };
    // A sum of which a String is asked is a concatenation, whatever the operands are.
    const retarget: Retarget = (wanted, isExplicit) =>
      wanted === 'String'
        ? concatenation(context, left, right)
        : convert(context, { type, run }, wanted, at, isExplicit);
    return { type, run, retarget };
  }
  return { type, run: (frame) => calculate(operator, a(frame), b(frame)) };
}

/** The promoted type of two operands, `def` when one is; other types than numbers are refused. */
export function commonNumber(
  context: CompileContext,
  operator: string,
  left: Compiled,
  right: Compiled,
  at: number,
): string {
  const [a, b] = [left.type, right.type];
  if (a === 'def' || b === 'def') return 'def';
  if (isPrimitiveNumber(a) && isPrimitiveNumber(b)) return promotedType(a, b);
  throw notApplicableTo(context, operator, a, b, at);
}
