import { findUnparenthesisedMix, isLoneStar, parseKql, termText, KqlSyntaxError } from '../../../scripts/kql';
import type { KqlIs, KqlNode, KqlRange, KqlTerm } from '../../../scripts/kql';
import type { FieldCatalogue } from '../../../scripts/query-dsl';

const WHOLE = new Set(['long', 'integer', 'short', 'byte']);
const DECIMAL = new Set(['double', 'float']);

/** The rows of the conformance page that a query exercises. */
export function featuresOf(query: string, fields: FieldCatalogue): string[] {
  const found = new Set<string>();
  try {
    const node = parseKql(query);
    if (findUnparenthesisedMix(node) !== undefined) found.add('and beside or without parentheses');
    collect(node, undefined, fields, found);
    if (/\\/.test(query)) found.add('escapes');

    if (/[^\x00-\x7f]/.test(query)) found.add('text beyond ASCII');
  } catch (error) {
    if (!(error instanceof KqlSyntaxError)) throw error;
    found.add('no KQL');
  }
  return [...found];
}

function collect(node: KqlNode, path: string | undefined, fields: FieldCatalogue, found: Set<string>): void {
  switch (node.type) {
    case 'match_all':
      found.add('empty query');
      return;
    case 'and':
    case 'or':
      found.add(node.type);
      for (const child of node.children) collect(child, path, fields, found);
      return;
    case 'not':
      found.add('not');
      collect(node.child, path, fields, found);
      return;
    case 'nested': {
      found.add(path === undefined ? 'nested group' : 'nested group in a nested group');
      const name = termText(node.path);
      collect(node.child, path === undefined ? name : `${path}.${name}`, fields, found);
      return;
    }
    case 'is':
    case 'range':
      leaf(node, path, fields, found);
  }
}

function leaf(
  node: KqlIs | KqlRange,
  path: string | undefined,
  fields: FieldCatalogue,
  found: Set<string>,
): void {
  const { field, value } = node;
  if (field === null) {
    found.add(`free text: ${shape(value)}`);
    return;
  }
  if (field.span.end <= value.span.start && node.span.start === value.span.start) found.add('value list');
  if (field.type === 'wildcard') {
    found.add(isLoneStar(field) ? 'any field' : 'field names by a pattern');
    return;
  }
  if (field.quoted) found.add('quoted field name');
  const name = path === undefined ? termText(field) : `${path}.${termText(field)}`;
  const kind = kindOf(name, fields, found);
  found.add(`${kind}: ${node.type === 'range' ? 'range' : shape(value)}`);
}

function shape(value: KqlTerm): string {
  if (isLoneStar(value)) return 'exists';
  if (value.type === 'wildcard') return 'wildcard';
  return value.quoted ? 'quoted value' : 'value';
}

function kindOf(name: string, fields: FieldCatalogue, found: Set<string>): string {
  const field = fields.lookup(name);
  if (field === undefined) return fields.objectAt(name) === undefined ? 'unmapped field' : 'object';
  if (field.name !== name) found.add('alias');
  if (field.isMultiField) found.add('multi-field');
  if (field.flattenedKey !== undefined) return 'flattened key';
  if (WHOLE.has(field.type)) return 'whole number';
  return DECIMAL.has(field.type) ? 'decimal number' : field.type;
}
