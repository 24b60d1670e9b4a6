/**
 * An IP address as 32 hexadecimal digits, IPv4 mapped into IPv6: equal addresses are equal strings, and
 * strings order as addresses do.
 */
export type CanonicalIp = string;

const V4_PREFIX = '00000000000000000000ffff';
const octet = /^(?:0|[1-9]\d{0,2})$/;
const group = /^[0-9a-fA-F]{1,4}$/;

function ipv4(text: string): string | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let hex = '';
  for (const part of parts) {
    const value = Number(part);
    if (!octet.test(part) || value > 255) return undefined;
    hex += value.toString(16).padStart(2, '0');
  }
  return hex;
}

function groups(text: string): string[] | undefined {
  if (text === '') return [];
  const parts = text.split(':');
  const last = parts.at(-1) ?? '';
  if (last.includes('.')) {
    const hex = ipv4(last);
    if (hex === undefined) return undefined;
    parts.splice(-1, 1, hex.slice(0, 4), hex.slice(4));
  }
  return parts.every((part) => group.test(part)) ? parts.map((part) => part.padStart(4, '0')) : undefined;
}

function ipv6(text: string): string | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = groups(halves[0] ?? '');
  const tail = halves.length === 2 ? groups(halves[1] ?? '') : [];
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  return [...head, ...Array<string>(missing).fill('0000'), ...tail].join('').toLowerCase();
}

/** Reads an address as Elasticsearch does (no leading zeros in IPv4, a zone such as `%eth0` is dropped). */
export function parseIp(text: string): CanonicalIp | undefined {
  if (text.length > 100) return undefined;
  if (!text.includes(':')) {
    const hex = ipv4(text);
    return hex === undefined ? undefined : V4_PREFIX + hex;
  }
  const zone = text.indexOf('%');
  return ipv6(zone < 0 ? text : text.slice(0, zone));
}

export interface IpRange {
  readonly first: CanonicalIp;
  readonly last: CanonicalIp;
}

/** The addresses of a block such as `10.0.0.0/8`. */
export function parseCidr(text: string): IpRange | undefined {
  const slash = text.lastIndexOf('/');
  const address = text.slice(0, slash);
  const base = parseIp(address);
  const suffix = text.slice(slash + 1);
  if (slash < 0 || base === undefined || !/^\d{1,3}$/.test(suffix)) return undefined;
  const isV4 = !address.includes(':');
  // Of an IPv4 address in IPv6 form nobody knows which bits are meant: Elasticsearch refuses it.
  if (!isV4 && base.startsWith(V4_PREFIX)) return undefined;
  const bits = Number(suffix) + (isV4 ? 96 : 0);
  if (bits > 128) return undefined;
  const value = BigInt(`0x${base}`);
  const hostMask = (1n << BigInt(128 - bits)) - 1n;
  const first = value & ~hostMask;
  const hex = (number: bigint): string => number.toString(16).padStart(32, '0');
  return { first: hex(first), last: hex(first | hostMask) };
}

/** The address as Elasticsearch writes it: IPv4 where it is one, else IPv6 with its longest run of zeros cut. */
export function formatIp(canonical: CanonicalIp): string {
  const words = canonical.match(/.{4}/g) ?? [];
  if (canonical.startsWith(V4_PREFIX)) {
    const octets = canonical.slice(V4_PREFIX.length).match(/../g) ?? [];
    return octets.map((hex) => parseInt(hex, 16)).join('.');
  }
  const parts = words.map((word) => parseInt(word, 16).toString(16));
  let best = { start: -1, length: 1 };
  for (let start = 0; start < parts.length; start += 1) {
    let length = 0;
    while (parts[start + length] === '0') length += 1;
    if (length > best.length) best = { start, length };
    start += length;
  }
  if (best.start < 0) return parts.join(':');
  return `${parts.slice(0, best.start).join(':')}::${parts.slice(best.start + best.length).join(':')}`;
}
