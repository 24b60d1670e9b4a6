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
  const mask = buckets - 1;
  const placed = keys.map((key, index) => ({ key, index, bucket: spread(javaHashCode(key)) & mask }));
  placed.sort((left, right) => left.bucket - right.bucket || left.index - right.index);
  return placed.map((entry) => entry.key);
}

function spread(hash: number): number {
  return hash ^ (hash >>> 16);
}

/** Java's `String.hashCode()`, a signed 32-bit number. */
export function javaHashCode(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index++) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return hash;
}
