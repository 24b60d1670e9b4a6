import { isPrimitiveNumber } from '../runtime/number-casts';
import type { ConditionalExpression, Expression } from '../syntax/ast';
import type { CompileContext, Compiled, Retarget } from './context';
import { convert, convertBoxed } from './convert';
import { compileTest } from './logic';
import type { Scope } from './scope';
import { isPrimitive, promotedType } from './types';

/** `condition ? a : b`. */
export function compileConditional(
  context: CompileContext,
  expression: ConditionalExpression,
  scope: Scope,
): Compiled {
  const test = compileTest(context, context.compile(expression.condition, scope), expression.condition.at);
  const whenTrue = context.compile(expression.whenTrue, scope);
  const whenFalse = context.compile(expression.whenFalse, scope);
  const choose: Retarget = (type, isExplicit, isBoxed = false) => {
    const a = convertBranch(context, whenTrue, type, expression.at, isExplicit, isBoxed).code;
    const b = convertBranch(context, whenFalse, type, expression.at, isExplicit, isBoxed).code;
    return { type, code: `(${test} ? ${a} : ${b})` };
  };
  const isOpen = whenTrue.isOpen === true || whenFalse.isOpen === true;
  const type = isOpen ? undefined : commonType(whenTrue.type, whenFalse.type);
  if (type !== undefined) return { ...choose(type, false), retarget: choose };
  return {
    type: 'Object',
    isOpen: true,
    // Only whoever asks for another type can have the value.
    get code(): string {
      throw context.error(expression.at, `Cannot cast from [${whenTrue.type}] to [${whenFalse.type}].`);
    },
    retarget: choose,
  };
}

/** What the branches have in common when no type is asked for; undefined for a primitive beside an object. */
function commonType(left: string, right: string): string | undefined {
  if (left === right) return left;
  if (left === 'def' || right === 'def') return 'def';
  if (isPrimitiveNumber(left) && isPrimitiveNumber(right)) return promotedType(left, right);
  return isPrimitive(left) || isPrimitive(right) ? undefined : 'Object';
}

function convertBranch(
  context: CompileContext,
  branch: Compiled,
  type: string,
  at: number,
  isExplicit: boolean,
  isBoxed: boolean,
): Compiled {
  if (branch.type === 'null' && !isPrimitive(type)) return branch;
  if (branch.isOpen === true && branch.retarget) return branch.retarget(type, isExplicit, isBoxed);
  return isBoxed ? convertBoxed(context, branch, type, at) : convert(context, branch, type, at, isExplicit);
}

/** `a ?: b`. */
export function compileElvis(
  context: CompileContext,
  { left, right, at }: Extract<Expression, { kind: 'elvis' }>,
  scope: Scope,
): Compiled {
  const first = context.compile(left, scope);
  if (left.kind === 'binary' && /<<|>>/.test(left.operator))
    throw context.unsupported(at, 'the elvis operator after a shift');
  if (isPrimitive(first.type)) throw context.error(at, 'Extraneous elvis operator. LHS is a primitive.');
  if (left.kind === 'literal') throw context.error(at, 'Extraneous elvis operator. LHS is a constant.');
  const second = context.compile(right, scope);
  if (second.type === 'null') throw context.error(at, 'Extraneous elvis operator. RHS is null.');
  const choose: Retarget = (type, isExplicit, isBoxed = false) => {
    if (isPrimitive(type)) throw context.error(at, 'Elvis operator cannot return primitives');
    const a = convertBranch(context, first, type, at, isExplicit, isBoxed).code;
    const b = convertBranch(context, second, type, at, isExplicit, isBoxed).code;
    return { type, code: `(${a} ?? ${b})` };
  };
  const common = commonType(first.type, second.type);
  if (common === undefined)
    return {
      type: 'Object',
      isOpen: true,
      get code(): string {
        throw context.error(at, `Cannot cast from [${first.type}] to [${second.type}].`);
      },
      retarget: choose,
    };
  return { ...choose(common, false), retarget: choose };
}
