import { isPrimitiveNumber } from '../runtime/number-casts';
import type { Arithmetic } from '../runtime/numbers';
import { calculate } from '../runtime/numbers';
import type { Value } from '../runtime/values';
import { add, addInCondition, concatenation } from './concatenation';
import type { CompileContext, Compiled, Retarget } from './context';
import { convert } from './convert';
import { notApplicableTo } from './not-applicable';
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
  const { code } = context;
  if (type === 'int' && (operator === '+' || operator === '-'))
    return {
      type,
      code: code.call(operator === '+' ? sumOfInts : differenceOfInts, left.code, right.code),
    };
  if (operator === '+') {
    const sum = code.call(context.isCondition ? addInCondition : add, left.code, right.code, 'frame');
    if (type !== 'def') return { type, code: sum };
    // A sum of which a String is asked is a concatenation, whatever the operands are.
    const retarget: Retarget = (wanted, isExplicit) =>
      wanted === 'String'
        ? concatenation(context, left, right)
        : convert(context, { type, code: sum }, wanted, at, isExplicit);
    return { type, code: sum, retarget };
  }
  return {
    type,
    code: code.call(calculate, `"${operator}"`, left.code, right.code),
  };
}

/** A char among them is no number of JavaScript. */
function sumOfInts(left: Value, right: Value): Value {
  if (typeof left === 'number' && typeof right === 'number') return (left + right) | 0;
  return calculate('+', left, right);
}

function differenceOfInts(left: Value, right: Value): Value {
  if (typeof left === 'number' && typeof right === 'number') return (left - right) | 0;
  return calculate('-', left, right);
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
