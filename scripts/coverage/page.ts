import type { Rule } from '../content';
import { rulePagePath } from './rule-page-path';
import type { Coverage, CoveredRow, CoveredRule, ProvenOn } from './coverage';

const WHERE: Readonly<Record<ProvenOn, string>> = {
  elasticsearch: 'real Elasticsearch and embedded',
  embedded: 'embedded only',
  nowhere: 'not run',
  failed: 'failed',
};

type RuleLink = (slug: string) => string;

/** docs/coverage.md: every row of every document, its rules with links to their pages, and where they are proven. */
export function coveragePage(
  { server, documents, counts, further }: Coverage,
  rules: readonly Pick<Rule, 'service' | 'slug'>[],
): string {
  const pages = new Map(rules.map((rule) => [rule.slug, `[${rule.slug}](${rulePagePath(rule)})`]));
  const link = (slug: string): string => pages.get(slug) ?? slug;
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return [
    '# Coverage',
    '',
    'What the documents that this pack implements ask to be detected, and the rules that do it. Made by `npm run coverage`',
    'from `package-content/reference/documents.yml` and two proofs of the whole pack; do not edit.',
    '',
    `Of ${total} rules ${counts.elasticsearch} are proven on ${server} and on the embedded engine, ${counts.embedded} on the`,
    `embedded engine only (a rule type that this Elasticsearch does not run), ${counts.nowhere} on neither (ES|QL).`,
    ...documents.flatMap(({ document, rows }) => [
      '',
      `## ${document}`,
      '',
      '| part | what | rules | proven |',
      '| --- | --- | --- | --- |',
      ...rows.map((row) => rowText(row, link)),
    ]),
    ...(further.length === 0
      ? []
      : [
          '',
          '## Beyond the documents',
          '',
          '| rule | proven |',
          '| --- | --- |',
          ...further.map((rule) => `| ${link(rule.slug)} | ${WHERE[rule.provenOn]} |`),
        ]),
    '',
  ].join('\n');
}

function rowText({ part, what, rules, notDetectable }: CoveredRow, link: RuleLink): string {
  if (notDetectable !== undefined) return `| ${part} | ${what} | not detectable | ${notDetectable} |`;
  return `| ${part} | ${what} | ${rules.map(({ slug }) => link(slug)).join('<br>')} | ${proofText(rules)} |`;
}

function proofText(rules: readonly CoveredRule[]): string {
  const places = new Set(rules.map(({ provenOn }) => WHERE[provenOn]));
  if (places.size === 1) return [...places].join('');
  return rules.map(({ provenOn }) => WHERE[provenOn]).join('<br>');
}
