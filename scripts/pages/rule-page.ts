import { code, fencedBlock, markdownTable, plainText } from '../base/markdown';
import type { ProofCase } from '../cases';
import type { Rule } from '../content';
import { requiredFields } from '../kibana';
import type { RecordedProofs } from '../coverage';
import { factsTable } from './facts';
import { guideSections } from './guide-sections';
import { linkRules, pageFromRule } from './rule-links';
import { ruleLink } from './rule-table';
import { generatedFrom } from './generated-from';
import { casesFile, proofSection } from './proof-section';
import { tenantText } from './tenant-text';
import { alertText } from './type-text';

const FENCE = { query: 'kql', threshold: 'kql', new_terms: 'kql', eql: 'eql', esql: 'esql' };

export interface RulePageSources {
  /** The rule's own. */
  readonly cases: readonly ProofCase[];
  readonly proofs: RecordedProofs;
  /** All rules of the pack, to link those that a text names. */
  readonly bySlug: ReadonlyMap<string, Rule>;
}

/** The page of one rule, as Markdown. */
export function rulePage(rule: Rule, { cases, proofs, bySlug }: RulePageSources): string {
  const { counts, noise, guide } = guideSections(rule.note);
  const link = (text: string): string => linkRules(text, rule, bySlug);
  return `${[
    generatedFrom([rule.document.file, casesFile(rule)]),
    `# ${plainText(rule.name)}`,
    ...deprecationText(rule, bySlug),
    link(rule.description),
    factsTable(rule),
    `## How often it alerts\n\n${link(noise ?? rule.noise)}`,
    querySection(rule, link(counts ?? '')),
    link(guide),
    link(rule.setup),
    `## References\n\n${rule.references.map((url) => `- <${url}>`).join('\n')}`,
    proofSection(rule, cases, proofs),
  ].join('\n\n')}\n`;
}

function deprecationText({ deprecated }: Rule, bySlug: ReadonlyMap<string, Rule>): string[] {
  if (deprecated === undefined) return [];
  const { since, reason, replaced_by } = deprecated;
  const successor = bySlug.get(replaced_by ?? '');
  const instead = successor === undefined ? '' : ` Use ${ruleLink(successor, pageFromRule)} instead.`;
  return [`> **Deprecated since ${since}.** ${reason}${instead}`];
}

function querySection(rule: Rule, counts: string): string {
  return [
    '## Query',
    tenantText(rule),
    fencedBlock(FENCE[rule.type], rule.query.trimEnd()),
    counts === '' ? alertText(rule) : '',
    fieldsTable(rule),
    counts === '' ? '' : `### What this rule counts\n\n${alertText(rule)}\n\n${counts}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function fieldsTable(rule: Rule): string {
  const fields = requiredFields(rule);
  const table = markdownTable(
    ['field', 'type'],
    fields.map(({ name, type }) => [code(name), type]),
  );
  return `<details>\n<summary>${fields.length} fields that it reads</summary>\n\n${table}\n\n</details>`;
}
