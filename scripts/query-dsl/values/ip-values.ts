import type { JsonValue } from '../../base/json';
import type { FieldValues } from './value-semantics';
import { parseCidr, parseIp } from './ip-address';
import { BadQueryValue, Malformed, equalTo, noValue, preview, testing, type Bounds } from './scalar';

/** The last address of all. */
const LAST = 'f'.repeat(32);

function notAnAddress(value: JsonValue): string {
  return `'${preview(value)}' is not an IP string literal.`;
}

function queryAddress(value: JsonValue): string {
  const address = typeof value === 'string' ? parseIp(value) : undefined;
  if (address === undefined) throw new BadQueryValue(notAnAddress(value));
  return address;
}

/** The ip field; a term may be a block in CIDR notation. */
export const ipValues: FieldValues = {
  parse(raw) {
    const address = typeof raw === 'string' ? parseIp(raw) : undefined;
    return address ?? new Malformed(notAnAddress(raw));
  },
  term(value) {
    if (typeof value !== 'string' || !value.includes('/')) return equalTo(queryAddress(value));
    const block = parseCidr(value);
    if (block === undefined) throw new BadQueryValue(notAnAddress(value));
    const { first, last } = block;
    return testing((address) => typeof address === 'string' && address >= first && address <= last);
  },
  range(bounds: Bounds) {
    const bound = (value: JsonValue | undefined, open: string): string =>
      value === undefined || value === null ? open : queryAddress(value);
    const [gt, gte] = [bound(bounds.gt, ''), bound(bounds.gte, '')];
    // Above the last address Elasticsearch does not look at the other end.
    if (gt === LAST) return noValue;
    const [lt, lte] = [bound(bounds.lt, 'g'), bound(bounds.lte, 'g')];
    return testing(
      (address) =>
        typeof address === 'string' && address > gt && address >= gte && address < lt && address <= lte,
    );
  },
};
