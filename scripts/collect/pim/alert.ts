import { createHash } from 'node:crypto';

/** An alert of PIM as Microsoft Graph gives it. */
export interface Alert {
  readonly id: string;
  /** Another when it has changed; that it was scanned again is no change. */
  readonly version: string;
  /** `_id` of its document, as the pipeline of entra.pim_alert makes it. */
  readonly documentId: string;
  readonly text: string;
}

/** Longest `_id` of Elasticsearch, UTF-8 bytes. */
const LONGEST_ID = 512;

/** @returns undefined of what has no id */
export function alertOf(members: Readonly<Record<string, unknown>>): Alert | undefined {
  const { id, lastModifiedDateTime, isActive, incidentCount } = members;
  if (typeof id !== 'string' || id === '') return undefined;
  const parts = [lastModifiedDateTime, isActive, incidentCount];
  return {
    id,
    version: JSON.stringify(parts),
    documentId: documentIdOf([id, ...parts]),
    text: JSON.stringify(members),
  };
}

function documentIdOf(parts: readonly unknown[]): string {
  const id = parts
    .map((part) => (typeof part === 'string' ? part : JSON.stringify(part ?? null)))
    .join('/')
    .toWellFormed();
  return Buffer.byteLength(id) <= LONGEST_ID ? id : createHash('sha256').update(id).digest('base64');
}
