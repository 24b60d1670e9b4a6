import type { KqlIs, KqlNode, KqlRange, RangeOperator } from '../kql';
import { termText } from '../kql';
import type { KnownFields } from '../query-dsl';
import { changedValue } from './changed-value';
import { narrower, wider } from './changed-pattern';

/** A query that differs from a rule's own in one place. */
export interface KqlMutant {
  /** What was done, e.g. `dropped`, `negated`, `or instead of and`. */
  readonly change: string;
  /** The part of the query that was changed, as it was. */
  readonly clause: KqlNode;
  readonly ast: KqlNode;
  /** What a case must be like that tells the two apart. */
  readonly wanted: string;
}

type Change = Omit<KqlMutant, 'ast' | 'clause'> & { readonly node: KqlNode };

const OPERATOR: Readonly<Record<RangeOperator, RangeOperator>> = {
  lt: 'lte',
  lte: 'lt',
  gt: 'gte',
  gte: 'gt',
};

/**
 * Every query that differs from the given one in one place: a clause dropped, negated or swapped with its neighbour, `and`
 * for `or`, another value, a wider or narrower pattern, an open for a closed bound.
 */
export function kqlMutants(ast: KqlNode, fields: KnownFields): KqlMutant[] {
  const mutants: KqlMutant[] = [];
  const visit = (node: KqlNode, put: (changed: KqlNode) => KqlNode): void => {
    for (const { node: changed, ...change } of changesOf(node, fields))
      mutants.push({ ...change, clause: node, ast: put(changed) });
    switch (node.type) {
      case 'and':
      case 'or':
        node.children.forEach((child, index) => {
          mutants.push({
            change: 'dropped',
            clause: child,
            ast: put(without(node, index)),
            wanted:
              node.type === 'and'
                ? 'a near miss in which this clause alone is false'
                : 'a hit that this alternative alone carries',
          });
          visit(child, (changed) => put({ ...node, children: node.children.with(index, changed) }));
        });
        return;
      case 'not':
      case 'nested':
        visit(node.child, (changed) => put({ ...node, child: changed }));
        return;
      default:
    }
  };
  visit(ast, (changed) => changed);
  return mutants;
}

function changesOf(node: KqlNode, fields: KnownFields): Change[] {
  switch (node.type) {
    case 'and':
    case 'or': {
      const other = node.type === 'and' ? 'or' : 'and';
      return [
        {
          change: `“${other}” for “${node.type}”`,
          node: { ...node, type: other },
          wanted:
            node.type === 'and'
              ? 'a near miss in which one of these clauses alone is false'
              : 'a hit in which one of these alternatives alone holds',
        },
        ...swaps(node.children).map((children) => ({
          change: 'values of two clauses exchanged',
          node: { ...node, children },
          wanted: 'a hit in which both clauses hold',
        })),
      ];
    }
    case 'not':
      return [
        {
          change: '“not” taken away',
          node: node.child,
          wanted: 'a near miss in which this negation alone is false',
        },
      ];
    case 'is':
      return [negation(node), ...valueChanges(node, fields)];
    case 'range':
      return [negation(node), ...boundChanges(node, fields)];
    default:
      return [];
  }
}

function negation(node: KqlNode): Change {
  return {
    change: 'negated',
    node: { type: 'not', child: node, span: node.span },
    wanted: 'a hit in which it holds, with the other alternatives false',
  };
}

function valueChanges(node: KqlIs, fields: KnownFields): Change[] {
  const { field, value } = node;
  const type = field?.type === 'literal' ? fields.lookup(termText(field))?.type : undefined;
  const changed = changedValue(value, type);
  const patterns = [
    ...narrower(value).map((term) => ({ term, wanted: 'a hit that only the wider pattern finds' })),
    ...wider(value).map((term) => ({ term, wanted: 'a near miss that only the wider pattern finds' })),
  ];
  return [
    ...(changed === undefined
      ? []
      : [
          {
            change: `value ${termText(changed)}`,
            node: { ...node, value: changed },
            wanted: 'a hit that this value alone carries',
          },
        ]),
    ...patterns.map(({ term, wanted }) => ({
      change: `pattern ${termText(term)}`,
      node: { ...node, value: term },
      wanted,
    })),
  ];
}

function boundChanges(node: KqlRange, fields: KnownFields): Change[] {
  const operator = OPERATOR[node.operator];
  const type = fields.lookup(termText(node.field))?.type;
  const value = changedValue(node.value, type);
  return [
    {
      change: `${operator} for ${node.operator}`,
      node: { ...node, operator },
      wanted: 'a case whose value is the bound itself',
    },
    ...(value === undefined
      ? []
      : [
          {
            change: `bound ${termText(value)}`,
            node: { ...node, value },
            wanted: 'a hit and a near miss next to the bound',
          },
        ]),
  ];
}

function without(node: Extract<KqlNode, { type: 'and' | 'or' }>, index: number): KqlNode {
  const children = node.children.toSpliced(index, 1);
  const [only] = children;
  return only !== undefined && children.length === 1 ? only : { ...node, children };
}

/** Neighbouring clauses on different fields, with their values exchanged. */
function swaps(children: readonly KqlNode[]): (readonly KqlNode[])[] {
  return children.slice(1).flatMap((right, index) => {
    const left = children[index];
    if (left?.type !== 'is' || right.type !== 'is' || left.field === null || right.field === null) return [];
    if (termText(left.field) === termText(right.field) || termText(left.value) === termText(right.value))
      return [];
    const exchanged = children.with(index, { ...left, value: right.value });
    return [exchanged.with(index + 1, { ...right, value: left.value })];
  });
}
