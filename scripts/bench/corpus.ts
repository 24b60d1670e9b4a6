import { ingestRequests } from '../cases';
import type { ProofCase } from '../cases';
import type { Pack, Stream } from '../content';
import { PROOF_NOW } from '../verify';

/** The source that most rules read and most records come from. */
export function auditStream(pack: Pack): Stream {
  const stream = pack.streams.get('o365.audit');
  if (!stream) throw new Error('the pack has no stream o365.audit');
  return stream;
}

/**
 * The fixed corpus of the throughput figure: the raw records that all cases send to a stream, each with its own Id and
 * time. Repetitions are capped, so that no volume case outweighs the others.
 */
export function corpus(cases: readonly ProofCase[], { name }: Stream): string[] {
  return cases.flatMap((proofCase) => {
    const records = proofCase.records.slice(0, 10);
    return ingestRequests({ ...proofCase, records }, PROOF_NOW)
      .filter(({ stream }) => stream === name)
      .flatMap(({ source }) =>
        typeof source['message'] === 'string' && source['message'].startsWith('{') ? [source['message']] : [],
      );
  });
}
