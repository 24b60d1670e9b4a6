import type { KqlNode } from '../kql';

/**
 * What shows that a node of a query counts: a near miss in which it alone is false, or a hit that it alone carries. Under
 * a `not` the two change places.
 */
export type Need = 'near_miss' | 'hit';

/** A node of a query with what must be shown of it. */
export interface NeedyNode {
  readonly node: KqlNode;
  readonly needs: readonly Need[];
  readonly children: readonly NeedyNode[];
}

type Place = 'root' | 'and' | 'or' | 'not';

/**
 * The tree of a query. Near misses are needed for each member of an `and`, each `not` and the whole of a query that is no
 * `and`; hits for each member of an `or`, values of a value list among them.
 */
export function needsOf(ast: KqlNode): NeedyNode {
  const visit = (node: KqlNode, place: Place, isNegated: boolean): NeedyNode => {
    const needs = new Set<Need>();
    if (place === 'and' || (place === 'root' && node.type !== 'and'))
      needs.add(isNegated ? 'hit' : 'near_miss');
    if (place === 'or') needs.add(isNegated ? 'near_miss' : 'hit');
    if (node.type === 'not' && !isNegated) needs.add('near_miss');
    return { node, needs: [...needs], children: childrenOf(node, isNegated) };
  };
  const childrenOf = (node: KqlNode, isNegated: boolean): NeedyNode[] => {
    switch (node.type) {
      case 'and':
      case 'or':
        return node.children.map((child) => visit(child, node.type, isNegated));
      case 'not':
        return [visit(node.child, 'not', !isNegated)];
      default:
        return [];
    }
  };
  return visit(ast, 'root', false);
}

/** Does the query match a document, and on which of its nodes does that hang? */
export interface Decision {
  readonly matches: boolean;
  /** With any one of these taken for the opposite, the answer is the opposite, too. */
  readonly nodes: readonly NeedyNode[];
}

/** Evaluates a query on a document of which it is known what each leaf says. */
export function decide(root: NeedyNode, holds: (leaf: KqlNode) => boolean): Decision {
  const judged = judge(root, holds);
  const nodes: NeedyNode[] = [];
  const collect = ({ needy, children }: Judged): void => {
    nodes.push(needy);
    // A member decides an `and` where all the others hold, an `or` where none of them does.
    const usual = needy.node.type === 'and';
    const deciding = children.filter(({ value }) => value !== usual);
    if (needy.node.type === 'not' || deciding.length === 0) children.forEach(collect);
    else if (deciding.length === 1) deciding.forEach(collect);
  };
  collect(judged);
  return { matches: judged.value, nodes };
}

interface Judged {
  readonly needy: NeedyNode;
  readonly value: boolean;
  readonly children: readonly Judged[];
}

function judge(needy: NeedyNode, holds: (leaf: KqlNode) => boolean): Judged {
  const { node } = needy;
  const children = needy.children.map((child) => judge(child, holds));
  return { needy, value: valueOf(node, children, holds), children };
}

function valueOf(node: KqlNode, children: readonly Judged[], holds: (leaf: KqlNode) => boolean): boolean {
  switch (node.type) {
    case 'and':
      return children.every(({ value }) => value);
    case 'or':
      return children.some(({ value }) => value);
    case 'not':
      return !children.some(({ value }) => value);
    default:
      return holds(node);
  }
}
