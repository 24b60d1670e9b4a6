import { parseKql } from './parse';
import type { KqlNode, Span } from './syntax-tree';

function childrenOf(node: KqlNode): readonly KqlNode[] {
  switch (node.type) {
    case 'and':
    case 'or':
      return node.children;
    case 'not':
    case 'nested':
      return [node.child];
    default:
      return [];
  }
}

/**
 * The first place where `and` and `or` stand side by side without parentheses, as the span of the whole
 * chain; undefined when there is none. Kibana lets `and` bind tighter, the native `kql` query of Elasticsearch
 * gives both one precedence, so that such a query means two things.
 */
export function findUnparenthesisedMix(query: string | KqlNode): Span | undefined {
  const node = typeof query === 'string' ? parseKql(query) : query;
  const children = childrenOf(node);
  if (node.type === 'or' && children.some((child) => child.type === 'and' && child.group === undefined)) {
    return node.span;
  }
  for (const child of children) {
    const span = findUnparenthesisedMix(child);
    if (span !== undefined) return span;
  }
  return undefined;
}

/** All clauses that carry a condition themselves, left to right: what `explain` shows and mutation changes. */
export function leavesOf(node: KqlNode): readonly KqlNode[] {
  const children = childrenOf(node);
  return children.length === 0 ? [node] : children.flatMap(leavesOf);
}
