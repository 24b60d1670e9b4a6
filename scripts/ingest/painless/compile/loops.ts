import { castDef } from '../runtime/casts';
import type { Frame } from '../runtime/frame';
import { iteratorOf } from '../runtime/iteration';
import { JavaError } from '../runtime/java-error';
import type { Statement } from '../syntax/ast';
import type { CompileContext } from './context';
import { Completion } from './context';
import { compileTest } from './operators';
import type { Scope } from './scope';
import type { CompileStatement, Step } from './statement-parts';
import { checkNotEmpty, compileEffect, declare } from './statement-parts';

/** Turns in all loops of one function or lambda; the turn of this number fails. */
const MAX_TURNS = 1_000_000;

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

/** `while`, `do … while` and `for (;;)`. */
export function compileLoop(
  compileStatement: CompileStatement,
  context: CompileContext,
  statement: Extract<Statement, { kind: 'while' | 'doWhile' | 'for' }>,
  outer: Scope,
): Step {
  const scope = outer.loop();
  const isFor = statement.kind === 'for';
  const start =
    isFor && statement.initializer !== null
      ? compileStatement(context, statement.initializer, scope).step
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

/** `for (x : items)`. */
export function compileForEach(
  compileStatement: CompileStatement,
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
      const isCast = type === 'def' || (type === 'String' && typeof item === 'string');
      frame.locals[slot] = isCast ? item : castDef(item, type, true);
      const completion = step(frame);
      if (completion === Completion.Break) break;
      if (completion === Completion.Return) return completion;
    }
    return Completion.Normal;
  };
}
