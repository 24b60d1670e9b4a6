import { calculateBits, shift } from '../runtime/numbers';
import type { CompileContext, Compiled } from './context';
import { displayName, isWhole, promotedType } from './types';

/** `&`, `|` and `^`. */
export function bits(
  context: CompileContext,
  operator: '&' | '|' | '^',
  left: Compiled,
  right: Compiled,
  at: number,
): Compiled {
  const { run: a } = left;
  const { run: b } = right;
  // Painless knows `&` and `|` of booleans for a `def` only.
  if (left.type === 'boolean' && right.type === 'boolean' && operator === '^') {
    return { type: 'boolean', run: (frame) => calculateBits(operator, a(frame), b(frame)) };
  }
  const isDef = left.type === 'def' || right.type === 'def';
  if (!isDef && !(isWhole(left.type) && isWhole(right.type))) {
    const types = `[${displayName(left.type)}] and [${displayName(right.type)}]`;
    throw context.error(at, `Cannot apply [${operator}] operation to types ${types}.`);
  }
  const type = isDef ? 'def' : promotedType(left.type, right.type);
  return { type, run: (frame) => calculateBits(operator, a(frame), b(frame)) };
}

/** `<<`, `>>` and `>>>`. */
export function shifting(
  context: CompileContext,
  operator: '<<' | '>>' | '>>>',
  left: Compiled,
  right: Compiled,
  at: number,
): Compiled {
  const { run: a } = left;
  const { run: b } = right;
  const isAllowed = (type: string): boolean => type === 'def' || isWhole(type);
  if (!isAllowed(left.type) || !isAllowed(right.type)) {
    const types = `[${displayName(left.type)}] and [${displayName(right.type)}]`;
    throw context.error(at, `Cannot apply [${operator}] operation to types ${types}.`);
  }
  const type = left.type === 'def' ? 'def' : promotedType(left.type, 'int');
  return { type, run: (frame) => shift(operator, a(frame), b(frame)) };
}
