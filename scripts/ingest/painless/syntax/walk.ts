import type { Expression, Statement } from './ast';

type Node = Expression | Statement;

/**
 * Calls a function with every expression and statement of a part of a script, itself included; what is in one for
 * which it returns false is left out.
 */
export function visitNodes(part: unknown, visit: (node: Node) => unknown): void {
  if (typeof part !== 'object' || part === null) return;
  if (!Array.isArray(part) && 'kind' in part && visit(part as Node) === false) return;
  for (const inner of Object.values(part)) visitNodes(inner, visit);
}
