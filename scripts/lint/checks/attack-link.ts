import type { Attack } from '../../content';
import type { RuleCheck } from '../check';
import { linksOf } from '../links';

export const attackLink: RuleCheck = {
  code: 'ATTACK_LINK',
  severity: 'error',
  title: 'A link to attack.mitre.org leads to a page that ATT&CK has, in the form that ATT&CK gives it.',
  why: 'Revoked techniques keep a page that sends the reader on; a sub-technique written T1098.002 instead of T1098/002 has none.',
  bad: '"https://attack.mitre.org/techniques/T1098.002"',
  mend: 'Take the link of the technique from attack.mitre.org.',
  fixable: true,
  *run(subject) {
    for (const { path, text, url } of linksOf(subject)) {
      if (url.host !== 'attack.mitre.org') continue;
      const page = canonicalPage(url.pathname, subject.pack.attack);
      if (page === text) continue;
      yield page === undefined
        ? { path, snippet: text, message: 'ATT&CK has no such page', found: text }
        : {
            path,
            snippet: text,
            replacement: page,
            message: 'the link is not in ATT&CK’s form',
            found: text,
            expected: page,
          };
    }
  },
};

/** The address of the page that a path means; undefined where the ATT&CK data do not have it. */
function canonicalPage(path: string, { tactics, techniques }: Attack): string | undefined {
  const [, kind = '', number = '', sub] = /^\/(\w+)\/(\w+)(?:[./](\d{3}))?\/?$/.exec(path) ?? [];
  if (kind === 'tactics') return tactics.get(number)?.reference;
  if (kind === 'techniques')
    return techniques.get(sub === undefined ? number : `${number}.${sub}`)?.reference;
  // Of groups, software and the like the pack has no data: their form is all that can be told.
  const form = new Map([
    ['groups', /^G\d{4}$/],
    ['software', /^S\d{4}$/],
    ['campaigns', /^C\d{4}$/],
    ['mitigations', /^M\d{4}$/],
    ['datasources', /^DS\d{4}$/],
  ]).get(kind);
  return form?.test(number) === true && sub === undefined
    ? `https://attack.mitre.org/${kind}/${number}/`
    : undefined;
}
