import { iteratorOf } from '../runtime/iteration';
import type { Frame, Run } from '../runtime/frame';
import { JavaError, nullPointer } from '../runtime/java-error';
import { JavaException, catches, exceptionClass } from '../runtime/java-exception';
import { castDef } from '../runtime/casts';
import type { Value } from '../runtime/values';
import type { CatchClause, Expression, Statement } from '../syntax/ast';
import { initialValue } from './assignments';
import type { CompileContext } from './context';
import { Completion } from './context';
import { convert } from './convert';
import { compileTest } from './operators';
import type { Scope, Variable } from './scope';
import { isKnownType } from './types';

type Step = (frame: Frame) => Completion;

interface CompiledStatement {
  readonly step: Step;
  /** Whether nothing behind it in the same block can be reached. */
  readonly isFinal: boolean;
}

/** Turns in all loops of one function or lambda; the turn of this number fails. */
const MAX_TURNS = 1_000_000;

/** The statements of a function, lambda or script; returns what they return, or the default of the type. */
export function compileBody(
  context: CompileContext,
  statements: readonly Statement[],
  scope: Scope,
  returnType: string,
): Run {
  const { step } = compileSequence(context, withReturn(statements, returnType), scope);
  const otherwise = initialValue(returnType);
  return (frame) => {
    frame.result = otherwise;
    return step(frame) === Completion.Return ? frame.result : otherwise;
  };
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
      return { step: compileLoop(context, statement, scope), isFinal: false };
    case 'forEach':
      return { step: compileForEach(context, statement, scope), isFinal: false };
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

function declare(context: CompileContext, scope: Scope, name: string, type: string, at: number): Variable {
  if (!isKnownType(type)) throw context.unsupported(at, `the type ${type}`);
  const variable = scope.declare(name, type);
  if (variable === undefined) throw context.error(at, `variable [${name}] is already defined`);
  return variable;
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

const EFFECTS: readonly Expression['kind'][] = ['assign', 'increment', 'call', 'functionCall'];

/** An expression that stands as a statement must do something. */
function compileEffect(context: CompileContext, expression: Expression, scope: Scope): Run {
  if (!EFFECTS.includes(expression.kind)) {
    throw context.error(expression.at, 'not a statement: the result of the expression is not used');
  }
  return context.compile(expression, scope).run;
}

function checkNotEmpty(context: CompileContext, body: Statement, what: string): void {
  if (body.kind === 'block' && body.statements.length === 0)
    throw context.error(body.at, `extraneous ${what}`);
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

/** Counts a turn of a loop. */
function countTurn(frame: Frame, slot: number): void {
  const turns = Number(frame.locals[slot] ?? 0) + 1;
  if (turns >= MAX_TURNS) {
    throw new JavaError(
      'org.elasticsearch.painless.PainlessError',
      'The maximum number of statements that can be executed in a loop has been reached.',
    );
  }
  frame.locals[slot] = turns;
}

function compileLoop(
  context: CompileContext,
  statement: Extract<Statement, { kind: 'while' | 'doWhile' | 'for' }>,
  outer: Scope,
): Step {
  const scope = outer.loop();
  const isFor = statement.kind === 'for';
  const start =
    isFor && statement.initializer !== null
      ? compileInitializer(context, statement.initializer, scope)
      : null;
  const { condition } = statement;
  if (condition?.kind === 'literal' && condition.value === false)
    throw context.error(condition.at, 'extraneous while loop');
  const test =
    condition === null ? null : compileTest(context, context.compile(condition, scope), condition.at);
  const after =
    isFor && statement.afterthought !== null ? compileEffect(context, statement.afterthought, scope) : null;
  const body = statement.body === null ? null : compileStatement(context, statement.body, scope.block()).step;
  const testsFirst = statement.kind !== 'doWhile';
  const { loopSlot } = scope;
  return (frame) => {
    start?.(frame);
    for (let isFirst = true; (isFirst && !testsFirst) || test === null || test(frame); isFirst = false) {
      countTurn(frame, loopSlot);
      const completion = body === null ? Completion.Normal : body(frame);
      if (completion === Completion.Break) break;
      if (completion === Completion.Return) return completion;
      after?.(frame);
    }
    return Completion.Normal;
  };
}

function compileInitializer(context: CompileContext, initializer: Statement, scope: Scope): Step {
  return compileStatement(context, initializer, scope).step;
}

function compileForEach(
  context: CompileContext,
  { variable, iterable, body, at }: Extract<Statement, { kind: 'forEach' }>,
  outer: Scope,
): Step {
  checkNotEmpty(context, body, 'foreach loop');
  const items = context.compile(iterable, outer);
  const scope = outer.loop();
  const { slot } = declare(context, scope, variable.name, variable.type, at);
  const { type } = variable;
  const step = compileStatement(context, body, scope.block()).step;
  return (frame) => {
    const iterator = iteratorOf(items.run(frame));
    while (iterator.hasNext()) {
      const item = iterator.next();
      frame.locals[slot] = type === 'def' ? item : castDef(item, type, true);
      const completion = step(frame);
      if (completion === Completion.Break) break;
      if (completion === Completion.Return) return completion;
    }
    return Completion.Normal;
  };
}

function compileReturn(context: CompileContext, value: Expression | null, scope: Scope, at: number): Step {
  const { returnType } = scope;
  if (value === null) {
    if (returnType !== 'void') throw context.error(at, `cannot cast from [${returnType}] to [void]`);
    return () => Completion.Return;
  }
  const compiled = context.compile(value, scope);
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
