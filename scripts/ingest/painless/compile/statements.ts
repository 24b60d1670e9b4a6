import type { Frame, Run } from '../runtime/frame';
import { JavaError, nullPointer } from '../runtime/java-error';
import { JavaException, catches, exceptionClass } from '../runtime/java-exception';
import type { Value } from '../runtime/values';
import type { CatchClause, Expression, Statement } from '../syntax/ast';
import { initialValue } from './assignments';
import type { CompileContext, Compiled } from './context';
import { Completion } from './context';
import { convert } from './convert';
import { compileTest } from './operators';
import { compileForEach, compileLoop } from './loops';
import type { Scope } from './scope';
import type { CompiledStatement, Step } from './statement-parts';
import { checkNotEmpty, compileEffect, declare } from './statement-parts';

interface CompiledBody {
  readonly run: Run;
  readonly alwaysReturns: boolean;
}

/** The statements of a function, lambda or script; returns what they return, or the default of the type. */
export function compileBody(
  context: CompileContext,
  statements: readonly Statement[],
  scope: Scope,
  returnType: string,
): CompiledBody {
  const [only] = statements;
  if (statements.length === 1 && only?.kind === 'expression' && returnType !== 'void') {
    const value = returned(context.compile(only.expression, scope));
    const { run } = convert(context, value, returnType, only.at);
    return { run, alwaysReturns: true };
  }
  const { step, isFinal } = compileSequence(context, withReturn(statements, returnType), scope);
  const otherwise = initialValue(returnType);
  const run: Run = (frame) => {
    frame.result = otherwise;
    return step(frame) === Completion.Return ? frame.result : otherwise;
  };
  return { run, alwaysReturns: isFinal };
}

/** A last statement that is an expression is what a function returns. */
function withReturn(statements: readonly Statement[], returnType: string): readonly Statement[] {
  const last = statements.at(-1);
  if (returnType === 'void' || last?.kind !== 'expression') return statements;
  return [...statements.slice(0, -1), { kind: 'return', value: last.expression, at: last.at }];
}

function compileSequence(
  context: CompileContext,
  statements: readonly Statement[],
  scope: Scope,
): CompiledStatement {
  const steps: Step[] = [];
  let isFinal = false;
  for (const statement of statements) {
    if (isFinal) throw context.error(statement.at, 'invalid block: unreachable statement');
    const compiled = compileStatement(context, statement, scope);
    steps.push(compiled.step);
    isFinal = compiled.isFinal;
  }
  const [only] = steps;
  if (steps.length === 1 && only !== undefined) return { step: only, isFinal };
  const step: Step = (frame) => {
    for (const run of steps) {
      const completion = run(frame);
      if (completion !== Completion.Normal) return completion;
    }
    return Completion.Normal;
  };
  return { step, isFinal };
}

function compileStatement(context: CompileContext, statement: Statement, scope: Scope): CompiledStatement {
  switch (statement.kind) {
    case 'block':
      return compileSequence(context, statement.statements, scope.block());
    case 'declaration':
      return running(compileDeclaration(context, statement, scope));
    case 'expression':
      return running(compileEffect(context, statement.expression, scope));
    case 'if':
      return compileIf(context, statement, scope);
    case 'while':
    case 'doWhile':
    case 'for':
      return { step: compileLoop(compileStatement, context, statement, scope), isFinal: false };
    case 'forEach':
      return { step: compileForEach(compileStatement, context, statement, scope), isFinal: false };
    case 'break':
    case 'continue': {
      if (!scope.isInLoop)
        throw context.error(statement.at, `invalid ${statement.kind} statement: not inside loop`);
      const completion = statement.kind === 'break' ? Completion.Break : Completion.Continue;
      return { step: () => completion, isFinal: true };
    }
    case 'return':
      return { step: compileReturn(context, statement.value, scope, statement.at), isFinal: true };
    case 'throw':
      return { step: compileThrow(context, statement.value, scope), isFinal: true };
    case 'try':
      return compileTry(context, statement, scope);
  }
}

function running(run: (frame: Frame) => unknown): CompiledStatement {
  const step: Step = (frame) => {
    run(frame);
    return Completion.Normal;
  };
  return { step, isFinal: false };
}

function compileDeclaration(
  context: CompileContext,
  { type, variables }: Extract<Statement, { kind: 'declaration' }>,
  scope: Scope,
): (frame: Frame) => void {
  const assignments = variables.map(({ name, value, at }) => {
    const run = value === null ? null : convert(context, context.compile(value, scope), type, at).run;
    const initial = initialValue(type);
    return { slot: declare(context, scope, name, type, at).slot, run: run ?? (() => initial) };
  });
  return (frame) => {
    for (const { slot, run } of assignments) frame.locals[slot] = run(frame);
  };
}

function checkNotConstant(context: CompileContext, condition: Expression, what: string): void {
  if (condition.kind === 'literal' && condition.type === 'boolean')
    throw context.error(condition.at, `extraneous ${what}`);
}

function compileIf(
  context: CompileContext,
  { condition, whenTrue, whenFalse }: Extract<Statement, { kind: 'if' }>,
  scope: Scope,
): CompiledStatement {
  checkNotConstant(context, condition, 'if block');
  checkNotEmpty(context, whenTrue, 'if block');
  const test = compileTest(context, context.compile(condition, scope), condition.at);
  const yes = compileStatement(context, whenTrue, scope.block());
  if (whenFalse === null) {
    return { step: (frame) => (test(frame) ? yes.step(frame) : Completion.Normal), isFinal: false };
  }
  checkNotEmpty(context, whenFalse, 'else block');
  const no = compileStatement(context, whenFalse, scope.block());
  return {
    step: (frame) => (test(frame) ? yes.step(frame) : no.step(frame)),
    isFinal: yes.isFinal && no.isFinal,
  };
}

/** What is returned is cast as a whole: the parts of `a ? b : c` and `a ?: b` keep their types. */
function returned({ type, run }: Compiled): Compiled {
  return { type, run };
}

function compileReturn(context: CompileContext, value: Expression | null, scope: Scope, at: number): Step {
  const { returnType } = scope;
  if (value === null) {
    if (returnType !== 'void') throw context.error(at, `cannot cast from [${returnType}] to [void]`);
    return () => Completion.Return;
  }
  const compiled = returned(context.compile(value, scope));
  if (returnType === 'void') throw context.error(at, `Cannot cast from [${compiled.type}] to [void].`);
  const { run } = convert(context, compiled, returnType, at);
  return (frame) => {
    frame.result = run(frame);
    return Completion.Return;
  };
}

function compileThrow(context: CompileContext, value: Expression, scope: Scope): Step {
  const { type, run } = context.compile(value, scope);
  if (type === 'String')
    throw context.error(value.at, 'Cannot cast from [java.lang.String] to [java.lang.Exception].');
  return (frame) => {
    throw thrown(run(frame));
  };
}

function thrown(value: Value): JavaError {
  if (value instanceof JavaException) return value.error;
  return nullPointer('Cannot throw exception because "null" is null');
}

function compileTry(
  context: CompileContext,
  { body, catches: clauses }: Extract<Statement, { kind: 'try' }>,
  scope: Scope,
): CompiledStatement {
  const attempt = compileStatement(context, body, scope);
  const handlers = clauses.map((clause) => compileCatch(context, clause, scope));
  const step: Step = (frame) => {
    try {
      return attempt.step(frame);
    } catch (error) {
      if (!(error instanceof JavaError)) throw error;
      const handler = handlers.find(({ caught }) => catches(caught, error.javaClass));
      if (handler === undefined) throw error;
      frame.locals[handler.slot] = new JavaException(error);
      return handler.step(frame);
    }
  };
  return { step, isFinal: attempt.isFinal && handlers.every((handler) => handler.isFinal) };
}

function compileCatch(
  context: CompileContext,
  { type, name, body, at }: CatchClause,
  outer: Scope,
): CompiledStatement & { caught: string; slot: number } {
  const caught = exceptionClass(type);
  if (caught === undefined) throw context.unsupported(at, `the exception ${type}`);
  const scope = outer.block();
  const { slot } = declare(context, scope, name, type, at);
  return { ...compileStatement(context, body, scope), caught, slot };
}
