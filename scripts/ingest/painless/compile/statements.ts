import { Completion, type Frame, type Run } from '../runtime/frame';
import { JavaError, nullPointer } from '../runtime/java-error';
import { JavaException, catches, exceptionClass } from '../runtime/java-exception';
import type { Value } from '../runtime/values';
import type { CatchClause, Expression, Statement } from '../syntax/ast';
import { initialValue } from './assignments';
import type { CompileContext, Compiled } from './context';
import { convert, convertBoxed } from './convert';
import { checkNoRegex } from './concatenation';
import { compileTest } from './logic';
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
    const value = returned(context.compile(only.expression, scope), returnType);
    const { run } = convertBoxed(context, value, returnType, only.at);
    return { run, alwaysReturns: true };
  }
  const { step, isFinal } = compileSequence(context, withReturn(statements, returnType), scope);
  const otherwise = initialValue(returnType);
  const run: Run = (frame) => {
    frame.result = otherwise;
    step(frame);
    const result = frame.completion === Completion.Return ? frame.result : otherwise;
    frame.completion = Completion.Normal;
    return result;
  };
  return { run, alwaysReturns: isFinal };
}

/** A last statement that is an expression is what a function returns. */
function withReturn(statements: readonly Statement[], returnType: string): readonly Statement[] {
  const last = statements.at(-1);
  if (returnType === 'void' || last?.kind !== 'expression') return statements;
  const { expression, at } = last;
  return [...statements.slice(0, -1), { kind: 'return', value: expression, isImplied: true, at }];
}

function compileSequence(
  context: CompileContext,
  statements: readonly Statement[],
  scope: Scope,
): CompiledStatement {
  const compiled: CompiledStatement[] = [];
  for (const statement of statements) {
    if (compiled.at(-1)?.isFinal === true)
      throw context.error(statement.at, 'invalid block: unreachable statement');
    compiled.push(compileStatement(context, statement, scope));
  }
  const [only] = compiled;
  if (compiled.length === 1 && only !== undefined) return only;
  const last = compiled.at(-1);
  return {
    step: inTurn(compiled.map(({ step }) => step)),
    isFinal: last?.isFinal === true,
    leavesLoop: last?.leavesLoop === true,
    continues: compiled.some(({ continues }) => continues),
    breaks: compiled.some(({ breaks }) => breaks),
  };
}

/** Runs steps one after the other, until one of them leaves the block. */
function inTurn(steps: readonly Step[]): Step {
  const [first, second, third] = steps;
  if (first !== undefined && second !== undefined && steps.length === 2) {
    return (frame) => {
      first(frame);
      if (goesOn(frame)) second(frame);
    };
  }
  if (first !== undefined && second !== undefined && third !== undefined && steps.length === 3) {
    return (frame) => {
      first(frame);
      if (goesOn(frame)) second(frame);
      if (goesOn(frame)) third(frame);
    };
  }
  return (frame) => {
    for (const step of steps) {
      step(frame);
      if (!goesOn(frame)) return;
    }
  };
}

function goesOn(frame: Frame): boolean {
  return frame.completion === Completion.Normal;
}

function compileStatement(context: CompileContext, statement: Statement, scope: Scope): CompiledStatement {
  switch (statement.kind) {
    case 'block':
      return compileSequence(context, statement.statements, scope.block());
    case 'declaration':
      return { step: compileDeclaration(context, statement, scope), isFinal: false };
    case 'expression':
      return { step: compileEffect(context, statement.expression, scope), isFinal: false };
    case 'if':
      return compileIf(context, statement, scope);
    case 'while':
    case 'doWhile':
    case 'for':
      return compileLoop(compileStatement, context, statement, scope);
    case 'forEach':
      return compileForEach(compileStatement, context, statement, scope);
    case 'break':
    case 'continue': {
      if (!scope.isInLoop)
        throw context.error(statement.at, `invalid ${statement.kind} statement: not inside loop`);
      const completion = statement.kind === 'break' ? Completion.Break : Completion.Continue;
      return {
        step: (frame) => {
          frame.completion = completion;
        },
        isFinal: true,
        leavesLoop: statement.kind === 'break',
        breaks: statement.kind === 'break',
        continues: statement.kind === 'continue',
      };
    }
    case 'return': {
      const step = compileReturn(context, statement, scope);
      return { step, isFinal: true, leavesLoop: true };
    }
    case 'throw':
      return { step: compileThrow(context, statement.value, scope), isFinal: true, leavesLoop: true };
    case 'try':
      return compileTry(context, statement, scope);
  }
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
  const [only] = assignments;
  if (only !== undefined && assignments.length === 1) {
    const { slot, run } = only;
    return (frame) => {
      frame.locals[slot] = run(frame);
    };
  }
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
    const { step } = yes;
    return {
      step: (frame) => {
        if (test(frame)) step(frame);
      },
      ...ways([yes]),
      isFinal: false,
      leavesLoop: false,
    };
  }
  checkNotEmpty(context, whenFalse, 'else block');
  const no = compileStatement(context, whenFalse, scope.block());
  return {
    step: (frame) => (test(frame) ? yes.step(frame) : no.step(frame)),
    ...ways([yes, no]),
  };
}

/** What is so of every way through a statement, and of some. */
function ways(parts: readonly CompiledStatement[]): Omit<CompiledStatement, 'step'> {
  return {
    isFinal: parts.every(({ isFinal }) => isFinal),
    leavesLoop: parts.every(({ leavesLoop }) => leavesLoop),
    continues: parts.some(({ continues }) => continues),
    breaks: parts.some(({ breaks }) => breaks),
  };
}

/** What the last expression returns is cast as a whole, unless to `def`: the parts of `a ? b : c` keep their types. */
function returned(value: Compiled, returnType: string): Compiled {
  return returnType === 'def' ? value : { type: value.type, run: value.run };
}

function compileReturn(
  context: CompileContext,
  { value, isImplied, at }: Extract<Statement, { kind: 'return' }>,
  scope: Scope,
): Step {
  const { returnType } = scope;
  if (value === null) {
    if (returnType !== 'void') throw context.error(at, `cannot cast from [${returnType}] to [void]`);
    return (frame) => {
      frame.completion = Completion.Return;
    };
  }
  const result = context.compile(value, scope);
  const compiled = isImplied === true ? returned(result, returnType) : result;
  if (returnType === 'void') throw context.error(at, `Cannot cast from [${compiled.type}] to [void].`);
  const { run } = convertBoxed(context, compiled, returnType, at);
  return (frame) => {
    frame.result = run(frame);
    frame.completion = Completion.Return;
  };
}

function compileThrow(context: CompileContext, value: Expression, scope: Scope): Step {
  const { type, run } = context.compile(value, scope);
  checkNoRegex(context, value);
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
  return { step, ...ways([attempt, ...handlers]) };
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
