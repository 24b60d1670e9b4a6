import { castDef } from '../runtime/casts';
import { Completion, type Frame } from '../runtime/frame';
import { iteratorOf } from '../runtime/iteration';
import { JavaError, concurrentModification } from '../runtime/java-error';
import type { Value } from '../runtime/values';
import type { Statement } from '../syntax/ast';
import type { CompileContext, Compiled } from './context';
import { compileEntryLoop, iteratedMap } from './entry-loops';
import { convert, convertBoxed } from './convert';
import { compileTest } from './logic';
import type { Scope } from './scope';
import type { CompileStatement, CompiledStatement, Step } from './statement-parts';
import { checkNotEmpty, checkTurns, compileEffect, declare, leaves } from './statement-parts';
import { displayName, isIterable, isPrimitive } from './types';

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
): CompiledStatement {
  const scope = outer.loop();
  const isFor = statement.kind === 'for';
  const start =
    isFor && statement.initializer !== null
      ? compileStatement(context, statement.initializer, scope).step
      : null;
  const { condition } = statement;
  const isConstant = condition?.kind === 'literal' && condition.type === 'boolean';
  if (isConstant && condition.value === false) throw context.error(condition.at, 'extraneous while loop');
  const isEndless = condition === null || isConstant;
  const test =
    condition === null ? null : compileTest(context, context.compile(condition, scope), condition.at);
  const after =
    isFor && statement.afterthought !== null ? compileEffect(context, statement.afterthought, scope) : null;
  const turn = statement.body === null ? null : compileStatement(context, statement.body, scope.block());
  if (turn !== null && statement.body !== null) checkTurns(context, turn, statement.body, 'loop');
  const body = turn?.step;
  const testsFirst = statement.kind !== 'doWhile';
  const { loopSlot } = scope;
  const step: Step = (frame) => {
    start?.(frame);
    for (let isFirst = true; (isFirst && !testsFirst) || test === null || test(frame); isFirst = false) {
      countTurn(frame, loopSlot);
      body?.(frame);
      if (frame.completion !== Completion.Normal && leaves(frame)) return;
      after?.(frame);
    }
  };
  return { step, isFinal: isEndless && turn?.breaks !== true };
}

/** `for (x : items)`. */
export function compileForEach(
  compileStatement: CompileStatement,
  context: CompileContext,
  statement: Extract<Statement, { kind: 'forEach' }>,
  outer: Scope,
): CompiledStatement {
  const { variable, iterable, body, at } = statement;
  checkNotEmpty(context, body, 'foreach loop');
  const map = iteratedMap(statement);
  if (map !== undefined) return compileEntryLoop(compileStatement, context, statement, map, outer);
  const items = context.compile(iterable, outer);
  const scope = outer.loop();
  const { slot } = declare(context, scope, variable.name, variable.type, at);
  if (!isIterable(items.type)) throw context.error(at, `Cannot iterate over [${displayName(items.type)}].`);
  const elements = items.type.endsWith('[]') ? items.type.slice(0, -2) : 'def';
  checkElements(context, elements, variable.type, at);
  const compiled = compileStatement(context, body, scope.block());
  checkTurns(context, compiled, body, 'foreach loop');
  const turn = compileTurn(variable.type, slot, compiled.step);
  const step: Step = (frame) => {
    const values = items.run(frame);
    if (Array.isArray(values)) {
      iterateList(frame, values, turn);
      return;
    }
    const iterator = iteratorOf(values);
    while (iterator.hasNext()) {
      turn(frame, iterator.next());
      if (frame.completion !== Completion.Normal && leaves(frame)) return;
    }
  };
  return { step, isFinal: false };
}

/** The elements of an array are cast to the variable's type, or boxed. */
function checkElements(context: CompileContext, elements: string, type: string, at: number): void {
  const isBoxed = isPrimitive(elements) && !isPrimitive(type) && type !== 'String';
  const element: Compiled = { type: elements, run: () => null };
  if (isBoxed) convertBoxed(context, element, type, at);
  else convert(context, element, type, at, true);
}

/** One turn of a loop over values: the value as the variable's type, and the body. */
type Turn = (frame: Frame, item: Value) => void;

function compileTurn(type: string, slot: number, step: Step): Turn {
  return (frame, item) => {
    const isOfType = type === 'def' || (type === 'String' && typeof item === 'string');
    frame.locals[slot] = isOfType ? item : castDef(item, type, true);
    step(frame);
  };
}

/** Notices, as Java's iterator of a list does, a list that grew or shrank beneath it. */
function iterateList(frame: Frame, list: readonly Value[], turn: Turn): void {
  const size = list.length;
  for (let index = 0; index !== list.length; index++) {
    if (list.length !== size) throw concurrentModification();
    turn(frame, list[index] ?? null);
    if (frame.completion !== Completion.Normal && leaves(frame)) return;
  }
}
