import type { Problem } from '../base/errors';
import { queryLocation } from '../content';
import type { Rule } from '../content';
import type { ClauseGap } from './proof';

/** The error of a rule whose cases do not show that a part of its query counts. */
export function gapProblem(rule: Rule, { needs, text, start }: ClauseGap): Problem {
  const before = rule.query.slice(0, start).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  const location = queryLocation(rule.document, rule.query, before.length, column);
  const place = { location, excerpt: rule.document.line(location) };
  if (needs === 'near_miss')
    return {
      code: 'PROOF_CLAUSE_WITHOUT_NEAR_MISS',
      message: `no near miss of ${rule.slug} shows that this clause is needed: ${text}`,
      ...place,
      hint: 'Add a near miss in which this clause alone is false and all others hold.',
    };
  return {
    code: 'PROOF_ALTERNATIVE_WITHOUT_HIT',
    message: `no hit of ${rule.slug} shows that this alternative finds anything: ${text}`,
    ...place,
    hint: 'Add a hit that this alternative alone carries: none of the others beside it holds.',
  };
}
