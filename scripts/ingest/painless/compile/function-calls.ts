import type { FunctionCallExpression } from '../syntax/ast';
import type { CompileContext, Compiled } from './context';
import { convertBoxed } from './convert';
import type { Scope } from './scope';

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
  const codes = args.map(
    (arg, index) =>
      convertBoxed(context, context.compile(arg, scope), parameters[index]?.type ?? 'def', arg.at).code,
  );
  return {
    type: returnType,
    code: `${callee.name}(${['frame', ...codes].join(', ')})`,
  };
}
