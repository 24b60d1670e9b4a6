import { createHash } from 'node:crypto';
import { murmur3 } from './murmur3';

export const HASH_METHODS = ['MD5', 'SHA-1', 'SHA-256', 'SHA-512', 'MurmurHash3'] as const;
export type HashMethod = (typeof HASH_METHODS)[number];

/** The hash in Base64. */
export function hashBase64(method: HashMethod, bytes: Buffer): string {
  if (method === 'MurmurHash3') return murmur3(bytes).toString('base64');
  return createHash(method.replace('-', '').toLowerCase()).update(bytes).digest('base64');
}
