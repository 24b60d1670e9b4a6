import { nearest } from '../../base/nearest';
import type { RuleCheck } from '../check';
import { proseOf } from '../subject';

/** Three words at least joined by dashes, the first of them one that slugs of the pack begin with. */
function slugPattern(slugs: readonly string[]): RegExp {
  const first = new Set(slugs.map((slug) => slug.split('-')[0]));
  return new RegExp(`(?<![\\w./-])(?:${[...first].join('|')})(?:-[a-z0-9]+){2,}(?![\\w/-]|\\.\\w)`, 'g');
}

export const guideRule: RuleCheck = {
  code: 'GUIDE_RULE',
  severity: 'error',
  title: 'A rule that a guide names by its slug is in the pack.',
  why: 'Guides send the analyst to the alerts of other rules. After a rename nobody finds the rule that is meant.',
  bad: '“See also exo-mailbox-sent-as-granted.”',
  mend: 'Write the slug that the rule has now.',
  *run(subject) {
    const slugs = subject.pack.rules.map(({ slug }) => slug);
    const pattern = slugPattern(slugs);
    for (const [path, text] of proseOf(subject)) {
      for (const [slug] of text.matchAll(pattern)) {
        if (slugs.includes(slug)) continue;
        yield {
          path,
          snippet: slug,
          message: `the pack has no rule “${slug}”`,
          found: slug,
          hint: `Write the slug that the rule has now${nearest(slug, slugs)}.`,
        };
      }
    }
  },
};
