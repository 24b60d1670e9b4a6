import { castDef } from '../runtime/casts';
import type { Frame, Run } from '../runtime/frame';
import { castNumber, isPrimitiveNumber, primitiveOf } from '../runtime/number-casts';
import { castError } from '../runtime/java-error';
import { JavaArray, javaClassOf } from '../runtime/values';
import type { Value } from '../runtime/values';
import type {
  AssignableExpression,
  AssignExpression,
  IncrementExpression,
  VariableExpression,
} from '../syntax/ast';
import { checkIndexable, compileMember, isDocument } from './access';
import { readIndex, fieldReader, nullReference } from './access';
import type { CompileContext, Compiled } from './context';
import { convert } from './convert';
import { wrongIndexType } from './method-types';
import { Operand, operandOf, readOperand } from './operand';
import { applyBinary } from './binary';
import { checkConcatenation } from './concatenation';
import type { Scope, Variable } from './scope';
import { checkMutable, storeAtIndex, storeInDocument, storeInField } from './store';
import { displayName } from './types';

/** A place that can be read and written: what holds it and its key there are evaluated once, before the value. */
interface Place {
  readonly type: string;
  readonly owner: Operand;
  readonly key: Operand;
  readonly read: (frame: Frame, owner: Value, key: Value) => Value;
  readonly write: (frame: Frame, owner: Value, key: Value, value: Value) => void;
}

/** The owner of a variable, and the key of what is no element. */
const NONE = new Operand(-1, null, null);

/** `target = value` and `target op= value`; the expression's value is what was stored. */
export function compileAssign(context: CompileContext, expression: AssignExpression, scope: Scope): Compiled {
  const { target, operator, at } = expression;
  const value = context.compile(expression.value, scope);
  const place = compilePlace(context, target, scope);
  if (operator === null) {
    const converted = convert(context, value, place.type, at);
    if (target.kind === 'variable') return assignVariable(context, target, converted, scope);
    const { owner: ownerOf, key: keyOf, write } = place;
    const stored = operandOf(converted);
    return {
      type: converted.type,
      run: (frame) => {
        const owner = readOperand(ownerOf, frame);
        const key = readOperand(keyOf, frame);
        const result = readOperand(stored, frame);
        write(frame, owner, key, result);
        return result;
      },
    };
  }
  // Painless makes no valid class of it.
  if (/[<>]/.test(operator) && value.type === 'def' && isPrimitiveNumber(place.type))
    throw context.error(at, `Cannot shift a [${place.type}] by a [def] in an assignment.`);
  let current: Value = null;
  const left: Compiled = { type: place.type, run: () => current };
  if (operator === '+') checkConcatenation(context, left, value, expression);
  const computed = applyBinary(context, operator, left, value, at);
  const isText = operator === '+' && value.type === 'String' && place.type === 'def';
  const result = narrow(context, computed, place.type, at);
  return {
    type: place.type,
    run: (frame) => {
      const owner = readOperand(place.owner, frame);
      const key = readOperand(place.key, frame);
      const before = place.read(frame, owner, key);
      // Painless takes the left side for a String when the right one is declared to be one.
      current = isText ? castDef(before, 'String', false) : before;
      const stored = place.type === 'def' ? castLike(before, result(frame)) : result(frame);
      place.write(frame, owner, key, stored);
      return stored;
    },
  };
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
function narrow(context: CompileContext, computed: Compiled, type: string, at: number): Run {
  return convert(context, computed, type, at, true).run;
}

function assignVariable(
  context: CompileContext,
  target: VariableExpression,
  value: Compiled,
  scope: Scope,
): Compiled {
  const { slot } = writableVariable(context, target, scope);
  const { run } = value;
  return { type: value.type, run: (frame) => (frame.locals[slot] = run(frame)) };
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
  if (counter?.type === 'int') return incrementCounter(counter.slot, delta, isPrefix);
  const place = compilePlace(context, target, scope);
  const isNumber = place.type === 'def' || isPrimitiveNumber(place.type);
  if (!isNumber) throw context.error(at, `Cannot apply [++] operation to type [${displayName(place.type)}].`);
  let current: Value = null;
  const left: Compiled = { type: place.type, run: () => current };
  const one: Compiled = { type: 'int', run: () => 1 };
  const next = narrow(context, applyBinary(context, delta === 1 ? '+' : '-', left, one, at), place.type, at);
  return {
    type: place.type,
    run: (frame) => {
      const owner = readOperand(place.owner, frame);
      const key = readOperand(place.key, frame);
      const before = place.read(frame, owner, key);
      current = before;
      const after = next(frame);
      place.write(frame, owner, key, after);
      return isPrefix ? after : before;
    },
  };
}

/** The counter of a loop, nearly always. */
function incrementCounter(slot: number, delta: number, isPrefix: boolean): Compiled {
  return {
    type: 'int',
    run: ({ locals }) => {
      const before = Number(locals[slot]);
      const after = (before + delta) | 0;
      locals[slot] = after;
      return isPrefix ? after : before;
    },
  };
}

function compilePlace(context: CompileContext, target: AssignableExpression, scope: Scope): Place {
  switch (target.kind) {
    case 'variable': {
      const { slot, type } = writableVariable(context, target, scope);
      return {
        type,
        owner: NONE,
        key: NONE,
        read: (frame) => frame.locals[slot] ?? null,
        write: (frame, _owner, _key, value) => {
          frame.locals[slot] = value;
        },
      };
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
    const { run } = compileMember(context, target, scope);
    return {
      type: 'def',
      owner: NONE,
      key: NONE,
      read: run,
      write: (frame, _owner, _key, value) => {
        if (context.isCondition) checkMutable(frame, null);
        storeInDocument(frame, name, value);
      },
    };
  }
  const container = context.compile(target.target, scope);
  const read = fieldReader(name);
  return {
    type: 'def',
    owner: operandOf(container),
    key: NONE,
    read: (_frame, owner) => {
      if (owner === null) throw nullReference(name);
      return read(owner);
    },
    write: (frame, owner, _key, value) => {
      if (owner !== null && context.isCondition) checkMutable(frame, owner);
      storeInField(frame, owner, name, value);
    },
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
  const wrong = container.type === 'def' ? wrongIndexType(index.type) : null;
  return {
    type: elementType,
    owner: operandOf(container),
    key: operandOf(index),
    read: (_frame, owner, key) => {
      if (wrong !== null && isIndexed(owner)) throw wrong;
      return readIndex(owner, key);
    },
    write: (frame, owner, key, value) => {
      if (wrong !== null && isIndexed(owner)) throw wrong;
      if (owner !== null && context.isCondition) checkMutable(frame, owner);
      storeAtIndex(frame, owner, key, value);
    },
  };
}

function isIndexed(value: Value): boolean {
  return Array.isArray(value) || value instanceof JavaArray;
}

/** The value that a variable of a type has before anything is assigned. */
export function initialValue(type: string): Value {
  if (type === 'boolean') return false;
  return isPrimitiveNumber(type) ? castNumber(0, type) : null;
}
