import type { JsonValue } from '../../base/json';
import type { FieldValues } from './value-semantics';
import { BadQueryValue, Malformed, equalTo, preview, testing, type Bounds } from './scalar';

function queryBoolean(value: JsonValue): boolean {
  const text = preview(value);
  if (text === 'true') return true;
  if (text === 'false') return false;
  throw new BadQueryValue(`can't parse boolean value [${text}], expected [true] or [false]`);
}

/** The boolean field: an empty string in a document is false. */
export const booleanValues: FieldValues = {
  parse(raw) {
    if (typeof raw === 'boolean') return raw;
    if (raw === 'true') return true;
    if (raw === 'false' || raw === '') return false;
    return new Malformed(`Failed to parse value [${preview(raw)}] as only [true] or [false] are allowed.`);
  },
  term: (value) => equalTo(queryBoolean(value)),
  range(bounds: Bounds) {
    const rank = (bound: JsonValue | undefined, open: number): number =>
      bound === undefined || bound === null ? open : Number(queryBoolean(bound));
    const low = Math.max(rank(bounds.gte, 0), rank(bounds.gt, -1) + 1);
    const high = Math.min(rank(bounds.lte, 1), rank(bounds.lt, 2) - 1);
    return testing((value) => Number(value) >= low && Number(value) <= high);
  },
};
