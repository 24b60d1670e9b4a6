import type { Bulk } from './bulk-client';
import type { Refusal } from './item';
import { itemVerdict, requestVerdict } from './verdict';
import type { ItemVerdict } from './verdict';

/** What became of a document that was sent once, without a ledger. */
export type Sent =
  | Exclude<ItemVerdict, { readonly do: 'refused' }>
  /** `tooLarge`: no request takes it, even alone. */
  | { readonly do: 'refused'; readonly refusal: Refusal; readonly tooLarge?: boolean };

/**
 * Sends documents to a data stream, each once: in halves where a request is refused as a whole, so that the bad ones are
 * found.
 *
 * @param documents two lines of NDJSON each, `create` and the source
 * @returns what became of each
 */
export async function sendDocuments(
  bulk: Bulk,
  stream: string,
  documents: readonly string[],
  signal: AbortSignal,
): Promise<Sent[]> {
  if (documents.length === 0) return [];
  const answer = await bulk(stream, documents.join(''), signal);
  const verdict = requestVerdict(answer, documents.length);
  switch (verdict.do) {
    case 'items':
      return verdict.items.map((item) => itemVerdict(item));
    case 'again': {
      const { obstacle, unknown } = verdict;
      return documents.map(() => ({ do: 'again', obstacle, unknown, fault: false }));
    }
    case 'halve': {
      const { refusal, tooLarge } = verdict;
      if (documents.length === 1) return [{ do: 'refused', refusal, tooLarge }];
      const half = Math.ceil(documents.length / 2);
      return [
        ...(await sendDocuments(bulk, stream, documents.slice(0, half), signal)),
        ...(await sendDocuments(bulk, stream, documents.slice(half), signal)),
      ];
    }
  }
}
