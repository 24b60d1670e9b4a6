import { isJsonContainer } from '../../base/json';
import type { FieldValues } from './value-semantics';
import { queryText, textEquals, textRange } from './keyword-values';
import { Malformed, scalarText } from './scalar';

/** text and match_only_text. Indexed as the text; clauses look at its tokens. */
export const textValues: FieldValues = {
  parse(raw) {
    if (raw === null || isJsonContainer(raw)) return new Malformed('Expected text but found START_OBJECT');
    return scalarText(raw);
  },
  term: (value, caseInsensitive) => textEquals(queryText(value), caseInsensitive),
  range: textRange,
};
