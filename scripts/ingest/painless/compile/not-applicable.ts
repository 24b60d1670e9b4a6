import type { ContentError } from '../../../base/errors';
import type { CompileContext } from './context';
import { displayName } from './types';

/** The refusal of an operator whose operands have types that it does not take, in Elasticsearch's words. */
export function notApplicableTo(
  context: CompileContext,
  operator: string,
  left: string,
  right: string,
  at: number,
): ContentError {
  const types = `[${displayName(left)}] and [${displayName(right)}]`;
  return context.error(at, `Cannot apply [${operator}] operation to types ${types}.`);
}
