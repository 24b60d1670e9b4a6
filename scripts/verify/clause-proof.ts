import type { ProofCase } from '../cases';
import type { KqlRule, Rule, Stream } from '../content';
import type { StoredDocument } from '../query-dsl/types';
import { compiledParts, compileQuery, namePattern, prepareDocument } from '../query-dsl';
import type { Matcher } from '../query-dsl';
import type { KqlNode } from '../kql';
import { proveEqlClauses } from './eql-clause-proof';
import { clauseText } from './explain-query';
import type { QueryProof } from './proof';
import { decide, needsOf } from './query-needs';
import type { Need, NeedyNode } from './query-needs';

/**
 * For each part of a rule’s query the case that shows that it counts: a near miss in which a clause alone is false, a hit
 * that an alternative alone carries. A document that lies where the rule does not look shows nothing.
 */
export function proveClauses(
  rule: Rule,
  cases: readonly ProofCase[],
  documents: ReadonlyMap<string, readonly StoredDocument[]>,
  streamOf: ReadonlyMap<string, Stream>,
): QueryProof {
  if (rule.type === 'eql') return proveEqlClauses(rule, cases, documents, streamOf);
  if (rule.type === 'esql') return { clauses: [], gaps: [] };
  return proveKqlClauses(rule, cases, documents, streamOf);
}

function proveKqlClauses(
  rule: KqlRule,
  cases: readonly ProofCase[],
  documents: ReadonlyMap<string, readonly StoredDocument[]>,
  streamOf: ReadonlyMap<string, Stream>,
): QueryProof {
  const root = needsOf(rule.ast);
  const all = [...everyNode(root)];
  const patterns = rule.index.map(namePattern);
  const leaves = leafMatchers(rule);
  const shown: Record<Need, Map<NeedyNode, string>> = { near_miss: new Map(), hit: new Map() };
  const missing = (kind: Need): boolean =>
    all.some((needy) => needy.needs.includes(kind) && !shown[kind].has(needy));
  for (const { kind, key, id } of cases) {
    for (const { index, source } of documents.get(key) ?? []) {
      if (!missing(kind)) break;
      const mapping = streamOf.get(index)?.mapping;
      if (mapping === undefined || !patterns.some((covers) => covers(index))) continue;
      const document = prepareDocument(mapping)(source);
      const matchers = leaves(mapping);
      const { matches, nodes } = decide(root, (leaf) => matchers.get(leaf)?.(document) ?? false);
      if (matches !== (kind === 'hit')) continue;
      for (const needy of nodes) if (!shown[kind].has(needy)) shown[kind].set(needy, id);
    }
  }
  const { children, node } = root;
  return {
    clauses: (node.type === 'and' ? children : [root]).map((needy) => ({
      text: clauseText(rule.query, needy.node),
      nearMiss: shown.near_miss.get(needy),
    })),
    gaps: all.flatMap((needy) =>
      needy.needs
        .filter((needs) => !shown[needs].has(needy))
        .map((needs) => ({
          needs,
          text: clauseText(rule.query, needy.node),
          start: needy.node.span.start,
        })),
    ),
  };
}

type Mapping = Stream['mapping'];

/** Nodes whose truth is made of that of others. */
const INNER: ReadonlySet<KqlNode['type']> = new Set(['and', 'or', 'not']);

/** What the leaves of a rule’s query make of documents, compiled once a mapping. */
function leafMatchers({ ast, dsl }: KqlRule): (mapping: Mapping) => ReadonlyMap<KqlNode, Matcher> {
  const queries = [...compiledParts(ast, dsl)].filter(([node]) => !INNER.has(node.type));
  const byMapping = new Map<Mapping, ReadonlyMap<KqlNode, Matcher>>();
  return (mapping) => {
    const known = byMapping.get(mapping);
    if (known) return known;
    const matchers = new Map(queries.map(([leaf, query]) => [leaf, compileQuery(query, mapping)]));
    byMapping.set(mapping, matchers);
    return matchers;
  };
}

function* everyNode(needy: NeedyNode): Generator<NeedyNode> {
  yield needy;
  for (const child of needy.children) yield* everyNode(child);
}
