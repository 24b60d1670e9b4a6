import type { KqlRule } from '../content';
import type { KqlNode, KqlTerm } from '../kql';
import { termDifference, type TermDifference } from '../query-dsl';

/** What the native query makes of a value; docs/kql-differences.md has examples. */
const CAUSES: Readonly<Record<TermDifference, string>> = {
  pattern:
    'the native kql query does not find values by a wildcard with an escaped character, such as RE\\:*, or with ?',
  'white-space': 'the native kql query makes one space of any white space between words',
  keyword: 'the native kql query reads "and", "or" and "not" at either end of a value otherwise',
  escape: 'the native kql query does not read an escaped character in a value as Kibana does',
  null: 'the native kql query takes null for a word',
};

/**
 * Why Elasticsearch’s native `kql` query is known to read a rule’s query otherwise than Kibana, whose reading is the
 * one that counts; undefined when both must agree. An integration test shows each reason on the real server.
 */
export function nativeDifference({ query, ast }: Pick<KqlRule, 'query' | 'ast'>): string | undefined {
  const causes = terms(ast).map((term) => termDifference(query, term));
  const cause = causes.find((each) => each !== undefined);
  return cause === undefined ? undefined : CAUSES[cause];
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
