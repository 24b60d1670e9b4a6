import type { JsonObject } from '../base/json';
import type { EqlRule, Stream } from '../content';
import { compileEql, ConditionCompiler, eqlFields, eventsOf } from '../eql';
import type { EqlCondition } from '../eql';
import { fieldValues, sharedQuerySet } from '../query-dsl';
import type { ClauseTrace } from './clause-trace';

/** Evaluates every clause of every event query of an EQL rule on one document; it holds when one of the events does. */
export function explainEql(rule: EqlRule, { mapping }: Stream, source: JsonObject): ClauseTrace {
  const { query, eql } = rule;
  const queries = sharedQuerySet(mapping);
  const document = queries.prepare(source);
  const knownElsewhere = new Set(eqlFields(eql).map(({ name }) => name));
  const conditions = new ConditionCompiler(queries, knownElsewhere);
  const category = rule.event_category_override ?? 'event.category';
  const { events } = compileEql(eql, queries, { event_category_field: category, knownElsewhere });
  const cut = ({ start, end }: { start: number; end: number }): string =>
    query.slice(start, end).replace(/\s+/g, ' ');
  const values = (field: string): Pick<ClauseTrace, 'field' | 'values'> => ({
    field,
    values: fieldValues(source, field, mapping),
  });
  const trace = (node: EqlCondition): ClauseTrace => {
    const base = { text: cut(node.span), span: node.span, holds: conditions.compile(node)(document) };
    switch (node.type) {
      case 'and':
      case 'or':
        return { ...base, type: node.type, children: node.children.map(trace) };
      case 'not':
        return { ...base, type: 'not', children: [trace(node.child)] };
      case 'constant':
        return { ...base, type: 'is', children: [] };
      default:
        return { ...base, type: 'is', ...values(node.field.name), children: [] };
    }
  };
  // What ends a sequence is no part of it.
  const wanted = eql.type === 'event' ? eventsOf(eql) : eql.terms.map(({ event }) => event);
  const children = wanted.map((event, index): ClauseTrace => {
    const parts = event.condition.type === 'and' ? event.condition.children : [event.condition];
    const ofCategory: ClauseTrace[] = event.category
      ? [
          {
            type: 'is',
            text: cut(event.category.span),
            span: event.category.span,
            holds: queries.compile({ term: { [category]: event.category.value } })(document),
            ...values(category),
            children: [],
          },
        ]
      : [];
    const holds = events[index]?.(document) === true;
    return {
      type: 'and',
      text: cut(event.span),
      span: event.span,
      holds,
      children: [...ofCategory, ...parts.map(trace)],
    };
  });
  return {
    type: 'or',
    text: cut(eql.span),
    span: eql.span,
    holds: children.some(({ holds }) => holds),
    children,
  };
}
