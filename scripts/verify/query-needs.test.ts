import { parseKql } from '../kql';
import { clauseText } from './explain-query';
import { decide, needsOf } from './query-needs';
import type { NeedyNode } from './query-needs';

function everyNode(needy: NeedyNode): NeedyNode[] {
  return [needy, ...needy.children.flatMap(everyNode)];
}

describe('needsOf', () => {
  test.each([
    ['a: 1', { 'a: 1': ['near_miss'] }],
    ['a: 1 and b: 2', { 'a: 1': ['near_miss'], 'b: 2': ['near_miss'] }],
    ['a: 1 and not b: 2', { 'a: 1': ['near_miss'], 'not b: 2': ['near_miss'] }],
    ['a: (1 or 2)', { 'a: (1 or 2)': ['near_miss'], 'a: 1': ['hit'], 'a: 2': ['hit'] }],
    [
      'a: 1 and (b: 2 or (c: 3 and d: 4))',
      {
        'a: 1': ['near_miss'],
        'b: 2 or (c: 3 and d: 4)': ['near_miss'],
        'b: 2': ['hit'],
        'c: 3 and d: 4': ['hit'],
        'c: 3': ['near_miss'],
        'd: 4': ['near_miss'],
      },
    ],
    [
      'a: 1 or not b: 2',
      { 'a: 1 or not b: 2': ['near_miss'], 'a: 1': ['hit'], 'not b: 2': ['hit', 'near_miss'] },
    ],
    // Each of two excluded values needs a near miss, each half of an excluded pair a hit.
    [
      'a: 1 and not b: (2 or 3)',
      {
        'a: 1': ['near_miss'],
        'not b: (2 or 3)': ['near_miss'],
        'b: 2': ['near_miss'],
        'b: 3': ['near_miss'],
      },
    ],
    [
      'a: 1 and not (b: 2 and c: 3)',
      { 'a: 1': ['near_miss'], 'not (b: 2 and c: 3)': ['near_miss'], 'b: 2': ['hit'], 'c: 3': ['hit'] },
    ],
  ])('%s', (query, expected) => {
    const found = everyNode(needsOf(parseKql(query)))
      .filter(({ needs }) => needs.length > 0)
      .map(({ node, needs }) => [clauseText(query, node), needs]);
    expect(found).toEqual(Object.entries(expected));
  });
});

describe('decide', () => {
  const query = 'a: 1 and (b: 2 or c: 3) and not (d: 4 and e: 5)';
  const root = needsOf(parseKql(query));

  test.each([
    // Of two alternatives that both hold, none carries the hit.
    ['a: 1|b: 2|c: 3', true, ['a: 1', 'b: 2 or c: 3', 'not (d: 4 and e: 5)', 'd: 4 and e: 5']],
    ['a: 1|b: 2', true, ['a: 1', 'b: 2 or c: 3', 'b: 2', 'not (d: 4 and e: 5)', 'd: 4 and e: 5']],
    // Where half of the excluded pair holds, the other half decides.
    [
      'a: 1|b: 2|d: 4',
      true,
      ['a: 1', 'b: 2 or c: 3', 'b: 2', 'not (d: 4 and e: 5)', 'd: 4 and e: 5', 'e: 5'],
    ],
    ['b: 2|c: 3', false, ['a: 1']],
    ['a: 1', false, ['b: 2 or c: 3', 'b: 2', 'c: 3']],
    ['a: 1|b: 2|d: 4|e: 5', false, ['not (d: 4 and e: 5)', 'd: 4 and e: 5', 'd: 4', 'e: 5']],
    ['', false, []],
  ])('where %s hold, the query is %s', (holding, matches, deciding) => {
    const held = holding.split('|');
    const decision = decide(root, (leaf) => held.includes(clauseText(query, leaf)));
    expect(decision.matches).toBe(matches);
    expect(decision.nodes.slice(1).map(({ node }) => clauseText(query, node))).toEqual(deciding);
  });

  test('says of a node exactly what evaluating the query with the node forced says', () => {
    const leaves = ['a: 1', 'b: 2', 'c: 3', 'd: 4', 'e: 5'];
    const evaluate = (needy: NeedyNode, holds: (text: string) => boolean, forced: NeedyNode): boolean => {
      const inner = needy.children.map((child) => evaluate(child, holds, forced));
      const { type } = needy.node;
      const own =
        type === 'and'
          ? !inner.includes(false)
          : type === 'or'
            ? inner.includes(true)
            : type === 'not'
              ? !inner.includes(true)
              : holds(clauseText(query, needy.node));
      return needy === forced ? !own : own;
    };
    for (let bits = 0; bits < 2 ** leaves.length; bits++) {
      const holds = (text: string): boolean => ((bits >> leaves.indexOf(text)) & 1) === 1;
      const { matches, nodes } = decide(root, (leaf) => holds(clauseText(query, leaf)));
      for (const needy of everyNode(root))
        expect([bits, nodes.includes(needy)]).toEqual([bits, evaluate(root, holds, needy) !== matches]);
    }
  });
});
