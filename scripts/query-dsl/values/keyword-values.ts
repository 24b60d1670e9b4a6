import { isJsonContainer, type JsonValue } from '../../base/json';
import type { FieldDefinition } from '../mapping/field-definition';
import type { FieldValues } from './value-semantics';
import {
  BadQueryValue,
  Malformed,
  compareText,
  equalTo,
  preview,
  scalarText,
  testing,
  type Bounds,
  type ValueTest,
} from './scalar';
import { lowerCase } from './standard-analyzer';
import { foldAscii } from './wildcard';

/** Lucene's longest term, in bytes of UTF-8. */
const MAX_TERM_BYTES = 32_766;

/** The text of a query value for a text-like field. */
export function queryText(value: JsonValue): string {
  if (value === null) throw new BadQueryValue('the value cannot be null');
  if (isJsonContainer(value)) throw new BadQueryValue('the value must be text, a number or a boolean');
  return preview(value);
}

/** A test for one exact text. */
export function textEquals(text: string, caseInsensitive: boolean): ValueTest {
  if (!caseInsensitive) return equalTo(text);
  const folded = foldAscii(text);
  return testing((value) => typeof value === 'string' && foldAscii(value) === folded);
}

/** A test for text between two bounds, in the order of Unicode code points. */
export function textRange(bounds: Bounds): ValueTest {
  const bound = (value: JsonValue | undefined): string | undefined =>
    value === undefined || value === null ? undefined : queryText(value);
  const [gt, gte, lt, lte] = [bound(bounds.gt), bound(bounds.gte), bound(bounds.lt), bound(bounds.lte)];
  return testing(
    (value) =>
      typeof value === 'string' &&
      (gt === undefined || compareText(value, gt) > 0) &&
      (gte === undefined || compareText(value, gte) >= 0) &&
      (lt === undefined || compareText(value, lt) < 0) &&
      (lte === undefined || compareText(value, lte) <= 0),
  );
}

/** The `lowercase` normalizer, the only one known, works on values and on queries. */
export function normalizerOf(field: FieldDefinition): (text: string) => string {
  return field.parameters['normalizer'] === 'lowercase' ? lowerCase : (text) => text;
}

function isTooLong(text: string): boolean {
  return text.length * 3 > MAX_TERM_BYTES && Buffer.byteLength(text) > MAX_TERM_BYTES;
}

/** keyword, wildcard and constant_keyword. */
export function keywordValues(field: FieldDefinition): FieldValues {
  const normalize = normalizerOf(field);
  const { ignoreAbove } = field;
  // What is not indexed makes no term; a wildcard field and a constant_keyword take text of any length.
  const hasTerms = field.type === 'keyword' && field.searchable;
  return {
    parse(raw) {
      if (raw === null || isJsonContainer(raw)) return new Malformed('Expected text but found START_OBJECT');
      const text = normalize(scalarText(raw));
      if (text.length > ignoreAbove) return undefined;
      if (hasTerms && isTooLong(text)) {
        return new Malformed(`the value is longer than the longest term, ${MAX_TERM_BYTES} bytes of UTF-8`);
      }
      return text;
    },
    term: (value, caseInsensitive) => textEquals(normalize(queryText(value)), caseInsensitive),
    range: ({ gt, gte, lt, lte }) => {
      const bound = (value: JsonValue | undefined): JsonValue | undefined =>
        value === undefined || value === null ? value : normalize(queryText(value));
      return textRange({ gt: bound(gt), gte: bound(gte), lt: bound(lt), lte: bound(lte) });
    },
  };
}
