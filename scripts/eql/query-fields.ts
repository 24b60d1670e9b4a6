import type { EqlCondition, EqlEvent, EqlField, EqlQuery, EqlTerm } from './syntax-tree';

/** The event queries of a query, in order; `until` comes last. */
export function eventsOf(query: EqlQuery): readonly EqlEvent[] {
  if (query.type === 'event') return [query.event];
  return termsOf(query).map(({ event }) => event);
}

/** The items of a sequence, `until` last. */
export function termsOf({ terms, until }: Extract<EqlQuery, { type: 'sequence' }>): readonly EqlTerm[] {
  return until === undefined ? terms : [...terms, until];
}

/** The fields that a query names, in order of appearance, each as often as it stands there. */
export function eqlFields(query: EqlQuery): EqlField[] {
  if (query.type === 'event') return fieldsOf(query.event.condition);
  return [...query.by, ...termsOf(query).flatMap(({ event, by }) => [...fieldsOf(event.condition), ...by])];
}

function fieldsOf(node: EqlCondition): EqlField[] {
  switch (node.type) {
    case 'and':
    case 'or':
      return node.children.flatMap(fieldsOf);
    case 'not':
      return fieldsOf(node.child);
    case 'constant':
      return [];
    default:
      return [node.field];
  }
}
