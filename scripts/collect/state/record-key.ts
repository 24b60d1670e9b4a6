import { createHash } from 'node:crypto';

/** How Microsoft writes the Ids of audit records. */
const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * 16 bytes by which the ledger knows a record: those of a GUID in small letters, the begin of the SHA-256 of any other text.
 * Texts that differ in case only have different keys, as they would be different documents (`_id`) in Elasticsearch.
 */
export function recordKey(id: string): Buffer {
  if (GUID.test(id)) return Buffer.from(id.replaceAll('-', ''), 'hex');
  // UTF-16, as UTF-8 makes all unpaired surrogates the same.
  return createHash('sha256').update(id, 'utf16le').digest().subarray(0, 16);
}
