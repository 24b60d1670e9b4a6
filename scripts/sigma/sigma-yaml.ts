import { dump, SCALAR_STYLE, visit, YAML11_SCHEMA } from 'js-yaml';
import type { Node } from 'js-yaml';
import type { SigmaRule } from './sigma-rule';

/**
 * A Sigma rule as its file, in the form that the specification recommends: indented by four, strings of the detection
 * in single quotes. pySigma reads YAML 1.1, in which `no` or `1:30` would not be text: such strings are quoted too.
 */
export function sigmaYaml(rule: SigmaRule): string {
  return dump(rule, {
    indent: 4,
    lineWidth: 120,
    noRefs: true,
    quoteStyle: 'single',
    schema: YAML11_SCHEMA,
    transform: (documents) =>
      visit(documents, (node, { depth }) => {
        if (depth === 0) for (const section of sectionsOf(node)) quoteStrings(section);
        return undefined;
      }),
  });
}

/** The search identifiers below `detection`, not its condition. */
function sectionsOf(root: Node): Node[] {
  const detection = membersOf(root).find(({ name }) => name === 'detection')?.value;
  if (detection === undefined) return [];
  return membersOf(detection).flatMap(({ name, value }) => (name === 'condition' ? [] : [value]));
}

function membersOf(node: Node): { name: string; value: Node }[] {
  if (node.kind !== 'mapping') return [];
  return node.items.map(({ key, value }) => ({ name: key.kind === 'scalar' ? key.value : '', value }));
}

function quoteStrings(node: Node): void {
  if (node.kind === 'mapping') for (const { value } of node.items) quoteStrings(value);
  else if (node.kind === 'sequence') for (const item of node.items) quoteStrings(item);
  else if (node.kind === 'scalar' && node.tag.endsWith('str')) node.style = SCALAR_STYLE.SINGLE_QUOTED;
}
