import type { Pack, Rule } from '../content';
import { kibanaRule } from '../kibana';
import type { CheckPage, Found } from './check';
import { formChecks, ruleChecks } from './checks';
import type { Finding } from './finding';
import { Place, sourcePath } from './place';
import { sortFindings } from './sort-findings';

/** What the lint has against rules of the pack (all of them, unless some are named), by file and line. */
export function lintPack(pack: Pack, rules: readonly Rule[] = pack.rules): Finding[] {
  return sortFindings(rules.flatMap((rule) => lintRule(pack, rule)));
}

function lintRule(pack: Pack, rule: Rule): Finding[] {
  const { document, fields } = rule;
  const { file, text } = document;
  const inSource = new Place(file, text, { document });
  const inBody = new Place(file, text, { document, translate: sourcePath });
  const subject = { pack, rule, fields, body: kibanaRule(rule) };
  return [
    ...ruleChecks.flatMap((check) => findings(check, check.run(subject), inBody)),
    ...formChecks.flatMap((check) => findings(check, check.run({ pack, rule, document }), inSource)),
  ];
}

/** What a check found, each with its place. */
export function findings(check: CheckPage, found: Iterable<Found>, place: Place): Finding[] {
  return Array.from(found, (one) => place.finding(check, one));
}
