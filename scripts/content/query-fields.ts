import { eqlFields } from '../eql';
import { termText } from '../kql';
import type { KqlNode, KqlTerm, Span } from '../kql';
import { esqlDottedNames } from './esql-text';
import type { Rule } from './pack';

/** A field that a query names. */
export interface QueryField {
  readonly name: string;
  readonly span: Span;
  /** The name holds a `*` and stands for all fields that fit. */
  readonly pattern: boolean;
}

/** The fields that a rule's query names, in the language of its type. */
export function ruleFields(rule: Rule): QueryField[] {
  switch (rule.type) {
    case 'eql':
      return eqlFields(rule.eql).map(({ name, span }) => ({ name, span, pattern: false }));
    case 'esql':
      return esqlDottedNames(rule.query).map(({ name, start }) => ({
        name,
        span: { start, end: start + name.length },
        pattern: false,
      }));
    default:
      return queryFields(rule.ast);
  }
}

/** The fields that a query names, in order of appearance, each as often as it stands there. */
export function queryFields(node: KqlNode): QueryField[] {
  return collect(node, '');
}

function collect(node: KqlNode, path: string): QueryField[] {
  switch (node.type) {
    case 'and':
    case 'or':
      return node.children.flatMap((child) => collect(child, path));
    case 'not':
      return collect(node.child, path);
    case 'nested':
      return collect(node.child, `${path}${termText(node.path)}.`);
    case 'is':
      return node.field === null ? [] : [queryField(node.field, path)];
    case 'range':
      return [queryField(node.field, path)];
    case 'match_all':
      return [];
  }
}

function queryField(field: KqlTerm, path: string): QueryField {
  return { name: `${path}${termText(field)}`, span: field.span, pattern: field.type === 'wildcard' };
}
