import type { DirectCall } from './direct-call';
import { LIST_CALLS, addUnnoted } from './direct-list-calls';
import { MAP_CALLS } from './direct-map-calls';
import { STRING_CALLS } from './direct-string-calls';

const CALLS: ReadonlyMap<string, DirectCall> = new Map(
  [MAP_CALLS, LIST_CALLS, STRING_CALLS].flatMap((calls) => Object.entries(calls)),
);

/**
 * The direct call of a method, by `name/arity`. What is stored in a list may have to become JSON when the script ends
 * where that is noted.
 */
export function directCall(key: string, isNoted: boolean): DirectCall | undefined {
  return key === 'add/1' && !isNoted ? addUnnoted : CALLS.get(key);
}

/** Those that change their receiver, which a condition must check first. */
export const CHANGING_CALLS: ReadonlySet<string> = new Set(['put/2', 'remove/1', 'add/1']);
