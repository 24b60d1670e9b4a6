import type { RuleCheck } from '../check';
import { textOf, textsOf } from '../subject';

const PREFIX = 'Deprecated - ';
const TAG = 'Deprecated';

export const deprecatedRule: RuleCheck = {
  code: 'DEPRECATED_RULE',
  severity: 'error',
  title: `A deprecated rule is named “${PREFIX}…”, has the tag ${TAG}, and its guide says since when and why.`,
  why: 'Kibana has no flag for it in a package for older stacks: name and tag are all that tells the user to move on.',
  bad: '"name": "Deprecated - Old rule", "tags": ["Domain: Cloud"]',
  mend: 'Deprecate a rule with the deprecated block of its YAML file, which sets all three.',
  *run(subject) {
    const named = textOf(subject, 'name').startsWith(PREFIX);
    const tagged = textsOf(subject, 'tags').some(([, tag]) => tag === TAG);
    if (!named && !tagged) return;
    if (!tagged)
      yield {
        path: ['tags'],
        message: `the rule is named as deprecated, without the tag ${TAG}`,
        expected: TAG,
      };
    if (!named)
      yield {
        path: ['name'],
        message: `the rule has the tag ${TAG}, but its name does not say so`,
        expected: `${PREFIX}…`,
      };
    if (!/\*\*Deprecated since \S+:\*\*/.test(textOf(subject, 'note')))
      yield {
        path: ['note'],
        message: 'the guide does not say since when and why',
        expected: '**Deprecated since <version>:** …',
      };
  },
};
