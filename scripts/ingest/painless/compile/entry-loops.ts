import { Completion } from '../runtime/frame';
import { concurrentModification } from '../runtime/java-error';
import { isMap, mapKeys, mapSize, type MapValue } from '../runtime/map-object';
import { plainMapChanges } from '../runtime/plain-map';
import { isPlainMap, type Value } from '../runtime/values';
import type { CallExpression, Expression, Statement } from '../syntax/ast';
import { visitNodes } from '../syntax/walk';
import { nullReference } from './access';
import { callByName } from './dispatch';
import type { CompileContext } from './context';
import type { Scope } from './scope';
import { checkTurns, leaves } from './statement-parts';
import type { CompileStatement, CompiledStatement, Step } from './statement-parts';

type ForEach = Extract<Statement, { kind: 'forEach' }>;

/**
 * The map whose entries a loop iterates, where the loop asks each of them for its key and value and nothing else: it
 * needs no entry objects then.
 */
export function iteratedMap({ variable, iterable, body }: ForEach): Expression | undefined {
  const isEntrySet =
    iterable.kind === 'call' &&
    iterable.name === 'entrySet' &&
    iterable.args.length === 0 &&
    !iterable.nullSafe;
  if (!isEntrySet || (variable.type !== 'def' && variable.type !== 'Map.Entry')) return undefined;
  let others = 0;
  visitNodes(body, (node) => {
    if (node.kind === 'variable' && node.name === variable.name) others += 1;
    if (node.kind === 'methodReference' && node.target === variable.name) others += 1;
    if (node.kind === 'call' && isOfEntry(node, variable.name)) others -= 1;
  });
  return others === 0 ? iterable.target : undefined;
}

function isOfEntry({ target, name, args, nullSafe }: CallExpression, variable: string): boolean {
  if (target.kind !== 'variable' || target.name !== variable) return false;
  return (name === 'getKey' || name === 'getValue') && args.length === 0 && !nullSafe;
}

/** `for (entry : map.entrySet())`, see {@link iteratedMap}. */
export function compileEntryLoop(
  compileStatement: CompileStatement,
  context: CompileContext,
  { variable, iterable, body }: ForEach,
  map: Expression,
  outer: Scope,
): CompiledStatement {
  // What the compiler has to say of the call itself.
  context.compile(iterable, outer);
  const { run } = context.compile(map, outer);
  const scope = outer.loop();
  const declared = scope.declareEntry(variable.name);
  if (declared === undefined)
    throw context.error(variable.at, `variable [${variable.name}] is already defined`);
  const { slot, mapSlot } = declared;
  const compiled = compileStatement(context, body, scope.block());
  checkTurns(context, compiled, body, 'foreach loop');
  const { step: turn } = compiled;
  const step: Step = (frame) => {
    const iterated = checkedMap(run(frame));
    const keys = mapKeys(iterated);
    let changes = plainMapChanges.count;
    for (const key of keys) {
      if (changes !== plainMapChanges.count || !isPlainMap(iterated)) {
        changes = plainMapChanges.count;
        if (mapSize(iterated) !== keys.length) throw concurrentModification();
      }
      frame.locals[mapSlot] = iterated;
      frame.locals[slot] = key;
      turn(frame);
      if (frame.completion !== Completion.Normal && leaves(frame)) return;
    }
  };
  return { step, isFinal: false };
}

function checkedMap(value: Value): MapValue {
  if (value === null) throw nullReference('entrySet');
  if (!isMap(value)) callByName(value, 'entrySet', []);
  return value as MapValue;
}
