import type { Expression, Statement } from '../syntax/ast';
import type { CompileContext } from './context';
import type { Scope, Variable } from './scope';
import { isKnownType } from './types';

export interface CompiledStatement {
  /** Statements of JavaScript. */
  readonly code: string;
  /** Whether nothing behind it in the same block can be reached. */
  readonly isFinal: boolean;
  /** Whether every way through it leaves the loop around it. */
  readonly leavesLoop?: boolean;
  /** Whether some way through it begins the next turn of the loop around it. */
  readonly continues?: boolean;
  /** Whether some way through it breaks the loop around it. */
  readonly breaks?: boolean;
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
export function compileEffect(context: CompileContext, expression: Expression, scope: Scope): string {
  if (!EFFECTS.includes(expression.kind)) {
    throw context.error(expression.at, 'not a statement: the result of the expression is not used');
  }
  return `${context.compile(expression, scope).code};`;
}

/** A loop whose body leaves it in its first turn is no loop, and a `continue` at its end does nothing. */
export function checkTurns(
  context: CompileContext,
  { leavesLoop, continues }: CompiledStatement,
  body: Statement,
  what: string,
): void {
  if (leavesLoop === true && continues !== true) throw context.error(body.at, `extraneous ${what}`);
  if (endsInContinue(body)) throw context.error(body.at, 'extraneous continue statement');
}

function endsInContinue(statement: Statement | undefined | null): boolean {
  switch (statement?.kind) {
    case 'continue':
      return true;
    case 'block':
      return endsInContinue(statement.statements.at(-1));
    case 'if':
      return endsInContinue(statement.whenTrue) || endsInContinue(statement.whenFalse);
    case 'try':
      return [statement, ...statement.catches].some(({ body }) => endsInContinue(body));
    default:
      return false;
  }
}

export function checkNotEmpty(context: CompileContext, body: Statement, what: string): void {
  if (body.kind === 'block' && body.statements.length === 0)
    throw context.error(body.at, `extraneous ${what}`);
}
