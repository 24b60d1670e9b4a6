import { calculateBits, shift } from '../runtime/numbers';
import type { CompileContext, Compiled } from './context';
import { notApplicableTo } from './not-applicable';
import { isWhole, promotedType } from './types';

/** `&`, `|` and `^`. */
export function bits(
  context: CompileContext,
  operator: '&' | '|' | '^',
  left: Compiled,
  right: Compiled,
  at: number,
): Compiled {
  const code = context.code.call(calculateBits, `"${operator}"`, left.code, right.code);
  // Painless knows `&` and `|` of booleans for a `def` only.
  if (left.type === 'boolean' && right.type === 'boolean' && operator === '^') {
    return { type: 'boolean', code };
  }
  const isDef = left.type === 'def' || right.type === 'def';
  if (!isDef && !(isWhole(left.type) && isWhole(right.type))) {
    throw notApplicableTo(context, operator, left.type, right.type, at);
  }
  const type = isDef ? 'def' : promotedType(left.type, right.type);
  return { type, code };
}

/** `<<`, `>>` and `>>>`. */
export function shifting(
  context: CompileContext,
  operator: '<<' | '>>' | '>>>',
  left: Compiled,
  right: Compiled,
  at: number,
): Compiled {
  const isAllowed = (type: string): boolean => type === 'def' || isWhole(type);
  if (!isAllowed(left.type) || !isAllowed(right.type)) {
    throw notApplicableTo(context, operator, left.type, right.type, at);
  }
  const type = left.type === 'def' ? 'def' : promotedType(left.type, 'int');
  return {
    type,
    code: context.code.call(shift, `"${operator}"`, left.code, right.code),
  };
}
