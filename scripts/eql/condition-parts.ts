import type { EqlCondition, EqlEvent, EqlMatch, EqlCall, EqlQuery, EqlSpan } from './syntax-tree';

/** A part of a condition, and the query with that part taken for the opposite of what is needed of it. */
export interface EqlPart {
  readonly span: EqlSpan;
  /**
   * `near_miss`: a case in which nothing is found, but by `changed` something is; `hit`: the other way round.
   */
  readonly needs: 'near_miss' | 'hit';
  readonly changed: EqlQuery;
}

type Put = (changed: EqlCondition) => EqlQuery;
type Place = 'root' | 'and' | 'or' | 'not';

/**
 * The parts of every event's condition that must be shown to count: members of an `and` and each `not` by near misses,
 * members of an `or` and of a list of values by hits. Under a `not` and in `until` the two change places. The members of
 * an event's outermost `and` are not here: they are clauses.
 */
export function conditionParts(query: EqlQuery): EqlPart[] {
  if (query.type === 'event') return ofEvent(query.event, false, (event) => ({ ...query, event }));
  const { terms, until } = query;
  return [
    ...terms.flatMap((term, index) =>
      ofEvent(term.event, false, (event) => ({ ...query, terms: terms.with(index, { ...term, event }) })),
    ),
    ...(until === undefined
      ? []
      : ofEvent(until.event, true, (event) => ({ ...query, until: { ...until, event } }))),
  ];
}

function ofEvent(event: EqlEvent, isNegated: boolean, put: (event: EqlEvent) => EqlQuery): EqlPart[] {
  const { condition } = event;
  const place = (changed: EqlCondition): EqlQuery => put({ ...event, condition: changed });
  if (condition.type !== 'and' || isNegated) return partsOf(condition, 'root', isNegated, place);
  return condition.children.flatMap((child, index) =>
    partsOf(child, 'root', isNegated, (changed) =>
      place({ ...condition, children: condition.children.with(index, changed) }),
    ),
  );
}

function partsOf(node: EqlCondition, place: Place, isNegated: boolean, put: Put): EqlPart[] {
  const own = needsOf(node, place, isNegated).map((needs) => ({
    span: ('group' in node ? node.group : undefined) ?? node.span,
    needs,
    // What is found grows with a part that is true, and under a negation with one that is false.
    changed: put({ type: 'constant', value: (needs === 'near_miss') !== isNegated, span: node.span }),
  }));
  return [...own, ...insideOf(node, isNegated, put)];
}

function needsOf(node: EqlCondition, place: Place, isNegated: boolean): EqlPart['needs'][] {
  const needs = new Set<EqlPart['needs']>();
  if (place === 'and') needs.add(isNegated ? 'hit' : 'near_miss');
  if (place === 'or') needs.add(isNegated ? 'near_miss' : 'hit');
  if (node.type === 'not' && place !== 'root' && !isNegated) needs.add('near_miss');
  return [...needs];
}

function insideOf(node: EqlCondition, isNegated: boolean, put: Put): EqlPart[] {
  switch (node.type) {
    case 'and':
    case 'or':
      return node.children.flatMap((child, index) =>
        partsOf(child, node.type, isNegated, (changed) =>
          put({ ...node, children: node.children.with(index, changed) }),
        ),
      );
    case 'not':
      return partsOf(node.child, 'not', !isNegated, (child) => put({ ...node, child }));
    case 'match':
    case 'call':
      return valueParts(node, isNegated, put);
    default:
      return [];
  }
}

/** Each value of several is an alternative. */
function valueParts(node: EqlMatch | EqlCall, isNegated: boolean, put: Put): EqlPart[] {
  if (node.values.length === 1) return [];
  return node.values.map(({ span }, index) => ({
    span,
    needs: isNegated ? 'near_miss' : 'hit',
    changed: put({ ...node, values: node.values.toSpliced(index, 1) }),
  }));
}
