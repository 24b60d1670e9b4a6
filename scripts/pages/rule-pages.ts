import type { ProofCase } from '../cases';
import type { Pack } from '../content';
import { rulePagePath } from '../coverage';
import type { CoveredDocument, RecordedProofs } from '../coverage';
import { indexPage } from './index-page';
import { rulePage } from './rule-page';

/** Where the pages stand, below the root. Everything in it is generated. */
export const PAGES_FOLDER = 'docs/rules';

export interface PageSources {
  /** All cases of the pack. */
  readonly cases: readonly ProofCase[];
  readonly documents: readonly CoveredDocument[];
  /** Where each rule was proven; pages are made without proving anything. */
  readonly proofs: RecordedProofs;
}

/** The index and a page for each rule, as Markdown, by their path below the root with forward slashes. */
export function rulePages(pack: Pack, { cases, documents, proofs }: PageSources): Map<string, string> {
  const bySlug = new Map(pack.rules.map((rule) => [rule.slug, rule]));
  const casesOf = Map.groupBy(cases, ({ rule }) => rule.slug);
  const pages = new Map([[`${PAGES_FOLDER}/README.md`, indexPage(pack, documents)]]);
  for (const rule of pack.rules)
    pages.set(
      `docs/${rulePagePath(rule)}`,
      rulePage(rule, { cases: casesOf.get(rule.slug) ?? [], proofs, bySlug }),
    );
  return pages;
}
