import type { Expression, Script } from '../syntax/ast';
import { visitNodes } from '../syntax/walk';

/**
 * Variables that hold nothing but lists that the script made. What is added to such a list is found where the list
 * itself was stored, so that nobody has to look for it in the whole document.
 */
export function freshLists(script: Script): ReadonlySet<string> {
  const fresh = new Set<string>();
  const others = new Set<string>();
  const bind = (name: string, value: Expression | null): void => {
    (value?.kind === 'list' ? fresh : others).add(name);
  };
  for (const { parameters } of script.functions) for (const { name } of parameters) bind(name, null);
  visitNodes(script, (node) => {
    if (node.kind === 'declaration') for (const { name, value } of node.variables) bind(name, value);
    if (node.kind === 'assign' && node.target.kind === 'variable') bind(node.target.name, node.value);
    if (node.kind === 'forEach') bind(node.variable.name, null);
    if (node.kind === 'lambda') for (const { name } of node.parameters) bind(name, null);
    if (node.kind === 'try') for (const { name } of node.catches) bind(name, null);
  });
  return new Set([...fresh].filter((name) => !others.has(name)));
}
