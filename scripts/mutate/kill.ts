import { ContentError } from '../base/errors';
import type { ProofCase } from '../cases';
import type { Search } from '../detection';
import { alertsOfCase } from '../verify';
import type { CaseDocuments } from './case-documents';
import type { RuleMutant } from './rule-mutants';

/** What is known of the cases against which mutants are tried. */
export interface Trial {
  /** The cases of the rule, the quickest first. */
  readonly cases: readonly ProofCase[];
  readonly documents: CaseDocuments;
  readonly searchOf: (caseKey: string) => Search;
}

/**
 * The first case that the rule itself fails. It would “kill” every mutant, and the run would prove nothing.
 */
export async function failedCase({
  cases,
  searchOf,
}: Pick<Trial, 'cases' | 'searchOf'>): Promise<ProofCase | undefined> {
  for (const proofCase of cases) {
    const alerts = await alertsOfCase(proofCase, searchOf(proofCase.key));
    if (alerts.length !== proofCase.expectedAlerts) return proofCase;
  }
  return undefined;
}

/**
 * Does a case tell a mutant from its rule, by another number of alerts than it expects? A mutant that is no query for
 * Elasticsearch is told by the refusal.
 */
export async function isKilled(mutant: RuleMutant, trial: Trial): Promise<boolean> {
  try {
    for (const proofCase of candidates(mutant, trial)) {
      const mutated = { ...proofCase, rule: mutant.rule };
      const alerts = await alertsOfCase(mutated, trial.searchOf(proofCase.key));
      if (alerts.length !== proofCase.expectedAlerts) return true;
    }
    return false;
  } catch (error) {
    if (error instanceof ContentError) return true;
    throw error;
  }
}

/** Where a changed query finds the same documents, the rule runs as before: such cases need not be tried. */
function candidates({ queries }: RuleMutant, { cases, documents }: Trial): readonly ProofCase[] {
  return queries === undefined ? cases : documents.differing(queries.own, queries.changed, cases);
}
