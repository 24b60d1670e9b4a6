import { quoteKqlValue } from '../kql';

/** Words that KQL would read as operators or as typed values. */
const RESERVED = /^(and|or|not|true|false|null)$/i;

/**
 * A text as a KQL value that means just that text, except that `*` stays a wildcard. Text without a star that needs
 * it is quoted; text with a star cannot be quoted (the star would become a literal), so its special characters are
 * escaped one by one.
 */
export function kqlValue(text: string): string {
  if (/^[\w.@#$%&+/=~^!?'`,;*-]+$/.test(text) && !RESERVED.test(text)) return text;
  if (!text.includes('*')) return quoteKqlValue(text);
  return text
    .replace(/[\\():<>"{}]/g, '\\$&')
    .replace(/\b(and|or|not)\b/gi, '\\$1')
    .trim();
}
