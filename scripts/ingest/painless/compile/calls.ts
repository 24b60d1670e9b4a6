import { classOf, declaredClass, KNOWN_METHODS, staticsOf } from '../api/registry';
import type { JavaClass, JavaMethod } from '../api/java-class';
import { constructorOf } from '../api/static-class';
import type { Frame, Run } from '../runtime/frame';
import { hashKey } from '../runtime/hashing';
import { isImmutable } from '../runtime/immutable';
import { MapEntry } from '../runtime/map-view';
import { illegalArgument, unsupportedOperation } from '../runtime/java-error';
import type { Value } from '../runtime/values';
import { javaClassOf } from '../runtime/values';
import type { CallExpression, Expression, FunctionCallExpression, NewExpression } from '../syntax/ast';
import { nullReference } from './access';
import type { CompileContext, Compiled } from './context';
import { convert } from './convert';
import type { Scope } from './scope';
import { checkMutable, noteStored } from './store';
import { wrongMethodType } from './method-types';
import { isKnownType } from './types';

const MAX_ARGUMENTS = 3;
const FUNCTION_TYPES = new Set(['Supplier', 'Function', 'BiFunction']);

/** `target.name(…)` and `target?.name(…)`, static calls included. */
export function compileCall(context: CompileContext, expression: CallExpression, scope: Scope): Compiled {
  const { target, name, args, at } = expression;
  const key = `${name}/${args.length}`;
  if (args.length > MAX_ARGUMENTS) throw context.unsupported(at, `the method ${key}`);
  if (target.kind === 'variable' && scope.find(target.name) === undefined) {
    const statics = staticsOf(target.name);
    if (statics !== undefined) {
      const method = statics.methods.find(key);
      if (method === undefined) throw context.unsupported(at, `the static method [${statics.name}, ${key}]`);
      return staticCall(context, method, args, scope);
    }
  }
  const constant = constantContains(context, expression, scope);
  if (constant !== undefined) return constant;
  return methodCall(context, expression, key, scope);
}

function staticCall(
  context: CompileContext,
  method: JavaMethod,
  args: readonly Expression[],
  scope: Scope,
): Compiled {
  const [a, b, c] = compileArguments(context, method, args, scope);
  const { invoke, mutates } = method;
  return {
    type: resultType(method.returns),
    run: (frame) => {
      const first = a(frame);
      if (mutates && isImmutable(first)) throw unsupportedOperation(null);
      if (mutates && context.isCondition) checkMutable(frame, first);
      return owned(context, frame, invoke(null, first, b(frame), c(frame)));
    },
  };
}

/** Remembers a list that a condition made, so that it may be changed. */
function owned(context: CompileContext, frame: Frame, value: Value): Value {
  if (context.isCondition && typeof value === 'object' && value !== null) frame.own(value);
  return value;
}

/** `['a', 'b'].contains(x)` with constants only: the set is made once. */
function constantContains(
  context: CompileContext,
  expression: CallExpression,
  scope: Scope,
): Compiled | undefined {
  const { target, name, args } = expression;
  const [arg] = args;
  if (target.kind !== 'list' || name !== 'contains' || args.length !== 1 || arg === undefined)
    return undefined;
  const keys = new Set<ReturnType<typeof hashKey>>();
  for (const item of target.items) {
    if (item.kind !== 'literal' || item.type === 'double' || item.type === 'float') return undefined;
    keys.add(hashKey(item.value));
  }
  const { run } = context.compile(arg, scope);
  return { type: 'boolean', run: (frame) => keys.has(hashKey(run(frame))) };
}

function methodCall(
  context: CompileContext,
  expression: CallExpression,
  key: string,
  scope: Scope,
): Compiled {
  const { name, args, nullSafe, at } = expression;
  const target = context.compile(expression.target, scope);
  const known = knownMethod(context, target.type, key, at);
  const [a, b, c, types] = compileArguments(context, known, args, scope);
  const invoke = dispatcher(context, key, types);
  const type = known === undefined || nullSafe ? 'def' : resultType(known.returns);
  const run: Run = (frame) => {
    const self = target.run(frame);
    if (self === null && nullSafe) return null;
    const first = a(frame);
    const second = b(frame);
    const third = c(frame);
    if (self === null) throw nullReference(name);
    return invoke(frame, self, first, second, third);
  };
  return {
    type,
    run:
      args.length > 1
        ? run
        : shortCall(target.run, args.length === 0 ? undefined : a, nullSafe, name, invoke),
  };
}

/** A call with one argument or none: nearly all calls. */
function shortCall(
  target: Run,
  argument: Run | undefined,
  nullSafe: boolean,
  name: string,
  invoke: Dispatch,
): Run {
  if (argument === undefined) {
    return (frame) => {
      const self = target(frame);
      if (self !== null) return invoke(frame, self, null, null, null);
      if (nullSafe) return null;
      throw nullReference(name);
    };
  }
  return (frame) => {
    const self = target(frame);
    if (self === null && nullSafe) return null;
    const first = argument(frame);
    if (self === null) throw nullReference(name);
    return invoke(frame, self, first, null, null);
  };
}

/** The method that a typed receiver has; undefined for a `def`, whose class is known at run time only. */
function knownMethod(context: CompileContext, type: string, key: string, at: number): JavaMethod | undefined {
  const known = type === 'def' || type === 'null' || type.endsWith('[]') ? undefined : declaredClass(type);
  if (known !== undefined) {
    const method = known.find(key);
    if (method === undefined) throw context.unsupported(at, `the method [${known.name}, ${key}]`);
    return method;
  }
  if (!KNOWN_METHODS.has(key)) throw context.unsupported(at, `the method ${key}`);
  return undefined;
}

type Dispatch = (frame: Frame, self: Value, a: Value, b: Value, c: Value) => Value;

/** Finds the method by the receiver's class, and remembers the last one found. */
function dispatcher(context: CompileContext, key: string, argumentTypes: readonly string[]): Dispatch {
  const arity = argumentTypes.length;
  let lastShape: unknown;
  let lastClass: JavaClass | undefined;
  let lastMethod: JavaMethod | undefined;
  let isMaker = false;
  const find = (self: Value): JavaMethod => {
    const type = classOf(self);
    if (type === lastClass && lastMethod !== undefined) return lastMethod;
    const method = type.find(key);
    if (method === undefined)
      throw illegalArgument(`dynamic method [${javaClassOf(self)}, ${key}] not found`);
    const error = wrongMethodType(type.name, method, argumentTypes);
    if (error !== null) throw error;
    lastClass = type;
    lastMethod = method;
    isMaker = makesList(method);
    lastShape = shapeOf(self);
    return method;
  };
  return (frame, self, a, b, c) => {
    const method = lastMethod !== undefined && glance(self) === lastShape ? lastMethod : find(self);
    if (method.mutates) {
      if (isImmutable(self)) throw unsupportedOperation(null);
      if (context.isCondition) checkMutable(frame, self);
      // put, putIfAbsent and the like name the member; other methods may store anywhere in their receiver.
      if (arity >= 2) noteStored(frame, self, a, b);
      else if (arity > 0) noteStored(frame, self, null, a);
    }
    const result = method.invoke(self, a, b, c);
    return isMaker ? owned(context, frame, result) : result;
  };
}

/** What tells most values’ classes: the prototype, or that it is a string. Null for numbers and the like. */
function glance(value: Value): unknown {
  if (typeof value === 'string') return STRING_SHAPE;
  return typeof value === 'object' && value !== null ? Object.getPrototypeOf(value) : null;
}

/** The {@link glance} where it tells the class for sure; undefined, which no glance is, where it does not. */
function shapeOf(value: Value): unknown {
  const shape = glance(value);
  return SHAPES.has(shape) ? shape : undefined;
}

const STRING_SHAPE = 'string';
const SHAPES: ReadonlySet<unknown> = new Set<unknown>([
  STRING_SHAPE,
  Array.prototype,
  Object.prototype,
  MapEntry.prototype,
]);

/** Whether a method's list is a new one, not one that was there. */
function makesList({ name, returns }: JavaMethod): boolean {
  return name === 'collect' || (returns === 'List' && name !== 'asList');
}

const NOTHING: Run = () => null;

/** The arguments as closures, filled up to three, and their types. */
function compileArguments(
  context: CompileContext,
  method: JavaMethod | undefined,
  args: readonly Expression[],
  scope: Scope,
): [Run, Run, Run, string[]] {
  const types: string[] = [];
  const runs = args.map((arg, index) => {
    const compiled = context.compile(arg, scope);
    types.push(compiled.type);
    const parameter = method?.parameters[index]?.replace('?', '');
    return parameter === undefined || !isKnownType(parameter) || FUNCTION_TYPES.has(parameter)
      ? compiled.run
      : checkedArgument(context, compiled, parameter, arg.at).run;
  });
  return [runs[0] ?? NOTHING, runs[1] ?? NOTHING, runs[2] ?? NOTHING, types];
}

/** A typed argument must fit its parameter; a `def` is cast when the method is called. */
function checkedArgument(
  context: CompileContext,
  compiled: Compiled,
  parameter: string,
  at: number,
): Compiled {
  return compiled.type === 'def' ? compiled : convert(context, compiled, parameter, at);
}

function resultType(returns: string): string {
  return returns !== 'void' && isKnownType(returns) ? returns : 'def';
}

/** `new Type(…)`. */
export function compileNew(context: CompileContext, expression: NewExpression, scope: Scope): Compiled {
  const { type, args, at } = expression;
  const statics = staticsOf(type);
  const constructor = statics === undefined ? undefined : constructorOf(statics, args.length);
  if (constructor === undefined)
    throw context.unsupported(at, `the constructor [${type}, <init>/${args.length}]`);
  const [a, b, c] = compileArguments(context, constructor, args, scope);
  return {
    type,
    run: (frame) => owned(context, frame, constructor.invoke(null, a(frame), b(frame), c(frame))),
  };
}

/** A call of a function that the script itself declares. */
export function compileFunctionCall(
  context: CompileContext,
  expression: FunctionCallExpression,
  scope: Scope,
): Compiled {
  const { name, args, at } = expression;
  const callee = context.functions.get(`${name}/${args.length}`);
  if (callee === undefined)
    throw context.unsupported(at, `the call [${name}] with [${args.length}] arguments`);
  const { parameters, returnType } = callee.declaration;
  const runs = args.map(
    (arg, index) =>
      convert(context, context.compile(arg, scope), parameters[index]?.type ?? 'def', arg.at).run,
  );
  return {
    type: returnType,
    run: (frame) =>
      callee.call?.(
        frame,
        runs.map((run) => run(frame)),
      ) ?? null,
  };
}

/** A method of the value's class, by name and arguments, for method references. */
export function callByName(self: Value, name: string, args: readonly Value[]): Value {
  const method = classOf(self).find(`${name}/${args.length}`);
  if (method === undefined) {
    throw illegalArgument(`dynamic method [${javaClassOf(self)}, ${name}/${args.length}] not found`);
  }
  return method.invoke(self, args[0] ?? null, args[1] ?? null, args[2] ?? null);
}
