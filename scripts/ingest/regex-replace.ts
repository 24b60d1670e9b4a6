import type { JavaRegex } from '../base/java-regex';
import { RegexReplacementError } from '../base/java-regex-replacement';
import { IngestError } from './errors';

/** Java's `Matcher.replaceAll`; a replacement that Java refuses throws when something is to be replaced. */
export function replaceAll(pattern: JavaRegex, text: string, replacement: string): string {
  try {
    return pattern.replaceAll(text, replacement);
  } catch (error) {
    throw error instanceof RegexReplacementError ? new IngestError(error.type, error.message) : error;
  }
}
