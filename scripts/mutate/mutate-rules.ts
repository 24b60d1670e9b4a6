import { ContentError } from '../base/errors';
import { ingestRequests, loadCases } from '../cases';
import type { ProofCase } from '../cases';
import type { Pack, Rule } from '../content';
import { createEmbeddedEngine } from '../engine/embedded';
import type { Search } from '../detection';
import type { StartedEngine } from '../engine/engine';
import { languagesOf, onlyCases, PROOF_NOW, proofStreams } from '../verify';
import { CaseDocuments } from './case-documents';
import { failedCase, isKilled } from './kill';
import type { Trial } from './kill';
import { ruleMutants } from './rule-mutants';
import type { Survivor, RuleMutation } from './mutation';

/**
 * Puts every mutant of the rules to their cases, on the embedded engine. A survivor shows that the cases would not notice
 * the change. Told rule by rule.
 * @throws ContentError MUTATE_UNPROVEN_RULE where an unchanged rule fails a case
 */
export async function mutateRules(
  pack: Pack,
  rules: readonly Rule[],
  onOutcome: (outcome: RuleMutation) => void,
): Promise<void> {
  const cases = loadCases(pack, rules);
  await using engine = await createEmbeddedEngine().start();
  const requests = cases.flatMap((proofCase) => ingestRequests(proofCase, PROOF_NOW));
  await engine.install(proofStreams(pack, requests));
  await engine.ingest(requests);
  const documents = await CaseDocuments.of(engine, pack.streams.values());
  const bySlug = Map.groupBy(cases, ({ rule }) => rule.slug);
  for (const rule of rules) {
    const trial: Trial = {
      cases: cheapFirst(bySlug.get(rule.slug) ?? []),
      documents,
      searchOf: (key) => searchOf(engine, documents, key),
    };
    const mutants = ruleMutants(rule);
    const failed = mutants.length > 0 ? await failedCase(trial) : undefined;
    if (failed) throw unproven(failed);
    const survivors: Survivor[] = [];
    for (const mutant of mutants) {
      if (await isKilled(mutant, trial)) continue;
      const { id, text, change, wanted, location } = mutant;
      survivors.push({ id, text, change, wanted, location });
    }
    onOutcome({ slug: rule.slug, mutants: mutants.length, survivors });
  }
}

function unproven({ rule, id, document, path }: ProofCase): ContentError {
  return new ContentError(
    document.problem(path, {
      code: 'MUTATE_UNPROVEN_RULE',
      message: `${rule.slug} fails its case “${id}” as it stands, so its mutants cannot be judged`,
      hint: `Run npm run verify -- --rule ${rule.slug} first.`,
    }),
  );
}

/** The search of one case, in every language that the engine has. */
function searchOf(engine: StartedEngine, documents: CaseDocuments, key: string): Search {
  const search: Search = (request) =>
    engine.search(onlyCases({ ...request, index: documents.indices(key, request.index) }, [key]));
  return Object.assign(search, languagesOf(engine, key));
}

/** Most mutants die of the first cases, so those with few records come first. */
function cheapFirst(cases: readonly ProofCase[]): ProofCase[] {
  return cases.toSorted((a, b) => a.records.length - b.records.length);
}
