import { nullPointer } from '../runtime/java-error';
import { JavaError } from '../runtime/java-error';
import type { JavaMatch, JavaPattern } from '../runtime/java-pattern';
import { JavaMatcher } from '../runtime/java-pattern';
import { JavaFunction } from '../runtime/values';
import type { Value } from '../runtime/values';
import { RegexReplacementError } from '../../../base/java-regex-replacement';
import { JavaClass } from './java-class';
import { OBJECT } from './objects';
import { stringArray } from './strings';

/** A matcher over a text; Java's message for null comes from Painless's wrapper of the input. */
export function matcherOf(pattern: JavaPattern, text: string | null): JavaMatcher {
  if (text === null) {
    throw nullPointer('Cannot invoke "java.lang.CharSequence.length()" because "this.wrapped" is null');
  }
  return new JavaMatcher(pattern, text);
}

export const PATTERN = new JavaClass('java.util.regex.Pattern', [OBJECT]).with<JavaPattern>({
  'Matcher matcher(CharSequence?)': matcherOf,
  'String[] split(CharSequence)': (self, text: string) => stringArray(self.regex.split(text)),
  'String[] split(CharSequence,int)': (self, text: string, limit: number) =>
    stringArray(self.regex.split(text, limit)),
  'String pattern()': (self) => self.regex.source,
  'Predicate asPredicate()': (self) =>
    new JavaFunction((text: Value) => typeof text === 'string' && self.regex.test(text)),
});

function replaceAll(matcher: JavaMatcher, replacement: string): string {
  try {
    return matcher.pattern.regex.replaceAll(matcher.input, replacement);
  } catch (error) {
    if (!(error instanceof RegexReplacementError)) throw error;
    const name =
      error.type === 'illegal_argument_exception' ? 'IllegalArgumentException' : 'IndexOutOfBoundsException';
    throw new JavaError(`java.lang.${name}`, error.message);
  }
}

export const MATCHER = new JavaClass('java.util.regex.Matcher', [OBJECT])
  .with<JavaMatch>({
    'String group()': (self) => self.group(0),
    'String group(int)': (self, index: number) => self.group(index),
    'String namedGroup(String)': (self, name: string) => self.namedGroup(name),
    'int groupCount()': (self) => self.groupCount,
    'int start()': (self) => self.start,
    'int end()': (self) => self.end,
  })
  .with<JavaMatcher>({
    'boolean find()': (self) => self.find(),
    'boolean find(int)': (self, from: number) => self.findFrom(from),
    'boolean matches()': (self) => self.matches(),
    'String replaceAll(String)': replaceAll,
    'Matcher reset()': (self) => {
      self.reset();
      return self;
    },
  });
