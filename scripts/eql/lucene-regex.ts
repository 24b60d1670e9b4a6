import { compileJavaRegex } from '../base/compile-java-regex';
import { ContentError } from '../base/errors';

/** What means something to Lucene that it does not mean to Java, or the other way round. */
const DIFFERENT = /^(?:[^\\[\]]|\\[^]|\[(?:[^\\\]]|\\[^])*\])*?(\(\?|[@#&~<>"^$]|[*+?}][+?])/;

/**
 * A whole text against a pattern of Lucene's regular expressions, in linear time. Patterns that Java reads otherwise
 * are refused by name (Elasticsearch: “Regular expression syntax”).
 */
export function luceneRegex(pattern: string, insensitive: boolean): (text: string) => boolean {
  const odd = DIFFERENT.exec(pattern)?.[1];
  if (odd !== undefined) {
    throw new ContentError({
      code: 'EQL_REGEX_UNSUPPORTED',
      message: `the regular expression ${pattern} uses ${odd}, which is not known to the embedded engine`,
      found: odd,
      hint: 'A pattern describes the whole text, so it needs no ^ and $; write \\ before a character that means itself.',
    });
  }
  const regex = compileJavaRegex(pattern, insensitive ? 'si' : 's');
  return (text) => regex.matches(text);
}
