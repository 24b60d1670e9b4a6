import type { RuleCheck } from '../check';
import { referencesOf } from '../links';

export const linkDuplicate: RuleCheck = {
  code: 'LINK_DUPLICATE',
  severity: 'warning',
  title: 'A rule refers to a page once.',
  why: 'A page that stands there twice makes the list longer and not better; mostly another page was meant.',
  bad: '"references": ["https://example.com/a", "https://example.com/a/"]',
  mend: 'Remove the second, or name the page that was meant.',
  *run(subject) {
    const seen = new Set<string>();
    for (const [path, text] of referencesOf(subject)) {
      const page = text.toLowerCase().replace(/\/$/, '');
      if (seen.has(page)) yield { path, message: 'the page stands there twice', found: text };
      seen.add(page);
    }
  },
};
