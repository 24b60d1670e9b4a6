import { durationMilliseconds } from '../base/duration';
import { code, markdownTable } from '../base/markdown';
import type { Rule, Threat } from '../content';
import { durationText } from './duration-text';
import { suppressionText, typeName } from './type-text';
import { clockText, windowText } from './window-text';

const STATUS: Readonly<Record<Rule['status'], string>> = {
  documented: 'documented: the documentation of its source describes the event',
  derived: 'derived: from documentation of the technique or of similar events',
  'seed-only': 'seed-only: known from a single source, see [Setup](#setup)',
  unverified: 'unverified, see [Setup](#setup)',
};

/** The table on top of a rule's page. */
export function factsTable(rule: Rule): string {
  const suppression = suppressionText(rule);
  const rows: (readonly [string, string])[] = [
    ['Severity', `${rule.severity}, risk score ${rule.risk_score}`],
    ['Events', rule.streams.map(({ dataset, config }) => `${config.title} (${code(dataset)})`).join('<br>')],
    ['Indices', rule.index.map(code).join(', ')],
    ['Runs', `every ${durationText(durationMilliseconds(rule.interval))}`],
    ['Looks at', windowText(rule)],
    ['Clock', clockText(rule)],
    ['Max alerts', `${rule.max_signals} a run`],
    ...(suppression === undefined ? [] : [['Suppression', suppression] as const]),
    ...(rule.building_block ? [['Building block', 'yes: alerts are hidden unless asked for'] as const] : []),
    ['ATT&CK', rule.threat.map(threatText).join('<br>')],
    ['Tags', rule.tags.map(code).join(', ')],
    ['Status', STATUS[rule.status]],
    ['Imported', rule.enabled ? 'switched on' : 'switched off'],
    ['Rule id', code(rule.id)],
    ['File', code(rule.document.file)],
    ['Version', String(rule.version)],
    ['Author, licence', `${rule.author.join(', ')}; ${rule.license}`],
  ];
  return markdownTable(['Type', typeName(rule)], rows);
}

/** A tactic and its techniques with links, e.g. `Persistence: Account Manipulation: Additional Cloud Roles (T1098.003)`. */
function threatText({ tactic, techniques }: Threat): string {
  const links = techniques.map(({ id, name, reference, parent }) => {
    const full = parent ? `${parent.name}: ${name}` : name;
    return `[${full} (${id})](${reference})`;
  });
  const under = `[${tactic.name} (${tactic.id})](${tactic.reference})`;
  return links.length === 0 ? under : `${under}: ${links.join(', ')}`;
}
