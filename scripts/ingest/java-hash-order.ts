/**
 * The order in which Java's HashMap gives its keys, from keys in the order of their insertion.
 *
 * Facts (java.util.HashMap, java.lang.String#hashCode): 16 buckets, doubled when more than three quarters are
 * used; bucket = (h ^ h >>> 16) & (buckets - 1); in a bucket the order of insertion.
 * Not followed: a table that stays large after keys were removed, and buckets turned into trees (more than eight
 * keys in one bucket).
 */
export function javaHashOrder(keys: readonly string[]): readonly string[] {
  if (keys.length < 2) return keys;
  let buckets = 16;
  while (keys.length > buckets * 0.75) buckets *= 2;
  // A counting sort: it is stable, and scripts iterate over every record's fields.
  const ends = new Uint32Array(buckets + 1);
  const bucketOf = keys.map((key) => bucketHash(key) & (buckets - 1));
  for (const bucket of bucketOf) ends[bucket + 1] = (ends[bucket + 1] ?? 0) + 1;
  for (let bucket = 1; bucket <= buckets; bucket++)
    ends[bucket] = (ends[bucket] ?? 0) + (ends[bucket - 1] ?? 0);
  const ordered = keys.slice();
  keys.forEach((key, index) => {
    const bucket = bucketOf[index] ?? 0;
    const place = ends[bucket] ?? 0;
    ordered[place] = key;
    ends[bucket] = place + 1;
  });
  return ordered;
}

/** Hashes of names that were met before. Bounded: names come from untrusted records. */
const knownHashes = new Map<string, number>();
const KNOWN_HASHES_LIMIT = 4096;

/** What HashMap takes a key's bucket from. */
function bucketHash(key: string): number {
  const known = knownHashes.get(key);
  if (known !== undefined) return known;
  const hash = javaHashCode(key);
  const spread = hash ^ (hash >>> 16);
  if (knownHashes.size < KNOWN_HASHES_LIMIT && key.length <= 64) knownHashes.set(key, spread);
  return spread;
}

/** Java's `String.hashCode()`, a signed 32-bit number. */
export function javaHashCode(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index++) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return hash;
}
