import type { JavaMethod } from '../api/java-class';
import { staticsOf } from '../api/registry';
import { constructorOf } from '../api/static-class';
import { refusesCall } from '../runtime/immutable';
import { unsupportedOperation } from '../runtime/java-error';
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
  return {
    type,
    run: (frame) => owned(context, frame, constructor.invoke(null, a.run(frame), b.run(frame), c.run(frame))),
  };
}
