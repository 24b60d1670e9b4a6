/**
 * Whether a text is an IP address as Elasticsearch's `InetAddresses` reads it: dotted IPv4 without leading zeros,
 * IPv6 with at most one `::`, an IPv4 tail, and a zone behind `%`. No brackets, no port, no prefix length.
 */
export function isIpLiteral(text: string): boolean {
  const percent = text.indexOf('%');
  if (percent === text.length - 1) return false;
  const address = percent === -1 ? text : text.slice(0, percent);
  if (address.includes(':')) return isIpv6(address);
  return percent === -1 && isIpv4(address);
}

/** Four numbers up to 255 without leading zeros. */
function isIpv4(text: string): boolean {
  let dots = 0;
  let digits = 0;
  let octet = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0x2e) {
      if (digits === 0) return false;
      dots += 1;
      digits = 0;
      octet = 0;
      continue;
    }
    if (code < 0x30 || code > 0x39 || (digits > 0 && octet === 0)) return false;
    octet = octet * 10 + code - 0x30;
    digits += 1;
    if (octet > 255) return false;
  }
  return dots === 3 && digits > 0;
}

const HEXTET = /^[0-9a-fA-F]{1,4}$/;

function isIpv6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const [head = '', tail = ''] = halves;
  const before = countGroups(head, halves.length === 1);
  const after = countGroups(tail, true);
  if (before === undefined || after === undefined) return false;
  return halves.length === 1 ? before === 8 : before + after < 8;
}

/** The number of 16-bit groups; undefined when one is wrong. An IPv4 tail counts as two. */
function countGroups(text: string, mayEndInIpv4: boolean): number | undefined {
  if (text === '') return 0;
  const groups = text.split(':');
  const last = groups.at(-1) ?? '';
  const hasIpv4 = mayEndInIpv4 && last.includes('.');
  if (hasIpv4) {
    if (!isIpv4(last)) return undefined;
    groups.pop();
  }
  return groups.every((group) => HEXTET.test(group)) ? groups.length + (hasIpv4 ? 2 : 0) : undefined;
}
