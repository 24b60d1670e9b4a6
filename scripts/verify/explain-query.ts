import type { JsonObject } from '../base/json';
import { ContentError } from '../base/errors';
import type { Rule, Stream } from '../content';
import { termText } from '../kql';
import type { KqlNode } from '../kql';
import { compileKql, compileQuery, fieldValues, prepareDocument } from '../query-dsl';
import type { ClauseTrace } from './clause-trace';
import { explainEql } from './explain-eql';

export type { ClauseTrace } from './clause-trace';

/**
 * Evaluates every clause of a rule’s query on its own on a document of one of its streams, with the same compiled
 * Query DSL that the engines are sent.
 */
export function explainQuery(rule: Rule, stream: Stream, source: JsonObject): ClauseTrace {
  if (rule.type === 'eql') return explainEql(rule, stream, source);
  if (rule.type === 'esql') {
    throw new ContentError({
      code: 'EXPLAIN_ESQL',
      message: `${rule.slug} is in ES|QL, which is about many events at once and is not run here`,
      hint: 'Put its query to Discover in Kibana, with the language ES|QL.',
    });
  }
  const { mapping } = stream;
  const { query, ast, fields } = rule;
  const document = prepareDocument(mapping)(source);
  const trace = (node: KqlNode): ClauseTrace => {
    const holds = compileQuery(compileKql(node, fields), mapping)(document);
    const base = { type: node.type, text: clauseText(query, node), span: node.span, holds };
    switch (node.type) {
      case 'and':
      case 'or':
        return { ...base, children: node.children.map(trace) };
      case 'not':
        return { ...base, children: [trace(node.child)] };
      case 'is':
      case 'range': {
        if (node.field === null) return { ...base, children: [] };
        const field = termText(node.field);
        const values = node.field.type === 'wildcard' ? [] : fieldValues(source, field, mapping);
        return { ...base, field, values, children: [] };
      }
      default:
        return { ...base, children: [] };
    }
  };
  return trace(ast);
}

/** The top-level clauses that must all hold. */
export function conjuncts(trace: ClauseTrace): readonly ClauseTrace[] {
  return trace.type === 'and' ? trace.children : [trace];
}

/** A clause as its query has it. A value of a value list stands without its field; with it, a reader knows what it says. */
export function clauseText(query: string, node: KqlNode): string {
  const text = query.slice(node.span.start, node.span.end).replace(/\s+/g, ' ');
  if (node.type !== 'is' || node.field === null || node.field.span.start >= node.span.start) return text;
  return `${termText(node.field)}: ${text}`;
}
