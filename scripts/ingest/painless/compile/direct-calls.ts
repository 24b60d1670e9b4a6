import type { DirectCompiler } from './direct-call';
import { LIST_CALLS } from './direct-list-calls';
import { MAP_CALLS } from './direct-map-calls';
import { STRING_CALLS } from './direct-string-calls';

const CALLS: readonly Readonly<Record<string, DirectCompiler>>[] = [MAP_CALLS, LIST_CALLS, STRING_CALLS];

/** The direct call of a method, by `name/arity`. */
export function directCompiler(key: string): DirectCompiler | undefined {
  for (const calls of CALLS) if (Object.hasOwn(calls, key)) return calls[key];
  return undefined;
}

/** Those that change their receiver, which a condition must check first. */
export const CHANGING_CALLS: ReadonlySet<string> = new Set(['put/2', 'remove/1', 'add/1']);
