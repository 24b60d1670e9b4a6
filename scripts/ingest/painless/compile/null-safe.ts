import type { CompileContext } from './context';
import { isPrimitive, isSubtype } from './types';

/**
 * Refuses `target?.member` that Painless refuses: a member that is a primitive, which cannot be null, and one whose
 * class is none of its target's, of which Painless makes no valid class (an interface or `def` may be anything).
 */
export function checkNullSafe(context: CompileContext, target: string, member: string, at: number): void {
  if (target === 'def' || member === 'def' || member === 'Object') return;
  if (isPrimitive(member)) throw context.error(at, 'Result of null safe operator must be nullable');
  if (target === 'null' || INTERFACES.has(member) || isSubtype(target, member) === true) return;
  throw context.unsupported(at, `a null-safe access to a ${member} of a ${target}`, 'Use a def variable.');
}

const INTERFACES: ReadonlySet<string> = new Set([
  ...['CharSequence', 'Comparable', 'Iterable', 'Collection', 'List', 'Set', 'Map', 'Map.Entry', 'Iterator'],
  ...['Stream', 'Temporal', 'Comparator', 'Collector', 'Function', 'BiFunction', 'Supplier'],
]);
