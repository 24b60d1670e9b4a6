import type { NativeDifference } from '../../../scripts/query-dsl';

/** Why answers differ by design; each is a row of docs/kql-differences.md. */
export const REASONS: Readonly<Record<NativeDifference | 'skipped' | 'lenient' | 'nesting', string>> = {
  precedence: 'native: "and" and "or" have one precedence',
  pattern: 'native: a word with a backslash before its first star is no pattern; \\*, ? and \\ in one work',
  'white-space': 'native: white space between words counts as one space, NBSP is text, U+3000 is white space',
  keyword: 'native: and, or, not are text in other places',
  escape: 'native: other escapes (\\not, \\u without digits, surrogates, \\\\ before a closing quote)',
  null: 'native: null is a word like others',
  'field-name': 'native: a field name is one word; patterns find metadata fields, and work in other places',
  object: 'native: an object cannot be asked for its existence',
  'nested-group': 'native: a nested group takes no free text',
  lenient:
    'native: a value that does not fit the field finds nothing, where Elasticsearch refuses Kibana’s match',
  nesting: 'native: nested fields are found outside of their group, which Kibana refuses',
  skipped:
    'Elasticsearch passes over a clause that it would refuse where nothing can be found; the embedded engine refuses it always',
};
