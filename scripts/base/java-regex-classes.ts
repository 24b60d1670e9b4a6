import type { CharSet } from './java-regex-charset';
import { ANY_CHAR, charSet, charsOf, complement, union } from './java-regex-charset';

const UPPER: CharSet = [[0x41, 0x5a]];
const LOWER: CharSet = [[0x61, 0x7a]];
const DIGIT: CharSet = [[0x30, 0x39]];
const ALPHA = union(UPPER, LOWER);
const ALNUM = union(ALPHA, DIGIT);
const PUNCTUATION = charsOf('!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~');
const SPACE = charsOf(' \t\n\x0B\f\r');
const HORIZONTAL = charSet([
  [0x20, 0x20],
  [0x09, 0x09],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x180e, 0x180e],
  [0x2000, 0x200a],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
]);
const VERTICAL = charSet([
  [0x0a, 0x0d],
  [0x85, 0x85],
  [0x2028, 0x2029],
]);

/** Line terminators of java.util.regex.Pattern without UNIX_LINES. */
export const LINE_TERMINATORS = charsOf('\n\r\u0085\u2028\u2029');
export const UNIX_LINE_TERMINATOR = charsOf('\n');

/** The predefined classes of java.util.regex.Pattern, without UNICODE_CHARACTER_CLASS. */
export const ESCAPE_CLASSES: Readonly<Record<string, CharSet>> = {
  d: DIGIT,
  D: complement(DIGIT),
  h: HORIZONTAL,
  H: complement(HORIZONTAL),
  s: SPACE,
  S: complement(SPACE),
  v: VERTICAL,
  V: complement(VERTICAL),
  w: union(ALNUM, charsOf('_')),
  W: complement(union(ALNUM, charsOf('_'))),
};

const POSIX_CLASSES = new Map<string, CharSet>([
  ['Lower', LOWER],
  ['Upper', UPPER],
  ['ASCII', [[0, 0x7f]]],
  ['Alpha', ALPHA],
  ['Digit', DIGIT],
  ['Alnum', ALNUM],
  ['Punct', PUNCTUATION],
  ['Graph', union(ALNUM, PUNCTUATION)],
  ['Print', union(ALNUM, PUNCTUATION, charsOf(' '))],
  ['Blank', charsOf(' \t')],
  [
    'Cntrl',
    charSet([
      [0, 0x1f],
      [0x7f, 0x7f],
    ]),
  ],
  ['XDigit', union(DIGIT, [[0x41, 0x46]], [[0x61, 0x66]])],
  ['Space', SPACE],
  ['all', ANY_CHAR],
]);

/** Names that Java spells otherwise than ECMAScript's property escapes. */
const JAVA_PROPERTIES = new Map<string, string>([
  ['IsAlphabetic', 'Alphabetic'],
  ['IsIdeographic', 'Ideographic'],
  ['IsLetter', 'L'],
  ['IsLowercase', 'Lowercase'],
  ['IsUppercase', 'Uppercase'],
  ['IsWhite_Space', 'White_Space'],
  ['IsDigit', 'Nd'],
  ['IsPunctuation', 'P'],
]);

const CATEGORY = /^(?:Is|general_category=|gc=)?([LMNPSZC][a-z]?)$/;
const SCRIPT = /^(?:Is|script=|sc=)([A-Z][A-Za-z_]+)$/;
const unicodeSets = new Map<string, CharSet>();

/** The set of `\p{name}`, or undefined when this program does not know the name. */
export function propertyClass(name: string): CharSet | undefined {
  const posix = POSIX_CLASSES.get(name);
  if (posix !== undefined) return posix;
  const property = JAVA_PROPERTIES.get(name) ?? CATEGORY.exec(name)?.[1];
  if (property !== undefined) return unicodeSet(property);
  const script = SCRIPT.exec(name)?.[1];
  return script === undefined ? undefined : unicodeSet(`Script=${script}`);
}

/** Asks the runtime's own Unicode tables about every code point; costs some 20 ms, once a property. */
function unicodeSet(property: string): CharSet | undefined {
  const known = unicodeSets.get(property);
  if (known !== undefined) return known;
  let test: RegExp;
  try {
    test = new RegExp(`^\\p{${property}}$`, 'u');
  } catch {
    return undefined;
  }
  const ranges: [number, number][] = [];
  for (let code = 0; code <= 0x10ffff; code++) {
    if (!test.test(String.fromCodePoint(code))) continue;
    const last = ranges.at(-1);
    if (last?.[1] === code - 1) last[1] = code;
    else ranges.push([code, code]);
  }
  unicodeSets.set(property, ranges);
  return ranges;
}
