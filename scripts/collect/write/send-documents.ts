import type { Bulk } from './bulk-client';

/** What became of documents that are sent once, without a ledger. */
export interface Sent {
  /** For each text, whether it is there: made now, or before. */
  readonly there: readonly boolean[];
  /** Why the first of the others is not. */
  readonly failure: string | undefined;
}

/** Sends JSON texts to a data stream, whose pipeline makes documents of them; one attempt. */
export async function sendDocuments(
  bulk: Bulk,
  stream: string,
  texts: readonly string[],
  signal: AbortSignal,
): Promise<Sent> {
  if (texts.length === 0) return { there: [], failure: undefined };
  const lines = texts.map((text) => `{"create":{}}\n{"message":${JSON.stringify(text)}}\n`);
  const answer = await bulk(stream, lines.join(''), signal);
  if (answer.kind === 'items') {
    const there = texts.map((_, at) => isThere(answer.items[at]?.status));
    const refused = answer.items[there.indexOf(false)];
    return { there, failure: refused && `${refused.status} ${refused.type ?? ''}: ${refused.reason ?? ''}` };
  }
  const failure = answer.kind === 'refused' ? `${answer.status}: ${answer.reason}` : answer.message;
  return { there: texts.map(() => false), failure };
}

function isThere(status: number | undefined): boolean {
  return status === 200 || status === 201 || status === 409;
}
