import type {
  EqlCondition,
  EqlEvent,
  EqlField,
  EqlQuery,
  EqlSequence,
  EqlSpan,
  EqlTerm,
} from './syntax-tree';

/** A part of a query that must hold, and the query that lacks it. */
export interface EqlClause {
  readonly span: EqlSpan;
  /** Wider than the whole query in this one point. */
  readonly without: EqlQuery;
}

const TRUE: EqlCondition = { type: 'constant', value: true, span: { start: 0, end: 0 } };

/**
 * Everything that a query demands: of each event its category and the members of its outermost `and`; of a sequence
 * also each join key, the number of runs, maxspan and until.
 */
export function eqlClauses(query: EqlQuery): EqlClause[] {
  if (query.type === 'event')
    return eventClauses(query.event).map(({ span, without }) => ({
      span,
      without: { ...query, event: without },
    }));
  const { terms, until } = query;
  const clauses: EqlClause[] = terms.flatMap((term, index) =>
    termClauses(term).map(({ span, without }) => ({
      span,
      without: { ...query, terms: terms.with(index, without) },
    })),
  );
  clauses.push(...keyClauses(query));
  if (query.maxspanSpan) clauses.push({ span: query.maxspanSpan, without: { ...query, maxspan: undefined } });
  if (until) clauses.push({ span: until.span, without: { ...query, until: undefined } });
  return clauses;
}

/** The category of an event and the members of its condition, each as a condition of its own. */
export function eventClauses(event: EqlEvent): { readonly span: EqlSpan; readonly without: EqlEvent }[] {
  const { category, condition } = event;
  const clauses = category ? [{ span: category.span, without: { ...event, category: undefined } }] : [];
  if (condition.type !== 'and')
    return condition.type === 'constant' && condition.value
      ? clauses
      : [...clauses, { span: condition.span, without: { ...event, condition: TRUE } }];
  const { children } = condition;
  return [
    ...clauses,
    ...children.map((child, index) => ({
      span: child.group ?? child.span,
      without: { ...event, condition: { ...condition, children: children.toSpliced(index, 1) } },
    })),
  ];
}

function termClauses(term: EqlTerm): { readonly span: EqlSpan; readonly without: EqlTerm }[] {
  const clauses = eventClauses(term.event).map(({ span, without }) => ({
    span,
    without: { ...term, event: without },
  }));
  if (term.runsSpan && term.runs > 1)
    clauses.push({ span: term.runsSpan, without: { ...term, runs: term.runs - 1 } });
  return clauses;
}

/** A join key is dropped from all events at once. */
function keyClauses(query: EqlSequence): EqlClause[] {
  const shared = query.by.map(({ span }, index) => ({
    span,
    without: { ...query, by: query.by.toSpliced(index, 1) },
  }));
  const drop = (term: EqlTerm, index: number): EqlTerm => ({ ...term, by: term.by.toSpliced(index, 1) });
  const own = (query.terms[0]?.by ?? []).map(({ span }: EqlField, index: number) => ({
    span,
    without: {
      ...query,
      terms: query.terms.map((term) => drop(term, index)),
      until: query.until && drop(query.until, index),
    },
  }));
  return [...shared, ...own];
}
