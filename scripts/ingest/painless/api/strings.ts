import { createHash } from 'node:crypto';
import type { RegexMatch } from '../../../base/java-regex';
import { javaTrim } from '../../java-numbers';
import { stringIndexOutOfBounds } from '../runtime/java-error';
import type { JavaPattern } from '../runtime/java-pattern';
import { JavaMatch } from '../runtime/java-pattern';
import { compareIgnoringCase, foldCase } from '../runtime/letter-case';
import { compareStrings } from '../runtime/ordering';
import { textOf } from '../runtime/text';
import { decodeBase64 } from './base64';
import type { JavaFunction, Value } from '../runtime/values';
import { JavaArray, JavaChar } from '../runtime/values';
import { OBJECT } from './objects';
import { JavaClass } from './java-class';
import { JavaStream } from '../runtime/java-stream';

export function stringArray(items: readonly string[]): JavaArray {
  return new JavaArray('String', [...items]);
}

export function checkIndex(index: number, length: number): void {
  if (index < 0 || index >= length) {
    throw stringIndexOutOfBounds(`Index ${index} out of bounds for length ${length}`);
  }
}

export function checkedSubstring(text: string, begin: number, end: number): string {
  if (begin < 0 || begin > end || end > text.length) {
    throw stringIndexOutOfBounds(`Range [${begin}, ${end}) out of bounds for length ${text.length}`);
  }
  return text.slice(begin, end);
}

/** Cuts at every token, into at most `limit` parts when it is above 0; no regular expression. Null stays whole. */
function splitOnToken(text: string | null, token: string | null, limit: number): JavaArray {
  if (text === null) return new JavaArray('String', [null]);
  const parts: string[] = [];
  let start = 0;
  if (token !== null && token !== '') {
    for (let at = text.indexOf(token); at >= 0; at = text.indexOf(token, start)) {
      if (limit > 0 && parts.length === limit - 1) break;
      parts.push(text.slice(start, at));
      start = at + token.length;
    }
  }
  return stringArray([...parts, text.slice(start)]);
}

function replaceMatches(
  text: string,
  pattern: JavaPattern,
  replacement: JavaFunction,
  onlyFirst: boolean,
): string {
  let result = '';
  let copied = 0;
  for (let match = pattern.regex.find(text); match !== null; match = nextMatch(pattern, text, match)) {
    const matched = replacement.call(new JavaMatch(pattern, match, text));
    result += text.slice(copied, match.start) + textOf(matched);
    copied = match.end;
    if (onlyFirst) break;
  }
  return result + text.slice(copied);
}

function nextMatch(pattern: JavaPattern, text: string, match: RegexMatch): RegexMatch | null {
  return pattern.regex.find(text, match.end === match.start ? match.end + 1 : match.end);
}

function digest(algorithm: string, text: string): string {
  return createHash(algorithm).update(text, 'utf8').digest('hex');
}

/** What strings and string builders share; builders come as their text. */
export const CHAR_SEQUENCE = new JavaClass('java.lang.CharSequence', [OBJECT]).with<Value>({
  'int length()': (self) => textOf(self).length,
  'char charAt(int)': (self, index: number) => {
    const text = textOf(self);
    checkIndex(index, text.length);
    return text.charCodeAt(index);
  },
  'IntStream chars()': (self) =>
    new JavaStream(
      Array.from(textOf(self).split(''), (char) => char.charCodeAt(0)),
      'int',
    ),
  'String replaceAll(Pattern,Function)': (self, pattern: JavaPattern, replacement: JavaFunction) =>
    replaceMatches(textOf(self), pattern, replacement, false),
  'String replaceFirst(Pattern,Function)': (self, pattern: JavaPattern, replacement: JavaFunction) =>
    replaceMatches(textOf(self), pattern, replacement, true),
  'CharSequence subSequence(int,int)': (self, begin: number, end: number) =>
    checkedSubstring(textOf(self), begin, end),
});

export const STRING = new JavaClass('java.lang.String', [CHAR_SEQUENCE]).with<string>({
  'int length()': (self) => self.length,
  'boolean isEmpty()': (self) => self === '',
  'boolean contains(CharSequence)': (self, part: string) => self.includes(part),
  'boolean startsWith(String)': (self, prefix: string) => self.startsWith(prefix),
  'boolean startsWith(String,int)': (self, prefix: string, at: number) =>
    at >= 0 && at <= self.length && self.startsWith(prefix, at),
  'boolean endsWith(String)': (self, suffix: string) => self.endsWith(suffix),
  'boolean equals(def)': (self, other: Value) => self === other,
  'boolean equalsIgnoreCase(String?)': (self, other: string | null) =>
    other !== null && self.length === other.length && foldCase(self) === foldCase(other),
  'boolean contentEquals(CharSequence)': (self, other: string) => self === other,
  'int compareTo(String)': (self, other: string) => compareStrings(self, other),
  'int compareToIgnoreCase(String)': compareIgnoringCase,
  'String concat(String)': (self, other: string) => self + other,
  'int indexOf(String)': (self, part: string) => self.indexOf(part),
  'int indexOf(String,int)': (self, part: string, from: number) => self.indexOf(part, from),
  'int lastIndexOf(String)': (self, part: string) => self.lastIndexOf(part),
  'int lastIndexOf(String,int)': (self, part: string, from: number) =>
    from < 0 ? -1 : self.lastIndexOf(part, from),
  'String substring(int)': (self, begin: number) => checkedSubstring(self, begin, self.length),
  'String substring(int,int)': checkedSubstring,
  'String replace(CharSequence,CharSequence)': (self, part: string, replacement: string) =>
    self.replaceAll(part, () => replacement),
  'String toLowerCase()': (self) => self.toLowerCase(),
  'String toLowerCase(Locale)': (self) => self.toLowerCase(),
  'String toUpperCase()': (self) => self.toUpperCase(),
  'String toUpperCase(Locale)': (self) => self.toUpperCase(),
  'String trim()': (self) => javaTrim(self),
  '~String[] splitOnToken(String?)': (self, token: string | null) => splitOnToken(self, token, -1),
  '~String[] splitOnToken(String?,int)': splitOnToken,
  'char[] toCharArray()': (self) =>
    new JavaArray(
      'char',
      Array.from(self.split(''), (char) => new JavaChar(char.charCodeAt(0))),
    ),
  'int codePointAt(int)': (self, index: number) => {
    checkIndex(index, self.length);
    return self.codePointAt(index) ?? 0;
  },
  'String encodeBase64()': (self) => Buffer.from(self, 'utf8').toString('base64'),
  'String decodeBase64()': decodeBase64,
  'String sha1()': (self) => digest('sha1', self),
  'String sha256()': (self) => digest('sha256', self),
  'String sha512()': (self) => digest('sha512', self),
  'String toString()': (self) => self,
});
