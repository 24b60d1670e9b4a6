import type { RuleCheck } from '../check';
import { linksOf } from '../links';

/** Hosts that only redirect, with the host where their pages are now. */
const MOVED = new Map([
  ['docs.microsoft.com', 'learn.microsoft.com'],
  ['technet.microsoft.com', 'learn.microsoft.com'],
  ['msdn.microsoft.com', 'learn.microsoft.com'],
]);

export const linkForm: RuleCheck = {
  code: 'LINK_FORM',
  severity: 'error',
  title:
    'A link is https, has no user name, no blanks and no stray characters at its end, and names the host where the page is now.',
  why: 'Analysts open references in the middle of an incident. A link that runs into the next word or to a retired host costs them the page.',
  bad: '"http://docs.microsoft.com/en-us/exchange/mailboxes)."',
  mend: 'Copy the address from the browser after it has loaded the page.',
  fixable: true,
  *run(subject) {
    for (const { path, text, url } of linksOf(subject)) {
      const found = { path, snippet: text, found: text };
      const clean = text.trim().replace(/[\s.,;:!)\]>'"]+$/, '');
      const moved = MOVED.get(url.host);
      if (url.username !== '' || url.password !== '')
        yield { ...found, message: 'the link holds a user name' };
      else if (url.protocol !== 'https:' || moved !== undefined) {
        const expected = clean.replace(/^https?:\/\/[^/]+/, `https://${moved ?? url.host}`);
        const message =
          moved === undefined ? 'the link is not https' : `${url.host} only redirects to ${moved}`;
        yield { ...found, message, expected, replacement: expected };
      } else if (clean !== text)
        yield {
          ...found,
          message: 'the link has stray characters at its end',
          expected: clean,
          replacement: clean,
        };
      else if (/\s/.test(text)) yield { ...found, message: 'the link holds a blank' };
    }
  },
};
