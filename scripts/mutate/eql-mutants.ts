import type { EqlCondition, EqlEvent, EqlLiteral, EqlQuery, EqlSequence, EqlSpan, EqlTerm } from '../eql';

/** An EQL query that differs from a rule's own in one place. */
export interface EqlMutant {
  readonly change: string;
  /** The part of the query that was changed. */
  readonly span: EqlSpan;
  readonly eql: EqlQuery;
  /** What a case must be like that tells the two apart. */
  readonly wanted: string;
}

type Put<T> = (changed: T) => EqlQuery;

const OTHER_BOUND = { '<': '<=', '<=': '<', '>': '>=', '>=': '>' } as const;

/** The longest time between the events is moved by this part. */
const SHARE = 0.2;

/**
 * Every EQL query that differs in one place: a clause dropped or negated, `and` for `or`, another value, another category;
 * of a sequence an event, a join key or `until` dropped, `maxspan` longer or shorter, a run more or less.
 */
export function eqlMutants(query: EqlQuery): EqlMutant[] {
  if (query.type === 'event') return ofEvent(query.event, (event) => ({ ...query, event }));
  return [
    ...query.terms.flatMap((term, index) => [
      ...ofTerm(term, (changed) => ({ ...query, terms: query.terms.with(index, changed) })),
      ...(query.terms.length > 2
        ? [
            {
              change: 'event dropped',
              span: term.span,
              eql: { ...query, terms: query.terms.toSpliced(index, 1) },
              wanted: 'a near miss without this event',
            },
          ]
        : []),
    ]),
    ...ofJoin(query),
    ...ofSpan(query),
    ...(query.until === undefined
      ? []
      : [
          {
            change: '“until” dropped',
            span: query.until.span,
            eql: { ...query, until: undefined },
            wanted: 'a near miss in which this event ends the sequence',
          },
          // Elasticsearch knows no runs of `until`.
          ...ofEvent(query.until.event, (event) => ({
            ...query,
            until: query.until && { ...query.until, event },
          })),
        ]),
  ];
}

function ofJoin(query: EqlSequence): EqlMutant[] {
  return query.by.map((field, index) => ({
    change: `join key ${field.name} dropped`,
    span: field.span,
    eql: { ...query, by: query.by.toSpliced(index, 1) },
    wanted: 'a near miss whose events differ in this field alone',
  }));
}

function ofSpan(query: EqlSequence): EqlMutant[] {
  const { maxspan } = query;
  if (maxspan === undefined) return [];
  return [1 - SHARE, 1 + SHARE].map((share) => ({
    change: `maxspan ${Math.round((maxspan * share) / 1000)}s`,
    span: query.maxspanSpan ?? query.span,
    eql: { ...query, maxspan: maxspan * share },
    wanted:
      share < 1
        ? 'a hit that takes nearly the whole maxspan'
        : 'a near miss that takes a little longer than maxspan',
  }));
}

function ofTerm(term: EqlTerm, put: Put<EqlTerm>): EqlMutant[] {
  const runs = [term.runs + 1, ...(term.runs > 1 ? [term.runs - 1] : [])];
  return [
    ...ofEvent(term.event, (event) => put({ ...term, event })),
    ...runs.map((count) => ({
      change: `runs ${count}`,
      span: term.runsSpan ?? term.span,
      eql: put({ ...term, runs: count }),
      wanted: 'a hit with exactly as many events in a row, and a near miss with one less',
    })),
  ];
}

function ofEvent(event: EqlEvent, put: Put<EqlEvent>): EqlMutant[] {
  return [
    ...ofCondition(event.condition, (condition) => put({ ...event, condition })),
    ...(event.category === undefined
      ? []
      : [
          {
            change: 'any category',
            span: event.category.span,
            eql: put({ ...event, category: undefined }),
            wanted: 'a near miss whose event is of another category',
          },
        ]),
  ];
}

function ofCondition(node: EqlCondition, put: Put<EqlCondition>): EqlMutant[] {
  const { span } = node;
  switch (node.type) {
    case 'and':
    case 'or': {
      const isAnd = node.type === 'and';
      return [
        {
          change: isAnd ? '“or” for “and”' : '“and” for “or”',
          span,
          eql: put({ ...node, type: isAnd ? 'or' : 'and' }),
          wanted: isAnd
            ? 'a near miss in which one of these is false'
            : 'a hit in which one of these alone holds',
        },
        ...node.children.flatMap((child, index) => [
          {
            change: 'dropped',
            span: child.span,
            eql: put(without(node, index)),
            wanted: isAnd ? 'a near miss in which this alone is false' : 'a hit that this alone carries',
          },
          ...ofCondition(child, (changed) => put({ ...node, children: node.children.with(index, changed) })),
        ]),
      ];
    }
    case 'not':
      return [
        {
          change: '“not” taken away',
          span,
          eql: put(node.child),
          wanted: 'a near miss in which this negation alone is false',
        },
        ...ofCondition(node.child, (child) => put({ ...node, child })),
      ];
    default:
      return [
        {
          change: 'negated',
          span,
          eql: put({ type: 'not', child: node, span }),
          wanted: 'a hit in which it holds',
        },
        ...ofLeaf(node, put),
      ];
  }
}

function ofLeaf(
  node: Exclude<EqlCondition, { type: 'and' | 'or' | 'not' }>,
  put: Put<EqlCondition>,
): EqlMutant[] {
  switch (node.type) {
    case 'compare': {
      const { operator, value, span } = node;
      const bound = operator === '==' || operator === '!=' ? undefined : OTHER_BOUND[operator];
      return [
        ...valueChange(value, (changed) => put({ ...node, value: changed })),
        ...(bound === undefined
          ? []
          : [
              {
                change: `${bound} for ${operator}`,
                span,
                eql: put({ ...node, operator: bound }),
                wanted: 'a case whose value is the bound itself',
              },
            ]),
      ];
    }
    case 'match':
    case 'call':
      return node.values.flatMap((value, index) => [
        ...valueChange(value, (changed) => put({ ...node, values: node.values.with(index, changed) })),
        ...(node.values.length > 1
          ? [
              {
                change: 'value dropped',
                span: value.span,
                eql: put({ ...node, values: node.values.toSpliced(index, 1) }),
                wanted: 'a hit that this value alone carries',
              },
            ]
          : []),
      ]);
    default:
      return [];
  }
}

function valueChange(literal: EqlLiteral, put: Put<EqlLiteral>): EqlMutant[] {
  const { value, span } = literal;
  if (value === null) return [];
  const changed = typeof value === 'string' ? `${value}~` : typeof value === 'number' ? value + 1 : !value;
  return [
    {
      change: `value ${String(changed)}`,
      span,
      eql: put({ ...literal, value: changed }),
      wanted: 'a hit that this value alone carries',
    },
  ];
}

function without(node: Extract<EqlCondition, { type: 'and' | 'or' }>, index: number): EqlCondition {
  const children = node.children.toSpliced(index, 1);
  const [only] = children;
  return only !== undefined && children.length === 1 ? only : { ...node, children };
}
