import type { Clock } from '../clock';
import type { BulkLine, IndexDocuments, StateDocument } from './index-documents';

/** Records that are forgotten by one request. */
const AT_ONCE = 5_000;
/** Milliseconds after which a call leaves the rest to the next one. */
const LONGEST = 20_000;

export interface ForgettingParts {
  readonly documents: IndexDocuments;
  readonly steady: Pick<Clock, 'now'>;
  /** Whether the state is still ours. @throws StateError when it is not */
  readonly hold: () => Promise<void>;
}

/**
 * Removes the records that were acknowledged before a time, as many as it comes to. What was written in the last second may
 * stay, until the next time.
 */
export async function forgetRecords(
  before: number,
  { documents, steady, hold }: ForgettingParts,
  stop: AbortSignal | undefined,
): Promise<void> {
  const end = steady.now() + LONGEST;
  for (;;) {
    await hold();
    const old = await recordsBefore(before, documents);
    // The next search must not find them again.
    await documents.bulk(old, { refresh: true });
    if (old.length < AT_ONCE || steady.now() >= end || stop?.aborted === true) return;
  }
}

async function recordsBefore(before: number, documents: IndexDocuments): Promise<BulkLine[]> {
  const { hits } = await documents.ask((client, during) =>
    client.search<StateDocument>(
      {
        index: documents.index,
        size: AT_ONCE,
        query: { bool: { filter: [{ term: { kind: 'record' } }, { range: { time: { lt: before } } }] } },
        sort: ['_doc'],
        _source: false,
        track_total_hits: false,
        seq_no_primary_term: true,
      },
      during,
    ),
  );
  return hits.hits.map(({ _id: remove = '', _seq_no: if_seq_no, _primary_term: if_primary_term }) => ({
    remove,
    // Not if it was acknowledged once more since.
    only: { if_seq_no, if_primary_term },
  }));
}
