import type { Value } from '../runtime/values';
import type { CompileContext, Compiled } from './context';

/** An expression whose value is known when the script is compiled. */
export function constantOf(context: CompileContext, type: string, literal: Value): Compiled {
  return { type, literal, code: context.code.literal(literal) };
}
