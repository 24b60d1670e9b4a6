/** People per address of an office, as behind a gateway. */
export const PEOPLE_PER_ADDRESS = 25;

/** The n-th address of offices, from 192.0.2.0/24 (RFC 5737), then from 2001:db8:1::/48 (RFC 3849). */
export function officeAddress(index: number): string {
  return index < 254 ? `192.0.2.${index + 1}` : `2001:db8:1::${(index - 253).toString(16)}`;
}

/** The n-th home: 198.51.100.0/24, then 2001:db8:2::/48; no two share one. */
export function homeAddress(index: number): string {
  if (index < 254) return `198.51.100.${index + 1}`;
  const number = index - 253;
  const high = Math.floor(number / 0x1_0000);
  const low = (number % 0x1_0000).toString(16);
  return high === 0 ? `2001:db8:2::${low}` : `2001:db8:2::${high.toString(16)}:${low}`;
}

/** All of 203.0.113.0/24: whoever is not of the tenant. */
export const OUTSIDE_ADDRESSES: readonly string[] = Array.from(
  { length: 254 },
  (_, index) => `203.0.113.${index + 1}`,
);
