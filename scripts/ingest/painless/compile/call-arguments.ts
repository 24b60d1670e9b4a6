import type { JavaMethod } from '../api/java-class';
import type { Expression } from '../syntax/ast';
import type { CompileContext, Compiled } from './context';
import { convert, convertBoxed } from './convert';
import type { Scope } from './scope';
import { displayName, isKnownType, mayBeFunction } from './types';

const FUNCTION_ARITIES: Readonly<Record<string, number>> = {
  Supplier: 0,
  Function: 1,
  BiFunction: 2,
};

const NOTHING: Compiled = { type: 'null', literal: null, code: 'null' };

/** The arguments of a call of a method, which is known where the receiver is typed; filled up to three. */
export function compileArguments(
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
      return {
        ...convertBoxed(context, compiled, parameter, arg.at),
        type: 'def',
      };
    // What the method is told of its arguments is the type that they were written with.
    return {
      ...checkedArgument(context, compiled, parameter, arg.at),
      type: compiled.type,
    };
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
