import type { ProofCase } from '../cases';
import type { EqlRule, Stream } from '../content';
import { conditionParts, eqlClauses, EqlSearcher } from '../eql';
import type { EqlIndex, EqlQuery, EqlSpan } from '../eql';
import { namePattern, sharedQuerySet } from '../query-dsl';
import type { StoredDocument } from '../query-dsl/types';
import type { QueryProof } from './proof';
import type { Need } from './query-needs';

/**
 * For each thing that an EQL query demands, the near miss that matches as soon as it is not demanded: a clause of an
 * event, a join key, a run, maxspan, until; and what of the conditions’ parts no case shows. Windows are left aside.
 */
export function proveEqlClauses(
  rule: EqlRule,
  cases: readonly ProofCase[],
  documents: ReadonlyMap<string, readonly StoredDocument[]>,
  streamOf: ReadonlyMap<string, Stream>,
): QueryProof {
  const searcher = new EqlSearcher();
  const { timestamp_field, tiebreaker_field, event_category_override: event_category_field } = rule;
  const options = { size: 1, timestamp_field, tiebreaker_field, event_category_field };
  const matches = (query: EqlQuery, indices: readonly EqlIndex[]): boolean => {
    const answer = searcher.answer(query, options, indices);
    return (answer.events ?? answer.sequences).length > 0;
  };
  const judged = cases
    .map(({ kind, key, id }) => ({ kind, id, indices: indicesOf(rule, documents.get(key) ?? [], streamOf) }))
    .filter(({ kind, indices }) => matches(rule.eql, indices) === (kind === 'hit'));
  /** The first case of a kind in which the changed query decides otherwise. */
  const shownBy = (needs: Need, changed: EqlQuery): string | undefined =>
    judged.find(({ kind, indices }) => kind === needs && matches(changed, indices) !== (kind === 'hit'))?.id;
  const textOf = ({ start, end }: EqlSpan): string => rule.query.slice(start, end).replace(/\s+/g, ' ');
  const clauses = eqlClauses(rule.eql).map(({ span, without }) => ({
    span,
    text: textOf(span),
    nearMiss: shownBy('near_miss', without),
  }));
  const unshown = [
    ...clauses
      .filter(({ nearMiss }) => nearMiss === undefined)
      .map(({ span }) => ({ span, needs: 'near_miss' as const })),
    ...conditionParts(rule.eql).filter(({ needs, changed }) => shownBy(needs, changed) === undefined),
  ];
  return {
    clauses: clauses.map(({ text, nearMiss }) => ({ text, nearMiss })),
    gaps: unshown.map(({ needs, span }) => ({ needs, text: textOf(span), start: span.start })),
  };
}

/** The documents of a case where the rule looks, by mapping. */
function indicesOf(
  rule: EqlRule,
  documents: readonly StoredDocument[],
  streamOf: ReadonlyMap<string, Stream>,
): EqlIndex[] {
  const patterns = rule.index.map(namePattern);
  const searched = documents.filter(({ index }) => patterns.some((covers) => covers(index)));
  return [...Map.groupBy(searched, ({ index }) => streamOf.get(index))].flatMap(([stream, own]) => {
    if (stream === undefined) return [];
    const queries = sharedQuerySet(stream.mapping);
    return {
      queries,
      documents: own.map(({ index: _index, id: _id, version: _version, source: _source }) => ({
        document: queries.prepare(_source, _index, _id),
        hit: { _index, _id, _version, _source },
      })),
    };
  });
}
