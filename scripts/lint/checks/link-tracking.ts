import type { RuleCheck } from '../check';
import { linksOf } from '../links';

/** Parameters by which a site tells where a visitor came from, or which view of a page was open. */
const TRACKER =
  /^(utm_\w+|wt\.mc_id|ocid|fbclid|gclid|msclkid|mc_[ce]id|icid|igshid|ref|ref_src|view|tabs|redirectedfrom)$/i;
/** Microsoft Graph has pages of which there are two. */
const BETA = /beta/;

export const linkTracking: RuleCheck = {
  code: 'LINK_TRACKING',
  severity: 'error',
  title: 'A link has no parameters that track its visitor or that only choose a view of the page.',
  why: 'They tell a third party who reads about which attack, and make one page look like several.',
  bad: '"https://learn.microsoft.com/en-us/purview/audit-log-activities?view=o365-worldwide&utm_source=mail"',
  mend: 'Leave the parameters out.',
  fixable: true,
  *run(subject) {
    for (const { path, text, url } of linksOf(subject)) {
      const trackers = [...url.searchParams].flatMap(([name, value]) =>
        TRACKER.test(name) && !BETA.test(value) ? [name] : [],
      );
      if (trackers.length === 0) continue;
      const clean = new URL(url);
      for (const name of trackers) clean.searchParams.delete(name);
      yield {
        path,
        snippet: text,
        replacement: clean.href,
        message: `the link carries ${trackers.join(', ')}`,
        found: text,
        expected: clean.href,
      };
    }
  },
};
