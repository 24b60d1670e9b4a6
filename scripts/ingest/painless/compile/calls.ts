import { classOf, declaredClass, KNOWN_METHODS, staticsOf } from '../api/registry';
import type { JavaClass, JavaMethod } from '../api/java-class';
import { constructorOf } from '../api/static-class';
import type { Frame, Run } from '../runtime/frame';
import { hashKey } from '../runtime/hashing';
import { refusesCall } from '../runtime/immutable';
import { castError, illegalArgument, unsupportedOperation } from '../runtime/java-error';
import type { Value } from '../runtime/values';
import { javaClassOf } from '../runtime/values';
import type { CallExpression, Expression, FunctionCallExpression, NewExpression } from '../syntax/ast';
import { isParameters, nullReference } from './access';
import type { CompileContext, Compiled } from './context';
import { convert, convertBoxed } from './convert';
import type { CallByClass } from './direct-call';
import { CHANGING_CALLS, directCompiler } from './direct-calls';
import { compileEntryCall } from './entries';
import { operandOf } from './operand';
import type { Scope } from './scope';
import { checkMutable, classInCondition, isDocumentPart, noteStored } from './store';
import { wrongMethodType } from './method-types';
import { staticViewCall, viewCall } from './views';
import { callResult } from './call-results';
import { checkNullSafe } from './null-safe';
import { displayName, isKnownType, isSubtype, mayBeFunction } from './types';

const MAX_ARGUMENTS = 3;
const FUNCTION_ARITIES: Readonly<Record<string, number>> = { Supplier: 0, Function: 1, BiFunction: 2 };

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
  const ofEntry = compileEntryCall(expression, scope);
  if (ofEntry !== undefined) return ofEntry;
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
  const { invoke, mutates, name, parameters } = method;
  return {
    type: resultType(method.returns),
    run: (frame) => {
      const first = a.run(frame);
      const isEmpty = Array.isArray(first) && first.length === 0;
      if (mutates && !isEmpty && refusesCall(first, `${name}/${parameters.length}`))
        throw unsupportedOperation(null);
      if (mutates && context.isCondition) checkMutable(frame, first);
      const second = b.run(frame);
      const ofView = context.isCondition ? staticViewCall(name, first, second) : undefined;
      if (ofView !== undefined) return ofView(frame, first, second);
      return owned(context, frame, invoke(null, first, second, c.run(frame)));
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
  if (key === 'hashCode/0' && target.type === 'StringBuilder')
    throw context.unsupported(at, 'the hash code of a StringBuilder');
  if (context.isCondition && key === 'hashCode/0' && isContainerType(target.type))
    throw context.unsupported(at, 'the hash code of what may be a view of the document');
  const known = knownMethod(context, target.type, key, at);
  if (nullSafe && known !== undefined) checkNullSafe(context, target.type, known.returns, at);
  const [a, b, c] = compileArguments(context, known, args, scope);
  const isNoted = expression.target.kind !== 'variable' || !context.freshLists.has(expression.target.name);
  const types = [a, b, c].slice(0, args.length).map((argument) => argument.type);
  let returned: string | undefined;
  const invoke = dispatcher(context, key, types, isNoted, (method) => (returned = method.returns));
  const type = known === undefined ? 'def' : resultType(known.returns);
  if (isParameters(expression.target, scope) && known?.mutates === true)
    return { type, run: refusing([a, b, c]) };
  const direct = directCompiler(key);
  if (direct !== undefined && !nullSafe && !(context.isCondition && CHANGING_CALLS.has(key))) {
    const otherwise: CallByClass = (frame, self, first, second) => {
      if (self === null) throw nullReference(name);
      return invoke(frame, self, first, second, null);
    };
    const operands = { target: operandOf(target), a: operandOf(a), b: operandOf(b) };
    return callResult(type, key, direct({ ...operands, otherwise, isNoted }), () => returned);
  }
  const run: Run = (frame) => {
    const self = target.run(frame);
    if (self === null && nullSafe) return null;
    const first = a.run(frame);
    const second = b.run(frame);
    const third = c.run(frame);
    if (self === null) throw nullReference(name);
    return invoke(frame, self, first, second, third);
  };
  return callResult(type, key, run, () => returned);
}

/** `params` itself takes no changes. */
function refusing(operands: readonly Compiled[]): Run {
  return (frame) => {
    for (const { run } of operands) run(frame);
    throw unsupportedOperation(null);
  };
}

function isContainerType(type: string): boolean {
  return isSubtype(type, 'Map') === true || isSubtype(type, 'Collection') === true;
}

/** The method that a typed receiver has; undefined for a `def`, whose class is known at run time only. */
function knownMethod(context: CompileContext, type: string, key: string, at: number): JavaMethod | undefined {
  const ofNull = type === 'null' ? declaredClass('Object') : undefined;
  if (type.endsWith('[]') || (type === 'null' && ofNull?.find(key) === undefined))
    throw context.error(at, `member method [${displayName(type)}, ${key}] not found`);
  const known = type === 'def' ? undefined : (ofNull ?? declaredClass(type));
  if (known !== undefined) {
    const method = known.find(key);
    if (method === undefined) throw context.unsupported(at, `the method [${known.name}, ${key}]`);
    if (context.isCondition && SCRIPT_METHODS.has(key))
      throw context.error(at, `member method [${known.name}, ${key}] not found`);
    return method;
  }
  if (!KNOWN_METHODS.has(key)) throw context.unsupported(at, `the method ${key}`);
  return undefined;
}

/** What `script` processors know and conditions do not. */
const SCRIPT_METHODS: ReadonlySet<string> = new Set(['sha1/0', 'sha256/0', 'sha512/0']);

type Dispatch = (frame: Frame, self: Value, a: Value, b: Value, c: Value) => Value;

/** Finds the method by the receiver's class, and remembers the last one found. */
function dispatcher(
  context: CompileContext,
  key: string,
  argumentTypes: readonly string[],
  isNoted: boolean,
  onFound: (method: JavaMethod) => void,
): Dispatch {
  const arity = argumentTypes.length;
  let lastClass: JavaClass | undefined;
  let lastMethod: JavaMethod | undefined;
  let isMaker = false;
  const find = (frame: Frame, self: Value, type: JavaClass): JavaMethod => {
    const method = context.isCondition && SCRIPT_METHODS.has(key) ? undefined : type.find(key);
    if (method === undefined) {
      const name = context.isCondition ? classInCondition(frame, self) : javaClassOf(self);
      throw illegalArgument(`dynamic method [${canonicalName(name)}, ${key}] not found`);
    }
    const error = wrongMethodType(type.name, method, argumentTypes);
    if (error !== null) throw error;
    lastClass = type;
    lastMethod = method;
    onFound(method);
    isMaker = makesList(method);
    return method;
  };
  return (frame, self, a, b, c) => {
    const type = classOf(self);
    const method = lastMethod !== undefined && type === lastClass ? lastMethod : find(frame, self, type);
    if (method.mutates) {
      if (refusesCall(self, key)) return callUnchanged(method, self, a, b, c);
      if (context.isCondition) {
        // The view takes texts for keys before it refuses them.
        if (key === 'put/2' && a !== null && typeof a !== 'string' && isDocumentPart(frame, self))
          throw castError(javaClassOf(a), 'java.lang.String');
        checkMutable(frame, self);
      }
      // put, putIfAbsent and the like name the member; other methods may store anywhere in their receiver.
      if (arity >= 2) noteStored(frame, self, a, b);
      else if (arity > 0 && isNoted) noteStored(frame, self, null, a);
    }
    const ofView = context.isCondition ? viewCall(key, self, a) : undefined;
    if (ofView !== undefined) return ofView(frame, self, a);
    const result = method.invoke(self, a, b, c);
    return isMaker && !(key === 'subList/2' && isDocumentPart(frame, self))
      ? owned(context, frame, result)
      : result;
  };
}

/** A call on a list that must stay as it is: methods that find nothing to remove or to add do nothing. */
function callUnchanged({ invoke, name }: JavaMethod, self: Value, a: Value, b: Value, c: Value): Value {
  const bulk = BULK_CHANGES[name];
  const isFilled = Array.isArray(self) && self.length > 0 && (name === 'sort' || name === 'replaceAll');
  if (!Array.isArray(self) || bulk === undefined || isFilled) throw unsupportedOperation(null);
  const copy = [...self];
  const result = invoke(copy, a, b, c);
  if (copy.length !== self.length) throw unsupportedOperation(bulk);
  return result;
}

/** What Java says when such a method changes something after all. */
const BULK_CHANGES: Readonly<Record<string, string | null>> = {
  addAll: null,
  removeAll: 'remove',
  retainAll: 'remove',
  removeIf: 'remove',
  clear: null,
  sort: null,
  replaceAll: null,
};

/** Java's name of a class as messages show it: `Map.Entry`, `String[]`. */
function canonicalName(name: string): string {
  return name.replace(/^\[L(.*);$/, '$1[]').replaceAll('$', '.');
}

/** Whether a method's list is a new one, not one that was there. */
function makesList({ name, returns }: JavaMethod): boolean {
  return name === 'collect' || (returns === 'List' && name !== 'asList');
}

const NOTHING: Compiled = { type: 'null', literal: null, run: () => null };

/** The arguments, filled up to three. */
function compileArguments(
  context: CompileContext,
  method: JavaMethod | undefined,
  args: readonly Expression[],
  scope: Scope,
): [Compiled, Compiled, Compiled] {
  const [a = NOTHING, b = NOTHING, c = NOTHING] = args.map((arg, index) => {
    const compiled = context.compile(arg, scope);
    const parameter = method?.parameters[index]?.replace('?', '');
    if (parameter === undefined || !isKnownType(parameter)) return asDef(context, compiled, arg.at);
    if (FUNCTION_ARITIES[parameter] !== undefined) {
      if (arg.kind === 'lambda' && arg.parameters.length !== FUNCTION_ARITIES[parameter])
        throw context.error(arg.at, `Incorrect number of parameters for [${parameter}].`);
      if (!mayBeFunction(compiled.type))
        throw context.error(arg.at, `Cannot cast from [${displayName(compiled.type)}] to a function.`);
      return compiled;
    }
    // Java casts each argument before it evaluates the next.
    if (compiled.type === 'def' && args.length > 1 && !parameter.endsWith('[]'))
      return { ...convertBoxed(context, compiled, parameter, arg.at), type: 'def' };
    // What the method is told of its arguments is the type that they were written with.
    return { ...checkedArgument(context, compiled, parameter, arg.at), type: compiled.type };
  });
  return [a, b, c];
}

/** What stands where a `def` is asked for: the parts of `a ? b : c` are converted each by itself. */
function asDef(context: CompileContext, compiled: Compiled, at: number): Compiled {
  return compiled.type === 'Object' ? convert(context, compiled, 'def', at) : compiled;
}

/** A typed argument must fit its parameter; a `def` is cast when the method is called. */
function checkedArgument(
  context: CompileContext,
  compiled: Compiled,
  parameter: string,
  at: number,
): Compiled {
  const isCast = compiled.type !== 'def' || (compiled.retarget !== undefined && !parameter.endsWith('[]'));
  return isCast ? convertBoxed(context, compiled, parameter, at) : compiled;
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
    run: (frame) => owned(context, frame, constructor.invoke(null, a.run(frame), b.run(frame), c.run(frame))),
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
      convertBoxed(context, context.compile(arg, scope), parameters[index]?.type ?? 'def', arg.at).run,
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
