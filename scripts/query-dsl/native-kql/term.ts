import type { KqlTerm, KqlWildcard } from '../../kql';

/** Why the native `kql` query may read one word or quoted string otherwise. */
export type TermDifference = 'pattern' | 'white-space' | 'keyword' | 'escape' | 'null';

/** Why the native `kql` query may read this term of the query otherwise than Kibana; undefined when both agree. */
export function termDifference(query: string, term: KqlTerm): TermDifference | undefined {
  const written = query.slice(term.span.start, term.span.end);
  if (term.type === 'literal' && term.quoted) return hasOwnEscape(written) ? 'escape' : undefined;
  if (/\\not/i.test(written) || hasSurrogate(written)) return 'escape';
  if (/\s\s|[^\S ]/.test(written)) return 'white-space';
  if (/^(?:and|or|not)(?!\S)|(?<!\S)(?:and|or|not)$/i.test(written)) return 'keyword';
  if (term.type === 'wildcard') return hasOwnPattern(written, term) ? 'pattern' : undefined;
  return term.value === null ? 'null' : undefined;
}

/** Half of a character beyond U+FFFF, which the native query refuses. */
function hasSurrogate(written: string): boolean {
  return /\\u[dD][89a-fA-F]/.test(written);
}

/**
 * `\u` without four digits is an error there, text here. A backslash before the closing quote takes it along, if there
 * is another quote behind.
 */
function hasOwnEscape(written: string): boolean {
  return hasSurrogate(written) || /\\u(?![0-9a-fA-F]{4})/.test(written) || written.endsWith(String.raw`\\"`);
}

/**
 * A word is a pattern there only when no backslash stands before its first star; then a star that was escaped works,
 * and in a keyword field so do `?` and `\`.
 */
function hasOwnPattern(written: string, { parts }: KqlWildcard): boolean {
  const isPattern = written.split(' ').some((word) => /^[^\\]*\*/.test(word));
  return !isPattern || parts.some((part) => /[*?\\]/.test(part));
}
