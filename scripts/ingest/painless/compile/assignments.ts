import { castDef } from '../runtime/casts';
import { castNumber, isPrimitiveNumber, primitiveOf } from '../runtime/number-casts';
import { castError } from '../runtime/java-error';
import { javaClassOf } from '../runtime/values';
import type { Value } from '../runtime/values';
import type {
  AssignableExpression,
  AssignExpression,
  IncrementExpression,
  VariableExpression,
} from '../syntax/ast';
import { checkIndexable, compileMember, isDocument, readIndex, reader, wrongIndex } from './access';
import { constantOf } from './constant';
import type { CompileContext, Compiled } from './context';
import { convert } from './convert';
import { applyBinary } from './binary';
import { checkConcatenation } from './concatenation';
import type { Scope, Variable } from './scope';
import { documentStore, memberStore } from './member-store';
import { storeAtIndex, storeAtIndexOfCondition } from './store';
import { displayName } from './types';

/** A place that can be read and written; what holds it and its key there are evaluated once, before the value. */
interface Place {
  readonly type: string;
  /** Null for a variable and a member of the document, and where there is no key. */
  readonly owner: string | null;
  readonly key: string | null;
  readonly read: (owner: string, key: string) => string;
  /** Evaluates the owner, the key and the value; the value is the result. */
  readonly write: (owner: string, key: string, value: string) => string;
}

/** `target = value` and `target op= value`; the expression's value is what was stored. */
export function compileAssign(context: CompileContext, expression: AssignExpression, scope: Scope): Compiled {
  const { target, operator, at } = expression;
  const value = context.compile(expression.value, scope);
  const place = compilePlace(context, target, scope);
  if (operator === null) {
    const { type, code } = convert(context, value, place.type, at);
    return {
      type,
      code: place.write(place.owner ?? '', place.key ?? '', code),
    };
  }
  // Painless makes no valid class of it.
  if (/[<>]/.test(operator) && value.type === 'def' && isPrimitiveNumber(place.type))
    throw context.error(at, `Cannot shift a [${place.type}] by a [def] in an assignment.`);
  const { evaluated, owner, key } = evaluatedOnce(place, scope);
  const before = scope.temporary();
  const current = scope.temporary();
  const left: Compiled = { type: place.type, code: current };
  if (operator === '+') checkConcatenation(context, left, value, expression);
  const computed = applyBinary(context, operator, left, value, at);
  // Painless takes the left side for a String when the right one is declared to be one.
  const isText = operator === '+' && value.type === 'String' && place.type === 'def';
  const result = narrow(context, computed, place.type, at);
  const steps = [
    ...evaluated,
    `${before} = ${place.read(owner, key)}`,
    `${current} = ${isText ? context.code.call(castDef, before, '"String"', 'false') : before}`,
    place.write(owner, key, place.type === 'def' ? context.code.call(castLike, before, result) : result),
  ];
  return { type: place.type, code: `(${steps.join(', ')})` };
}

/** The owner and key of a place, kept for one read and one write. */
function evaluatedOnce(place: Place, scope: Scope): { evaluated: string[]; owner: string; key: string } {
  const evaluated: string[] = [];
  const keep = (code: string | null): string => {
    if (code === null) return '';
    const name = scope.temporary();
    evaluated.push(`${name} = ${code}`);
    return name;
  };
  return { owner: keep(place.owner), key: keep(place.key), evaluated };
}

/** A `def` keeps its class in a compound assignment, and a number its type: 5 += 1.7 is 6. */
function castLike(before: Value, after: Value): Value {
  const type = primitiveOf(before);
  if (type === null) {
    if (before !== null && typeof before !== typeof after)
      throw castError(javaClassOf(after), javaClassOf(before));
    return after;
  }
  if (primitiveOf(after) === null) throw castError(javaClassOf(after), 'java.lang.Number');
  return castNumber(after, type);
}

/** A compound assignment casts its result back to the type of the target. */
function narrow(context: CompileContext, computed: Compiled, type: string, at: number): string {
  return convert(context, computed, type, at, true).code;
}

export function writableVariable(
  context: CompileContext,
  target: VariableExpression,
  scope: Scope,
): Variable {
  const variable = scope.find(target.name);
  if (variable === undefined) {
    if (scope.isMain && (target.name === 'ctx' || target.name === 'params')) {
      throw context.unsupported(target.at, `an assignment to ${target.name} itself`);
    }
    throw context.error(target.at, `cannot resolve symbol [${target.name}]`);
  }
  if (variable.lambdaDepth < scope.lambdaDepth)
    throw context.error(target.at, `Variable [${target.name}] is read-only.`);
  return variable;
}

/** `++x`, `x--` … */
export function compileIncrement(
  context: CompileContext,
  expression: IncrementExpression,
  scope: Scope,
): Compiled {
  const { target, delta, isPrefix, at } = expression;
  const counter = target.kind === 'variable' ? writableVariable(context, target, scope) : undefined;
  if (counter?.type === 'int')
    return {
      type: 'int',
      code: incremented(counter.name, delta, isPrefix, scope),
    };
  const place = compilePlace(context, target, scope);
  const isNumber = place.type === 'def' || isPrimitiveNumber(place.type);
  if (!isNumber) throw context.error(at, `Cannot apply [++] operation to type [${displayName(place.type)}].`);
  const { evaluated, owner, key } = evaluatedOnce(place, scope);
  const before = scope.temporary();
  const after = scope.temporary();
  const left: Compiled = { type: place.type, code: before };
  const one = constantOf(context, 'int', 1);
  const next = applyBinary(context, delta === 1 ? '+' : '-', left, one, at);
  const steps = [
    ...evaluated,
    `${before} = ${place.read(owner, key)}`,
    `${after} = ${narrow(context, next, place.type, at)}`,
    place.write(owner, key, after),
    isPrefix ? after : before,
  ];
  return { type: place.type, code: `(${steps.join(', ')})` };
}

/** The counter of a loop, nearly always. */
function incremented(counter: string, delta: number, isPrefix: boolean, scope: Scope): string {
  const next = `${counter} = (${counter} + ${delta}) | 0`;
  if (isPrefix) return `(${next})`;
  const before = scope.temporary();
  return `(${before} = ${counter}, ${next}, ${before})`;
}

function compilePlace(context: CompileContext, target: AssignableExpression, scope: Scope): Place {
  switch (target.kind) {
    case 'variable': {
      const { name, type } = writableVariable(context, target, scope);
      const write: Place['write'] = (_owner, _key, value) => `(${name} = ${value})`;
      return { type, owner: null, key: null, read: () => name, write };
    }
    case 'member':
      return memberPlace(context, target, scope);
    case 'index':
      return indexPlace(context, target, scope);
  }
}

function memberPlace(
  context: CompileContext,
  target: Extract<AssignableExpression, { kind: 'member' }>,
  scope: Scope,
): Place {
  const { name, nullSafe, at } = target;
  if (nullSafe)
    throw context.error(at, 'invalid assignment: cannot assign a value to a null safe operation [?.]');
  if (isDocument(target.target, scope)) {
    const member = compileMember(context, target, scope).code;
    const write: Place['write'] = (_owner, _key, value) => documentStore(context, name, value, scope);
    return { type: 'def', owner: null, key: null, read: () => member, write };
  }
  return {
    type: 'def',
    owner: context.compile(target.target, scope).code,
    key: null,
    read: (owner) => context.code.call(reader(name), owner),
    write: (owner, _key, value) => memberStore(context, owner, name, value, scope),
  };
}

function indexPlace(
  context: CompileContext,
  target: Extract<AssignableExpression, { kind: 'index' }>,
  scope: Scope,
): Place {
  const container = context.compile(target.target, scope);
  const index = context.compile(target.index, scope);
  checkIndexable(context, container.type, index.type, target.at);
  const elementType = container.type.endsWith('[]') ? container.type.slice(0, -2) : 'def';
  const { code } = context;
  const wrong = wrongIndex(context, container.type, index.type);
  const store = context.isCondition ? storeAtIndexOfCondition : storeAtIndex;
  return {
    type: elementType,
    owner: container.code,
    key: index.code,
    read: (owner, key) => code.call(readIndex, owner, key, wrong),
    write: (owner, key, value) => code.call(store, 'frame', owner, key, value, wrong),
  };
}

/** The value that a variable of a type has before anything is assigned. */
export function initialValue(type: string): Value {
  if (type === 'boolean') return false;
  return isPrimitiveNumber(type) ? castNumber(0, type) : null;
}
