import type { PreparedDocument } from '../document/prepared-document';
import type { StoredDocument } from '../types';

/** A document that matched, with its place in the order of writing. */
export interface FoundDocument {
  readonly stored: StoredDocument;
  readonly document: PreparedDocument;
  readonly position: number;
}
