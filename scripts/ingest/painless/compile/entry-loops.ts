import { concurrentModification } from '../runtime/java-error';
import { isMap, mapGet, mapKeys, mapSize, type MapValue } from '../runtime/map-object';
import { plainMapChanges } from '../runtime/plain-map';
import { isPlainMap, type Value } from '../runtime/values';
import type { CallExpression, Expression, Statement } from '../syntax/ast';
import { visitNodes } from '../syntax/walk';
import { nullReference } from './access';
import { callByName } from './dispatch';
import type { CompileContext } from './context';
import type { Scope } from './scope';
import { checkTurns } from './statement-parts';
import type { CompileStatement, CompiledStatement } from './statement-parts';

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
  const iterated = context.compile(map, outer).code;
  const scope = outer.loop();
  const declared = scope.declareEntry(variable.name);
  if (declared === undefined)
    throw context.error(variable.at, `variable [${variable.name}] is already defined`);
  const { name } = declared;
  const compiled = compileStatement(context, body, scope.block());
  checkTurns(context, compiled, body, 'foreach loop');
  const begin = `${name} = ${context.code.call(entryCursor, iterated)}`;
  return {
    code: `for (${begin}; ${name}.advance();) {\n${compiled.code}\n}`,
    isFinal: false,
  };
}

/** Stands on one entry of a map after the other. */
class EntryCursor {
  key: Value = null;
  private index = 0;
  private readonly keys: readonly Value[];
  private readonly isPlain: boolean;
  private changes = plainMapChanges.count;

  constructor(private readonly map: MapValue) {
    this.keys = mapKeys(map);
    this.isPlain = isPlainMap(map);
  }

  get value(): Value {
    return mapGet(this.map, this.key);
  }

  /** Goes to the next entry; false when there is none. Notices a map that grew or shrank beneath it. */
  advance(): boolean {
    if (this.index === this.keys.length) return false;
    if (this.changes !== plainMapChanges.count || !this.isPlain) {
      this.changes = plainMapChanges.count;
      if (mapSize(this.map) !== this.keys.length) throw concurrentModification();
    }
    this.key = this.keys[this.index++] ?? null;
    return true;
  }
}

function entryCursor(value: Value): EntryCursor {
  return new EntryCursor(checkedMap(value));
}

function checkedMap(value: Value): MapValue {
  if (value === null) throw nullReference('entrySet');
  if (!isMap(value)) callByName(value, 'entrySet', []);
  return value as MapValue;
}
