import { mapGet, type MapValue } from '../runtime/map-object';
import type { CallExpression } from '../syntax/ast';
import type { Compiled } from './context';
import type { Scope } from './scope';

/** `entry.getKey()` and `entry.getValue()` of a variable that stands for an entry (see {@link Scope.declareEntry}). */
export function compileEntryCall({ target, name }: CallExpression, scope: Scope): Compiled | undefined {
  const variable = target.kind === 'variable' ? scope.find(target.name) : undefined;
  if (variable?.mapSlot === undefined) return undefined;
  const { slot, mapSlot } = variable;
  if (name === 'getKey') return { type: 'def', slot, run: ({ locals }) => locals[slot] ?? null };
  return {
    type: 'def',
    run: ({ locals }) => mapGet(locals[mapSlot] as MapValue, locals[slot] ?? null),
  };
}
