import { headingAnchor } from '../base/markdown';
import type { Pack, Rule } from '../content';
import type { CoveredDocument } from '../coverage';
import { documentSections } from './document-sections';
import { generatedFrom } from './generated-from';
import { pageFromIndex } from './rule-links';
import { ruleList, ruleTable } from './rule-table';
import { tacticSections } from './tactic-sections';

const SERVICES: Readonly<Record<string, string>> = {
  azure: 'Azure',
  collector: 'Collector',
  entra: 'Entra ID',
  exchange: 'Exchange Online',
  pim: 'Privileged Identity Management',
  purview: 'Purview',
  sharepoint: 'SharePoint and OneDrive',
  teams: 'Teams',
};

/** docs/rules/README.md: all rules in a table, and by service, tactic and document. */
export function indexPage({ rules, attack }: Pack, documents: readonly CoveredDocument[]): string {
  return `${[
    generatedFrom(['package-content/rules/', 'package-content/reference/documents.yml']),
    '# Rules',
    introduction(rules),
    ABOUT_PROOFS,
    `## All rules\n\n${ruleTable(rules, pageFromIndex)}`,
    `## By service\n\n${serviceSections(rules)}`,
    `## By tactic and technique\n\n${tacticSections(rules, attack)}`,
    `## By document\n\n${documentSections(rules, documents)}`,
  ].join('\n\n')}\n`;
}

const ABOUT_PROOFS = `## What the proof of a rule says

Every page ends with the cases that the rule was tested with. A hit is a record, or several, as the source delivers them;
it goes through the ingest pipeline that ships, and the rule runs as Kibana runs it. A near miss is a hit with one
change, after which the rule must be silent. For every clause of a query in KQL or EQL there is a near miss in which that
clause alone is false, and for every alternative a hit that it alone carries, else \`npm run verify\` fails.
\`npm run mutate\` changes each rule in every place, and some case must notice.`;

function introduction(rules: readonly Rule[]): string {
  const severities = ['critical', 'high', 'medium', 'low'] as const;
  const counts = severities.flatMap((severity) => {
    const count = rules.filter((rule) => rule.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}`];
  });
  const hidden = rules.filter(({ building_block }) => building_block).length;
  const on = rules.filter(({ enabled }) => enabled).length;
  const imported = on === 0 ? 'All are imported switched off.' : `${on} are imported switched on.`;
  return (
    `${rules.length} rules: ${counts.join(', ')} (severity). ${hidden} are building blocks, whose alerts are hidden ` +
    `unless asked for. ${imported} Jump to [all rules](#all-rules), [by service](#by-service), ` +
    '[by tactic and technique](#by-tactic-and-technique), [by document](#by-document).'
  );
}

function serviceSections(rules: readonly Rule[]): string {
  const services = [...new Set(rules.map(({ service }) => service))].sort();
  const sections = services.map((service) => {
    const own = rules.filter((rule) => rule.service === service);
    const heading = `${SERVICES[service] ?? service} (${own.length})`;
    return { heading, list: ruleList(own, pageFromIndex) };
  });
  const jump = sections.map(({ heading }) => `[${heading}](#${headingAnchor(heading)})`).join(', ');
  return [jump, ...sections.map(({ heading, list }) => `### ${heading}\n\n${list}`)].join('\n\n');
}
