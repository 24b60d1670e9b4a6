/**
 * The order in which Java's HashMap gives its keys, from keys in the order of their insertion.
 *
 * Facts (java.util.HashMap, java.lang.String#hashCode): 16 buckets, doubled when more than three quarters are
 * used; bucket = (h ^ h >>> 16) & (buckets - 1); in a bucket the order of insertion. A map may be made with another
 * `capacity`, a power of two.
 * Not followed: a table that stays large after keys were removed, and buckets turned into trees (more than eight
 * keys in one bucket).
 */
export function javaHashOrder(keys: readonly string[], capacity = 16): readonly string[] {
  const { length } = keys;
  if (length < 2) return keys;
  let buckets = capacity;
  while (length > buckets * 0.75) buckets *= 2;
  // A counting sort: it is stable, and scripts iterate over every record's fields.
  const { places, ends } = buckets <= SCRATCH_BUCKETS ? scratch : newScratch(buckets);
  ends.fill(0, 0, buckets + 1);
  for (let index = 0; index < length; index++) {
    const bucket = bucketHash(keys[index] ?? '') & (buckets - 1);
    places[index] = bucket;
    ends[bucket + 1] = (ends[bucket + 1] ?? 0) + 1;
  }
  for (let bucket = 1; bucket <= buckets; bucket++)
    ends[bucket] = (ends[bucket] ?? 0) + (ends[bucket - 1] ?? 0);
  const ordered = keys.slice();
  for (let index = 0; index < length; index++) {
    const bucket = places[index] ?? 0;
    const place = ends[bucket] ?? 0;
    ordered[place] = keys[index] ?? '';
    ends[bucket] = place + 1;
  }
  return ordered;
}

/** What the sort counts in: the bucket of each key, and where the keys of each bucket go. */
interface Scratch {
  readonly places: Uint32Array;
  readonly ends: Uint32Array;
}

const SCRATCH_BUCKETS = 256;
const scratch = newScratch(SCRATCH_BUCKETS);

function newScratch(buckets: number): Scratch {
  return { places: new Uint32Array(buckets), ends: new Uint32Array(buckets + 1) };
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

/** Java's `Long.hashCode()`. */
export function foldLong(value: bigint): number {
  return Number(BigInt.asIntN(32, value ^ (BigInt.asUintN(64, value) >> 32n)));
}
