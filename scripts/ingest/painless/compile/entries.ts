import type { CallExpression } from '../syntax/ast';
import type { Compiled } from './context';
import type { Scope } from './scope';

/** `entry.getKey()` and `entry.getValue()` of a variable that stands for an entry (see {@link Scope.declareEntry}). */
export function compileEntryCall({ target, name }: CallExpression, scope: Scope): Compiled | undefined {
  const variable = target.kind === 'variable' ? scope.find(target.name) : undefined;
  if (variable?.isCursor !== true) return undefined;
  const code = `${variable.name}.${name === 'getKey' ? 'key' : 'value'}`;
  return {
    type: 'def',
    code,
    ...(name === 'getKey' ? { variable: code } : {}),
  };
}
