import type { ProofCase } from '../cases';
import type { Rule } from '../content';
import type { StoredDocument } from '../query-dsl/types';
import { compileKql, compileQuery, prepareDocument } from '../query-dsl';
import type { KqlNode } from '../kql';
import type { ClauseProof } from './proof';

/**
 * For each top-level clause of a rule’s query, the near miss in which it alone is false: only such a near miss shows
 * that the clause is needed and that it works.
 */
export function proveClauses(
  rule: Rule,
  cases: readonly ProofCase[],
  documents: ReadonlyMap<string, readonly StoredDocument[]>,
): ClauseProof[] {
  const { mapping, fields } = rule.stream;
  const clauses = topLevelClauses(rule.ast);
  const matchers = clauses.map((clause) => compileQuery(compileKql(clause, fields), mapping));
  const prepare = prepareDocument(mapping);
  const provenBy = new Map<number, string>();
  for (const { kind, key, id } of cases) {
    if (kind !== 'near_miss') continue;
    for (const { source } of documents.get(key) ?? []) {
      const document = prepare(source);
      const failing = matchers.flatMap((matches, index) => (matches(document) ? [] : [index]));
      const [only] = failing;
      if (failing.length === 1 && only !== undefined && !provenBy.has(only)) provenBy.set(only, id);
    }
  }
  return clauses.map((clause, index) => ({
    text: rule.query.slice(clause.span.start, clause.span.end).replace(/\s+/g, ' '),
    nearMiss: provenBy.get(index),
  }));
}

function topLevelClauses(node: KqlNode): readonly KqlNode[] {
  return node.type === 'and' ? node.children : [node];
}
