import { iteratorOf } from '../runtime/iteration';
import { JavaError, concurrentModification } from '../runtime/java-error';
import type { Value } from '../runtime/values';
import type { Statement } from '../syntax/ast';
import type { CompileContext, Compiled } from './context';
import { compileEntryLoop, iteratedMap } from './entry-loops';
import { convert, convertBoxed } from './convert';
import { compileTest } from './logic';
import type { Scope } from './scope';
import type { CompileStatement, CompiledStatement } from './statement-parts';
import { checkNotEmpty, checkTurns, compileEffect, declare } from './statement-parts';
import { displayName, isIterable, isPrimitive } from './types';

/** Turns in all loops of one function or lambda; the turn of this number fails. */
const MAX_TURNS = 1_000_000;

/** The code that counts a turn of a loop. */
function countTurn({ code }: CompileContext, scope: Scope): string {
  return `if (++${scope.turns()} >= ${MAX_TURNS}) ${code.call(failOfTurns)};`;
}

function failOfTurns(): never {
  throw new JavaError(
    'org.elasticsearch.painless.PainlessError',
    'The maximum number of statements that can be executed in a loop has been reached.',
  );
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
      ? compileStatement(context, statement.initializer, scope).code
      : '';
  const { condition } = statement;
  const isConstant = condition?.kind === 'literal' && condition.type === 'boolean';
  if (isConstant && condition.value === false) throw context.error(condition.at, 'extraneous while loop');
  const isEndless = condition === null || isConstant;
  const test =
    condition === null ? '' : compileTest(context, context.compile(condition, scope), condition.at);
  const after =
    isFor && statement.afterthought !== null ? compileEffect(context, statement.afterthought, scope) : '';
  const turn = statement.body === null ? null : compileStatement(context, statement.body, scope.block());
  if (turn !== null && statement.body !== null) checkTurns(context, turn, statement.body, 'loop');
  const body = `${countTurn(context, scope)}\n${turn?.code ?? ''}`;
  const code =
    statement.kind === 'doWhile'
      ? `do {\n${body}\n} while (${test});`
      : `${start}\nfor (; ${test}; ${after.replace(/;$/, '')}) {\n${body}\n}`;
  return { code, isFinal: isEndless && turn?.breaks !== true };
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
  const { name } = declare(context, scope, variable.name, variable.type, at);
  if (!isIterable(items.type)) throw context.error(at, `Cannot iterate over [${displayName(items.type)}].`);
  const elements = items.type.endsWith('[]') ? items.type.slice(0, -2) : 'def';
  checkElements(context, elements, variable.type, at);
  const compiled = compileStatement(context, body, scope.block());
  checkTurns(context, compiled, body, 'foreach loop');
  const cursor = scope.temporary();
  const { code } = context;
  const next = `${cursor}.next()`;
  const item = convert(context, { type: 'def', code: next }, variable.type, at, true).code;
  const begin = `${cursor} = ${code.call(cursorOf, items.code)}`;
  return {
    code: `for (${begin}; ${cursor}.hasNext();) {\n${name} = ${item};\n${compiled.code}\n}`,
    isFinal: false,
  };
}

/** The elements of an array are cast to the variable's type, or boxed. */
function checkElements(context: CompileContext, elements: string, type: string, at: number): void {
  const isBoxed = isPrimitive(elements) && !isPrimitive(type) && type !== 'String';
  const element: Compiled = { type: elements, code: 'null' };
  if (isBoxed) convertBoxed(context, element, type, at);
  else convert(context, element, type, at, true);
}

/** What `for (x : items)` asks for the elements. */
interface Cursor {
  hasNext(): boolean;
  next(): Value;
}

function cursorOf(items: Value): Cursor {
  return Array.isArray(items) ? new ListCursor(items) : iteratorOf(items);
}

/** Notices, as Java's iterator of a list does, a list that grew or shrank beneath it. */
class ListCursor implements Cursor {
  private index = 0;
  private readonly size: number;

  constructor(private readonly list: readonly Value[]) {
    this.size = list.length;
  }

  hasNext(): boolean {
    return this.index !== this.list.length;
  }

  next(): Value {
    if (this.list.length !== this.size) throw concurrentModification();
    return this.list[this.index++] ?? null;
  }
}
