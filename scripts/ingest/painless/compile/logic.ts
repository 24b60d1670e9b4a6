import type { Frame, Run } from '../runtime/frame';
import type { LogicalExpression, UnaryExpression } from '../syntax/ast';
import type { CompileContext, Compiled } from './context';
import { convert } from './convert';
import type { Scope } from './scope';

/** A condition as a closure that returns a JavaScript boolean. */
export function compileTest(
  context: CompileContext,
  expression: Compiled,
  at: number,
): (frame: Frame) => boolean {
  // What is of type boolean gives a boolean already.
  if (expression.type === 'boolean') return expression.run as (frame: Frame) => boolean;
  const { run } = convert(context, expression, 'boolean', at);
  return (frame) => run(frame) === true;
}

/** `a && b` and `a || b`. */
export function compileLogical(
  context: CompileContext,
  expression: LogicalExpression,
  scope: Scope,
): Compiled {
  const left = compileTest(context, context.compile(expression.left, scope), expression.left.at);
  const right = compileTest(context, context.compile(expression.right, scope), expression.right.at);
  const run: Run =
    expression.operator === '&&'
      ? (frame) => left(frame) && right(frame)
      : (frame) => left(frame) || right(frame);
  return { type: 'boolean', run };
}

/** `!a`. */
export function compileNot(
  context: CompileContext,
  { operand, at }: UnaryExpression,
  scope: Scope,
): Compiled {
  const test = compileTest(context, context.compile(operand, scope), at);
  return { type: 'boolean', run: (frame) => !test(frame) };
}
