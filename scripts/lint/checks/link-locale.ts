import type { RuleCheck } from '../check';
import { linksOf } from '../links';

const CANONICAL = 'en-us';
/** Sites whose pages name en-us as the canonical address (`rel=canonical`) and redirect a link without a locale. */
const LOCALISED = ['learn.microsoft.com', 'support.microsoft.com', 'www.microsoft.com'];
/** Folders of these sites that have no locale. */
const WITHOUT_LOCALE = /^\/(download|security\/blog|microsoft-365\/blog)(\/|$)/;

export const linkLocale: RuleCheck = {
  code: 'LINK_LOCALE',
  severity: 'error',
  title: `A link to Microsoft’s documentation names the canonical locale, ${CANONICAL}.`,
  why: 'Without it the site redirects by the browser’s language, and with another the reader gets a machine translation in which operation names are translated too.',
  bad: '"https://learn.microsoft.com/de-de/exchange/recipients/mailbox-permissions"',
  mend: `Write /${CANONICAL}/ behind the host.`,
  fixable: true,
  *run(subject) {
    for (const { path, text, url } of linksOf(subject)) {
      if (!LOCALISED.includes(url.host) || WITHOUT_LOCALE.test(url.pathname)) continue;
      const locale = /^\/([a-z]{2}(?:-[a-z]{2,4})?)(?:\/|$)/i.exec(url.pathname)?.[1];
      if (locale === CANONICAL) continue;
      const rest = locale === undefined ? url.pathname : url.pathname.slice(locale.length + 1);
      const expected = `${url.origin}/${CANONICAL}${rest}${url.search}${url.hash}`;
      yield {
        path,
        snippet: text,
        replacement: expected,
        message: locale === undefined ? 'the link names no locale' : `the link is to the locale ${locale}`,
        found: text,
        expected,
      };
    }
  },
};
