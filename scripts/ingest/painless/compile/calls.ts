import { staticsOf } from '../api/registry';
import type { CallExpression } from '../syntax/ast';
import { compileConstantContains } from './constant-contains';
import type { CompileContext, Compiled } from './context';
import { compileEntryCall } from './entries';
import { compileMethodCall } from './method-calls';
import type { Scope } from './scope';
import { compileStaticCall } from './static-calls';

const MAX_ARGUMENTS = 3;

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
      return compileStaticCall(context, method, args, scope);
    }
  }
  return (
    compileEntryCall(expression, scope) ??
    compileConstantContains(context, expression, scope) ??
    compileMethodCall(context, expression, key, scope)
  );
}
