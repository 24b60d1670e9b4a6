import type { Frame, Run } from '../runtime/frame';
import type { Expression, Statement } from '../syntax/ast';
import type { CompileContext } from './context';
import type { Completion } from './context';
import type { Scope, Variable } from './scope';
import { isKnownType } from './types';

export type Step = (frame: Frame) => Completion;

export interface CompiledStatement {
  readonly step: Step;
  /** Whether nothing behind it in the same block can be reached. */
  readonly isFinal: boolean;
}

/** Compiles any statement; the parts that hold statements get it as a parameter. */
export type CompileStatement = (
  context: CompileContext,
  statement: Statement,
  scope: Scope,
) => CompiledStatement;

/** Declares a variable of a known type under a name that is free. */
export function declare(
  context: CompileContext,
  scope: Scope,
  name: string,
  type: string,
  at: number,
): Variable {
  if (!isKnownType(type)) throw context.unsupported(at, `the type ${type}`);
  const variable = scope.declare(name, type);
  if (variable === undefined) throw context.error(at, `variable [${name}] is already defined`);
  return variable;
}

const EFFECTS: readonly Expression['kind'][] = ['assign', 'increment', 'call', 'functionCall'];

/** An expression that stands as a statement must do something. */
export function compileEffect(context: CompileContext, expression: Expression, scope: Scope): Run {
  if (!EFFECTS.includes(expression.kind)) {
    throw context.error(expression.at, 'not a statement: the result of the expression is not used');
  }
  return context.compile(expression, scope).run;
}

export function checkNotEmpty(context: CompileContext, body: Statement, what: string): void {
  if (body.kind === 'block' && body.statements.length === 0)
    throw context.error(body.at, `extraneous ${what}`);
}
