import { createHash } from 'node:crypto';
import type { CollectedRecord } from './record-writer';

/** Why a record is no document of the audit log. */
export interface Refusal {
  /** The type of Elasticsearch's error, e.g. `document_parsing_exception`. */
  readonly type: string | undefined;
  readonly message: string;
}

export type Outcome = 'created' | 'duplicate' | 'deadLetter';

/** Who added a record, and hears what became of it. */
export interface ItemOwner {
  /** It adds no more and waits. */
  readonly asked: boolean;
  /** Its records that wait to be sent. */
  queued: number;
  settled(outcome: Outcome, possibleDouble: boolean): void;
}

/** A record on its way to Elasticsearch. */
export interface Item {
  readonly tenantId: string;
  /** What the ledger knows the record by: its `Id`, or the SHA-256 of its text where it has none. */
  readonly id: string;
  /** `_id` of the document. */
  readonly documentId: string;
  readonly text: string;
  /** About what it holds of memory, and takes in a request. */
  readonly bytes: number;
  readonly owner: ItemOwner;
  /** It cannot become a document, by itself or as Elasticsearch says. */
  refusal: Refusal | undefined;
  /** What Elasticsearch answered; it counts once the state knows. */
  outcome: Outcome | undefined;
  /** An attempt ended unknown: the backing index that took documents then, as far as that was known. */
  doubt: { readonly index: string | undefined } | undefined;
  possibleDouble: boolean;
}

/** Of a line besides the record: the action, quotes, `labels`. */
const LINE = 160;
/** Of the quotes and backslashes within a JSON text, in a JSON string. */
const ESCAPES = 1.25;
/** Longest `_id` of Elasticsearch, UTF-8 bytes. */
const LONGEST_ID = 512;

export function makeItem(tenantId: string, { id, text }: CollectedRecord, owner: ItemOwner): Item {
  const known = id === undefined || id === '' ? undefined : id;
  return {
    tenantId,
    id: known ?? sha256(text),
    documentId: known === undefined ? sha256(text) : documentId(known),
    text,
    bytes: Math.ceil(Buffer.byteLength(text) * ESCAPES) + LINE,
    owner,
    refusal:
      known === undefined
        ? { type: undefined, message: 'The record has no Id, or is no JSON object.' }
        : undefined,
    outcome: undefined,
    doubt: undefined,
    possibleDouble: false,
  };
}

/** Elasticsearch refuses the whole request for an id that it cannot take; the pipeline shortens such an Id likewise. */
function documentId(id: string): string {
  const fits = id.length * 3 <= LONGEST_ID || Buffer.byteLength(id) <= LONGEST_ID;
  return fits && id.isWellFormed() ? id : sha256(id);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
