import type { Problem } from '../base/errors';
import { nearest } from '../base/nearest';
import type { Rule } from './pack';

/** A successor must be another rule of the pack that is not deprecated itself. */
export function checkSuccessors(rules: readonly Rule[]): Problem[] {
  const usable = rules.filter(({ deprecated }) => deprecated === undefined).map(({ slug }) => slug);
  return rules.flatMap(({ deprecated, document }) => {
    const slug = deprecated?.replaced_by;
    if (slug === undefined || usable.includes(slug)) return [];
    const known = rules.some((rule) => rule.slug === slug);
    return [
      document.problem(['deprecated', 'replaced_by'], {
        code: 'RULE_UNKNOWN_SUCCESSOR',
        message: known
          ? `the rule “${slug}” that is to replace it is deprecated itself`
          : `the rule “${slug}” that is to replace it is not in the pack`,
        found: slug,
        expected: 'the slug of a rule that is not deprecated',
        hint: `Correct the slug${nearest(slug, usable)}, or leave “replaced_by” out.`,
      }),
    ];
  });
}
