import type { Rule } from '../content';
import type { KqlNode, KqlTerm } from '../kql';

/**
 * Why Elasticsearch’s native `kql` query is known to read a rule’s query otherwise than Kibana, whose reading is the
 * one that counts; undefined when both must agree. An integration test shows each reason on the real server.
 */
export function nativeDifference(rule: Pick<Rule, 'ast'>): string | undefined {
  return terms(rule.ast).some(isEscapedWildcard)
    ? 'the native kql query does not find values by a wildcard with an escaped character, such as RE\\:*'
    : undefined;
}

/** A pattern with a character that KQL wants escaped: the native query keeps the backslash in the pattern. */
function isEscapedWildcard(term: KqlTerm): boolean {
  return term.type === 'wildcard' && term.parts.some((part) => /[\\():<>"{}*]/.test(part));
}

function terms(node: KqlNode): KqlTerm[] {
  switch (node.type) {
    case 'and':
    case 'or':
      return node.children.flatMap(terms);
    case 'not':
    case 'nested':
      return terms(node.child);
    case 'is':
    case 'range':
      return [node.value];
    case 'match_all':
      return [];
  }
}
