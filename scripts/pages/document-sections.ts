import { markdownTable, plainText } from '../base/markdown';
import type { Rule } from '../content';
import type { CoveredDocument } from '../coverage';
import { pageFromIndex } from './rule-links';
import { ruleLink, ruleList } from './rule-table';

type Row = CoveredDocument['rows'][number];

/** A section a document, with what each of its rows asks for and the rules that do it; last the rules of no document. */
export function documentSections(rules: readonly Rule[], documents: readonly CoveredDocument[]): string {
  const bySlug = new Map(rules.map((rule) => [rule.slug, rule]));
  const named = slugsOf(documents.flatMap(({ rows }) => rows));
  const further = rules.filter(({ slug }) => !named.has(slug));
  return [
    ...documents.map((document) => documentSection(document, bySlug)),
    ...(further.length === 0
      ? []
      : [`### In no document (${further.length})\n\n${ruleList(further, pageFromIndex)}`]),
  ].join('\n\n');
}

function documentSection({ document, rows }: CoveredDocument, bySlug: ReadonlyMap<string, Rule>): string {
  const table = markdownTable(
    ['part', 'what', 'rules'],
    rows.map((row) => [plainText(row.part ?? ''), plainText(row.what), answer(row, bySlug)]),
  );
  return `### ${plainText(document)}\n\n${rows.length} rows, ${slugsOf(rows).size} rules.\n\n${table}`;
}

function answer(row: Row, bySlug: ReadonlyMap<string, Rule>): string {
  if (!('rules' in row)) return `no event shows it: ${row.not_detectable}`;
  const rules = row.rules.flatMap((slug) => bySlug.get(slug) ?? []);
  return rules.map((rule) => ruleLink(rule, pageFromIndex)).join('<br>');
}

function slugsOf(rows: readonly Row[]): Set<string> {
  return new Set(rows.flatMap((row) => ('rules' in row ? row.rules : [])));
}
