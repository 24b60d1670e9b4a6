import type { JsonObject, JsonValue } from '../base/json';
import type { Stream } from '../content';
import { termText } from '../kql';
import type { KqlNode, Span } from '../kql';
import { compileKql, compileQuery, fieldValues, prepareDocument } from '../query-dsl';

/** One clause of a query against one document: does it hold, and what was seen. */
export interface ClauseTrace {
  readonly type: KqlNode['type'];
  /** The clause as a reader knows it, e.g. `event.action: "New-ManagementRoleAssignment"`. */
  readonly text: string;
  readonly span: Span;
  readonly holds: boolean;
  /** Leaf clauses: the field and the values that the document has in it, as the index sees them. */
  readonly field?: string;
  readonly values?: readonly JsonValue[];
  readonly children: readonly ClauseTrace[];
}

/** Evaluates every clause of a query on its own, with the same compiled Query DSL that the engines are sent. */
export function explainQuery(query: string, ast: KqlNode, stream: Stream, source: JsonObject): ClauseTrace {
  const document = prepareDocument(stream.mapping)(source);
  const trace = (node: KqlNode): ClauseTrace => {
    const holds = compileQuery(compileKql(node, stream.fields), stream.mapping)(document);
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
        const values = node.field.type === 'wildcard' ? [] : fieldValues(source, field, stream.mapping);
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

/** A value of a value list stands without its field; with it, a reader knows what it says. */
function clauseText(query: string, node: KqlNode): string {
  const text = query.slice(node.span.start, node.span.end).replace(/\s+/g, ' ');
  if (node.type !== 'is' || node.field === null || node.field.span.start >= node.span.start) return text;
  return `${termText(node.field)}: ${text}`;
}
