import type { JavaMethod } from '../api/java-class';
import { staticsOf } from '../api/registry';
import { constructorOf } from '../api/static-class';
import type { Frame } from '../runtime/frame';
import { refusesCall } from '../runtime/immutable';
import { unsupportedOperation } from '../runtime/java-error';
import type { Value } from '../runtime/values';
import type { Expression, NewExpression } from '../syntax/ast';
import { compileArguments } from './call-arguments';
import { owned, resultType } from './call-results';
import type { CompileContext, Compiled } from './context';
import type { Scope } from './scope';
import { checkMutable } from './store';
import { staticViewCall } from './views';

/** `Type.name(…)`. */
export function compileStaticCall(
  context: CompileContext,
  method: JavaMethod,
  args: readonly Expression[],
  scope: Scope,
): Compiled {
  const [a, b, c] = compileArguments(context, method, args, scope);
  const code = context.code.call(invoker(context, method), 'frame', a.code, b.code, c.code);
  return { type: resultType(method.returns), code };
}

function invoker(context: CompileContext, { invoke, mutates, name, parameters }: JavaMethod): CallOfStatic {
  const { isCondition } = context;
  if (!mutates && !isCondition) return (_frame, a, b, c) => invoke(null, a, b, c);
  return (frame, a, b, c) => {
    const isEmpty = Array.isArray(a) && a.length === 0;
    if (mutates && !isEmpty && refusesCall(a, `${name}/${parameters.length}`))
      throw unsupportedOperation(null);
    if (mutates && isCondition) checkMutable(frame, a);
    const ofView = isCondition ? staticViewCall(name, a, b) : undefined;
    return ofView === undefined ? owned(context, frame, invoke(null, a, b, c)) : ofView(frame, a, b);
  };
}

type CallOfStatic = (frame: Frame, a: Value, b: Value, c: Value) => Value;

/** `new Type(…)`. */
export function compileNew(context: CompileContext, expression: NewExpression, scope: Scope): Compiled {
  const { type, args, at } = expression;
  const statics = staticsOf(type);
  const constructor = statics === undefined ? undefined : constructorOf(statics, args.length);
  if (constructor === undefined)
    throw context.unsupported(at, `the constructor [${type}, <init>/${args.length}]`);
  const [a, b, c] = compileArguments(context, constructor, args, scope);
  if (type === 'TreeMap' && a.type === 'Function')
    throw context.unsupported(at, 'a TreeMap with a comparator');
  const make: CallOfStatic = (frame, first, second, third) =>
    owned(context, frame, constructor.invoke(null, first, second, third));
  return {
    type,
    code: context.code.call(make, 'frame', a.code, b.code, c.code),
  };
}
