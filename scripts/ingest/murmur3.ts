const MASK = 0xffffffffffffffffn;
const C1 = 0x87c37b91114253d5n;
const C2 = 0x4cf5ad432745937fn;

function rotateLeft(value: bigint, bits: bigint): bigint {
  return ((value << bits) | (value >> (64n - bits))) & MASK;
}

function multiply(left: bigint, right: bigint): bigint {
  return (left * right) & MASK;
}

function finalMix(value: bigint): bigint {
  let mixed = multiply(value ^ (value >> 33n), 0xff51afd7ed558ccdn);
  mixed = multiply(mixed ^ (mixed >> 33n), 0xc4ceb9fe1a85ec53n);
  return mixed ^ (mixed >> 33n);
}

function mix1(k1: bigint): bigint {
  return multiply(rotateLeft(multiply(k1, C1), 31n), C2);
}

function mix2(k2: bigint): bigint {
  return multiply(rotateLeft(multiply(k2, C2), 33n), C1);
}

/** MurmurHash3, the 128-bit variant for 64-bit machines, seed 0; both halves big-endian, as Elasticsearch stores them. */
export function murmur3(bytes: Buffer): Buffer {
  const blocks = bytes.length - (bytes.length % 16);
  let h1 = 0n;
  let h2 = 0n;
  for (let offset = 0; offset < blocks; offset += 16) {
    h1 ^= mix1(bytes.readBigUInt64LE(offset));
    h1 = (multiply((rotateLeft(h1, 27n) + h2) & MASK, 5n) + 0x52dce729n) & MASK;
    h2 ^= mix2(bytes.readBigUInt64LE(offset + 8));
    h2 = (multiply((rotateLeft(h2, 31n) + h1) & MASK, 5n) + 0x38495ab5n) & MASK;
  }
  const tail = Buffer.alloc(16);
  bytes.copy(tail, 0, blocks);
  h1 ^= mix1(tail.readBigUInt64LE(0));
  h2 ^= mix2(tail.readBigUInt64LE(8));
  return finish(h1, h2, BigInt(bytes.length));
}

function finish(first: bigint, second: bigint, length: bigint): Buffer {
  let h1 = first ^ length;
  let h2 = second ^ length;
  h1 = (h1 + h2) & MASK;
  h2 = (h2 + h1) & MASK;
  h1 = finalMix(h1);
  h2 = finalMix(h2);
  h1 = (h1 + h2) & MASK;
  h2 = (h2 + h1) & MASK;
  const hash = Buffer.alloc(16);
  hash.writeBigUInt64BE(h1, 0);
  hash.writeBigUInt64BE(h2, 8);
  return hash;
}
