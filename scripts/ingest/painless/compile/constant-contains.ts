import { hashKey } from '../runtime/hashing';
import type { Value } from '../runtime/values';
import type { CallExpression } from '../syntax/ast';
import type { CompileContext, Compiled } from './context';
import type { Scope } from './scope';

/** `['a', 'b'].contains(x)` with constants only: the set is made once. Undefined for any other call. */
export function compileConstantContains(
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
  const { code } = context.compile(arg, scope);
  return {
    type: 'boolean',
    code: context.code.call((value: Value) => keys.has(hashKey(value)), code),
  };
}
