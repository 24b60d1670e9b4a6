import { ingestRequests } from '../cases';
import type { ProofCase } from '../cases';
import { PROOF_NOW } from '../verify';

/**
 * The fixed corpus of the throughput figure: the raw records of all cases, each with its own Id and time. Repetitions
 * are capped, so that no volume case outweighs the others.
 */
export function corpus(cases: readonly ProofCase[]): string[] {
  return cases.flatMap((proofCase) => {
    const records = proofCase.records.slice(0, 10);
    return ingestRequests({ ...proofCase, records }, PROOF_NOW).flatMap(({ source }) =>
      typeof source['message'] === 'string' && source['message'].startsWith('{') ? [source['message']] : [],
    );
  });
}
