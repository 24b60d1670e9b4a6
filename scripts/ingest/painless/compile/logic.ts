import type { LogicalExpression, UnaryExpression } from '../syntax/ast';
import type { CompileContext, Compiled } from './context';
import { convert } from './convert';
import type { Scope } from './scope';

/** A condition as code whose value is a JavaScript boolean. */
export function compileTest(context: CompileContext, expression: Compiled, at: number): string {
  return convert(context, expression, 'boolean', at).code;
}

/** `a && b` and `a || b`. */
export function compileLogical(
  context: CompileContext,
  expression: LogicalExpression,
  scope: Scope,
): Compiled {
  const left = compileTest(context, context.compile(expression.left, scope), expression.left.at);
  const right = compileTest(context, context.compile(expression.right, scope), expression.right.at);
  return { type: 'boolean', code: `(${left} ${expression.operator} ${right})` };
}

/** `!a`. */
export function compileNot(
  context: CompileContext,
  { operand, at }: UnaryExpression,
  scope: Scope,
): Compiled {
  const test = compileTest(context, context.compile(operand, scope), at);
  return { type: 'boolean', code: `!${test}` };
}
