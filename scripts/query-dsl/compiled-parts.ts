import { isJsonObject, type JsonValue } from '../base/json';
import type { KqlNode } from '../kql';
import type { QueryDsl } from './types';

/**
 * What {@link compileKql} made of each node of a query, except inside of nested groups: the very objects within the compiled
 * query, so that whoever compiles them for a mapping on which the query was run already gets them for nothing.
 */
export function compiledParts(ast: KqlNode, query: QueryDsl): Map<KqlNode, QueryDsl> {
  const parts = new Map<KqlNode, QueryDsl>();
  const visit = (node: KqlNode, part: JsonValue | undefined): void => {
    if (!isJsonObject(part)) throw new Error(`not the compiled form of this query: ${JSON.stringify(query)}`);
    parts.set(node, part);
    const bool = isJsonObject(part['bool']) ? part['bool'] : {};
    if (node.type === 'not') visit(node.child, bool['must_not']);
    if (node.type !== 'and' && node.type !== 'or') return;
    const members = bool[node.type === 'and' ? 'filter' : 'should'];
    node.children.forEach((child, index) =>
      visit(child, Array.isArray(members) ? members[index] : undefined),
    );
  };
  visit(ast, query);
  return parts;
}
