import type { Value } from '../runtime/values';
import type { Compiled } from './context';

/** An expression whose value is known when the script is compiled. */
export function constantOf(type: string, literal: Value): Compiled {
  return { type, literal, run: () => literal };
}
